import { parseSync } from "rolldown/utils"

/** Something a module reaches out to: an imported module or a thing of the host. */
export interface Reach {
  readonly name: string
  readonly line: number
}

export interface ModuleFacts {
  readonly imports: ReadonlyArray<Reach>
  readonly host: ReadonlyArray<Reach>
  readonly error?: string
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number }

const hostGlobals = new Set([
  "Buffer",
  "XMLHttpRequest",
  "WebSocket",
  "clearInterval",
  "clearTimeout",
  "console",
  "crypto",
  "document",
  "fetch",
  "global",
  "globalThis",
  "navigator",
  "performance",
  "process",
  "queueMicrotask",
  "requestAnimationFrame",
  "require",
  "setImmediate",
  "setInterval",
  "setTimeout",
  "window"
])
const hostMembers = new Set(["Date.now", "Math.random"])

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"

const walk = (node: Node, visit: (node: Node, parent: Node | undefined, key: string) => void): void => {
  const go = (value: unknown, parent: Node | undefined, key: string): void => {
    if (Array.isArray(value)) for (const item of value) go(item, parent, key)
    if (!isNode(value)) return
    visit(value, parent, key)
    for (const [name, child] of Object.entries(value)) go(child, value, name)
  }
  go(node, undefined, "")
}

const sourceOf = (node: Node): string | undefined => {
  const source = node.type === "TSExternalModuleReference" ? node["expression"] : node["source"]
  return isNode(source) && typeof source["value"] === "string" ? source["value"] : undefined
}

const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Identifier" ? String(node["name"]) : undefined

const memberOf = (node: Node): string | undefined => {
  const property = node["property"]
  const key = node["computed"] === true && isNode(property) ? property["value"] : nameOf(property)
  return `${nameOf(node["object"])}.${String(key)}`
}

/** A name that labels a property is not a use of the global of that name. */
const isLabel = (parent: Node | undefined, key: string): boolean =>
  parent !== undefined &&
  ((key === "property" && parent["computed"] !== true) ||
    (key === "key" && parent["computed"] !== true && parent["shorthand"] !== true) ||
    ["ImportSpecifier", "ExportSpecifier", "TSQualifiedName"].includes(parent.type))

const hostUse = (node: Node, parent: Node | undefined, key: string): string | undefined => {
  if (node.type === "MemberExpression") {
    const member = memberOf(node)
    return member !== undefined && hostMembers.has(member) ? member : undefined
  }
  const isCall = node.type === "NewExpression" || node.type === "CallExpression"
  if (isCall && nameOf(node["callee"]) === "Date") {
    const hasTime = node.type === "NewExpression" && Array.isArray(node["arguments"]) && node["arguments"].length > 0
    return hasTime ? undefined : "Date()"
  }
  const name = nameOf(node)
  return name !== undefined && hostGlobals.has(name) && !isLabel(parent, key) ? name : undefined
}

/** Reads what a TypeScript or JavaScript module imports, in every form, and what it uses of the host. */
export const readModule = (path: string, text: string): ModuleFacts => {
  const parsed = parseSync(path, text)
  const first = parsed.errors[0]
  if (first !== undefined) return { imports: [], host: [], error: first.message }
  const imports: Array<Reach> = []
  const host: Array<Reach> = []
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length
  walk(parsed.program as unknown as Node, (node, parent, key) => {
    const source = sourceOf(node)
    if (source !== undefined) imports.push({ name: source, line: lineOf(node.start) })
    const use = hostUse(node, parent, key)
    if (use !== undefined) host.push({ name: use, line: lineOf(node.start) })
  })
  return { imports, host }
}
