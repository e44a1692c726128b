import { existsSync, readFileSync } from "node:fs"
import { dirname, join, relative, sep } from "node:path"
import { parseSync } from "rolldown/utils"

/** A declaration without its comments and without empty lines. */
const strip = (path: string, text: string): string => {
  const { comments } = parseSync(path, text)
  const code = comments.toReversed().reduce((rest, { end, start }) => rest.slice(0, start) + rest.slice(end), text)
  const lines = code.split("\n").map((line) => line.trimEnd())
  return lines.filter((line) => line !== "").join("\n")
}

/** Declarations name their neighbours by the built or by the source extension. */
const declarationOf = (from: string, specifier: string): string =>
  join(dirname(from), specifier.replace(/(\.d)?\.(js|ts)$/, ".d.ts"))

const neighbours = (path: string, text: string): ReadonlyArray<string> => {
  const { module } = parseSync(path, text)
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.map(({ moduleRequest }) => moduleRequest?.value)
  )
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
  const inline = Array.from(text.matchAll(/import\("(\.[^"]+)"\)/g), ([, specifier]) => specifier)
  return [...exported, ...imported, ...inline].flatMap((specifier) =>
    specifier?.startsWith(".") === true ? [declarationOf(path, specifier)] : []
  )
}

/** Every declaration file that a user can reach from the entry, in the order of their names. */
const reachable = (entry: string): ReadonlyArray<string> => {
  const seen = new Set([entry])
  for (const path of seen) {
    for (const next of neighbours(path, readFileSync(path, "utf8"))) if (existsSync(next)) seen.add(next)
  }
  const [first = entry, ...others] = seen
  return [first, ...others.toSorted()]
}

/** The public API of a built package: its entry and every module reachable from it, without comments. */
export const reportApi = (dist: string, name: string): string => {
  const entry = join(dist, "index.d.ts")
  if (!existsSync(entry)) throw new Error(`${name} is not built: ${entry} is missing`)
  const sections = reachable(entry).map((path) => {
    const module = relative(dist, path).split(sep).join("/")
    return `// ${module.replace(/\.d\.ts$/, "")}\n${strip(path, readFileSync(path, "utf8"))}\n`
  })
  return `// The public API of @backhand/${name}. Generated: run "npx -y pnpm@12 run api:update".\n\n${sections.join("\n")}`
}
