import { parseSync } from "rolldown/utils"
import type { Example } from "./findExamples.ts"

/** An example as a module whose line numbers are those of the page it stands on. */
export interface ExampleModule {
  readonly code: string
  readonly assertions: number
  readonly problems: ReadonlyArray<string>
}

interface Span {
  readonly start: number
  readonly end: number
}

interface Edit extends Span {
  readonly text: string
}

const arrow = /^\s*=>/

const parse = (code: string) => parseSync("example.ts", code)

const isExpression = (text: string): boolean => text.trim() !== "" && parse(`(${text}\n)`).errors.length === 0

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length

const newlines = (text: string): string => text.replace(/[^\n]/g, "")

type Comments = ReturnType<typeof parse>["comments"]

/** The value after `// =>`, which may go on in the comments of the lines below while it is incomplete. */
const readValue = (code: string, comments: Comments, first: number): Edit | undefined => {
  let text = ""
  for (let index = first; index < comments.length; index += 1) {
    const comment = comments[index]
    if (comment === undefined) break
    const gap = code.slice(comments[index - 1]?.end ?? 0, comment.start)
    if (index > first && (gap.trim() !== "" || gap.split("\n").length !== 2)) break
    text += index === first ? comment.value.replace(arrow, "") : ` ${comment.value}`
    if (isExpression(text)) return { start: comments[first]?.start ?? 0, end: comment.end, text: text.trim() }
  }
  return undefined
}

interface Subject extends Span {
  /** The code to keep before the assertion and the expression whose value is asserted. */
  readonly kept: string
  readonly actual: string
}

/** The statements that can be asserted: an expression, or a declaration of one name. */
const subjects = (code: string): ReadonlyArray<Subject> =>
  parse(code).program.body.flatMap((node): ReadonlyArray<Subject> => {
    const span = { start: node.start, end: node.end }
    if (node.type === "ExpressionStatement") {
      return [{ ...span, kept: "", actual: code.slice(node.expression.start, node.expression.end) }]
    }
    const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node
    if (declaration?.type !== "VariableDeclaration" || declaration.declarations.length !== 1) return []
    const name = declaration.declarations[0]?.id
    return name?.type === "Identifier" ? [{ ...span, kept: code.slice(node.start, node.end), actual: name.name }] : []
  })

const assertion = (subject: Subject, value: Edit, code: string, where: string): Edit => {
  const between = newlines(code.slice(subject.end, value.end))
  const kept = subject.kept === "" ? "" : `${subject.kept}; `
  const text = `${kept}__is((${subject.actual}), (${value.text}), ${JSON.stringify(where)});${between}`
  return { start: subject.start, end: value.end, text }
}

const apply = (code: string, edits: ReadonlyArray<Edit>): string =>
  edits.toReversed().reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code)

/** Turns `expression // => value` into an assertion and leaves everything else, line for line, as it is. */
export const toModule = (example: Example, helper: string): ExampleModule => {
  const { code, line, path } = example
  const at = (offset: number) => `${path}:${line + lineOf(code, offset) - 1}`
  const { comments, errors } = parse(code)
  const error = errors[0]
  if (error !== undefined) {
    return { code: "", assertions: 0, problems: [`${at(error.labels[0]?.start ?? 0)}: ${error.message}`] }
  }
  const candidates = subjects(code)
  const edits: Array<Edit> = []
  const problems: Array<string> = []
  for (const [index, comment] of comments.entries()) {
    if (comment.type !== "Line" || !arrow.test(comment.value)) continue
    const subject = candidates.find(
      ({ end }) => end <= comment.start && /^[;\s]*$/.test(code.slice(end, comment.start))
    )
    const value = readValue(code, comments, index)
    const isBeside = subject !== undefined && lineOf(code, comment.start) - lineOf(code, subject.end) <= 1
    if (value === undefined) problems.push(`${at(comment.start)}: what follows "// =>" is not an expression`)
    else if (!isBeside)
      problems.push(`${at(comment.start)}: "// =>" must follow an expression or a const, on its line or the next`)
    else edits.push(assertion(subject, value, code, at(subject.start)))
  }
  const header = `import { is as __is } from ${JSON.stringify(helper)}; void __is`
  return { code: `${header}${"\n".repeat(line - 1)}${apply(code, edits)}\n`, assertions: edits.length, problems }
}
