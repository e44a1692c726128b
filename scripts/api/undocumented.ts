import { existsSync, readFileSync } from "node:fs"
import { dirname, join, relative, sep } from "node:path"
import { parseSync } from "rolldown/utils"

type Parsed = ReturnType<typeof parseSync>
type Statement = Parsed["program"]["body"][number]
type Comment = Parsed["comments"][number]

/** Where an export of a module is told: in this module, or under a name of another one; "*" is every export of it. */
interface Export {
  readonly name: string
  readonly from?: { readonly file: string; readonly name: string }
  readonly comment?: Comment | undefined
}

/** A sentence that ends, and the version since which the export exists. */
const isWhole = ({ type, value }: Comment): boolean => {
  const lines = value.split("\n").map((line) => line.replace(/^\s*\*\s?/, ""))
  const firstTag = lines.findIndex((line) => line.startsWith("@"))
  const prose = lines.slice(0, firstTag).join(" ")
  const isDocumentation = type === "Block" && value.startsWith("*") && firstTag >= 0
  return (
    isDocumentation && /\w.*[.:!?)]/.test(prose) && lines.some((line) => /^@since \d+\.\d+\.\d+$/.test(line.trim()))
  )
}

/** Declarations name their neighbours by the built or by the source extension. */
const neighbour = (file: string, specifier: string): string =>
  join(dirname(file), specifier.replace(/(\.d)?\.(js|ts)$/, ".d.ts"))

const declared = (statement: Statement): ReadonlyArray<string> => {
  if (statement.type !== "ExportNamedDeclaration" || statement.declaration === null) return []
  const { declaration } = statement
  const ids = declaration.type === "VariableDeclaration" ? declaration.declarations.map(({ id }) => id) : [declaration]
  return ids.flatMap((id) =>
    "name" in id ? [id.name] : "id" in id && id.id?.type === "Identifier" ? [id.id.name] : []
  )
}

const exportsOf = (file: string): ReadonlyArray<Export> => {
  const text = readFileSync(file, "utf8")
  const { comments, module, program } = parseSync(file, text)
  const own = program.body.flatMap((statement) => {
    const comment = comments.findLast(({ end }) => end <= statement.start)
    const isBeside = comment !== undefined && text.slice(comment.end, statement.start).trim() === ""
    return declared(statement).map((name) => ({ name, comment: isBeside ? comment : undefined }))
  })
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName, importName, moduleRequest }) => {
      if (moduleRequest === null || !moduleRequest.value.startsWith(".")) return []
      const from = { file: neighbour(file, moduleRequest.value), name: importName.name ?? "*" }
      return [{ name: exportName.name ?? "*", from }]
    })
  )
  return [...own, ...passedOn]
}

/** Exports, as `file: name`, that a user of a built package can name and that have no sentence or no `@since`. */
export const undocumented = (dist: string): ReadonlyArray<string> => {
  const found = new Map<string, boolean>()
  const seen = new Set<string>()
  const visit = (file: string, wanted: string): void => {
    if (seen.has(`${file}\0${wanted}`) || !existsSync(file)) return
    seen.add(`${file}\0${wanted}`)
    for (const { comment, from, name } of exportsOf(file)) {
      if (wanted !== "*" && name !== "*" && name !== wanted) continue
      if (from !== undefined) visit(from.file, name === "*" ? wanted : from.name)
      else {
        const key = `${relative(dist, file).split(sep).join("/")}: ${name}`
        // A type and a value of one name share their documentation.
        found.set(key, found.get(key) === true || (comment !== undefined && isWhole(comment)))
      }
    }
  }
  const entry = join(dist, "index.d.ts")
  if (!existsSync(entry)) throw new Error(`the package is not built: ${entry} is missing`)
  visit(entry, "*")
  return [...found].flatMap(([key, isDocumented]) => (isDocumented ? [] : [key]))
}
