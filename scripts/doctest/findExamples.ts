/** One fence of a source file or a Markdown page. */
export interface Example {
  readonly path: string
  /** The line of the first line of code, counted from 1. */
  readonly line: number
  readonly code: string
}

export interface Found {
  readonly examples: ReadonlyArray<Example>
  readonly ignored: number
  /** What is wrong with the page itself, as `path:line: why`. */
  readonly problems: ReadonlyArray<string>
}

interface Line {
  readonly number: number
  readonly text: string
}

interface Fence {
  readonly info: string
  readonly open: Line
  readonly body: ReadonlyArray<Line>
  readonly isClosed: boolean
}

// The text of documentation comments without their asterisks; every other line is empty.
const commentLines = (text: string): ReadonlyArray<Line> => {
  let isInside = false
  return text.split("\n").map((raw, index) => {
    const isOpening = !isInside && /^\s*\/\*\*/.test(raw)
    const wasInside = isInside || isOpening
    isInside = wasInside && !raw.includes("*/")
    const line = raw.replace(/^\s*\/\*\*/, "").replace(/\*\/\s*$/, "")
    return { number: index + 1, text: wasInside ? line.replace(/^\s*\* ?/, "") : "" }
  })
}

const pageLines = (text: string): ReadonlyArray<Line> =>
  text.split("\n").map((line, index) => ({ number: index + 1, text: line }))

const fencesOf = (lines: ReadonlyArray<Line>): ReadonlyArray<Fence> => {
  const fences: Array<Fence> = []
  let open: { readonly mark: string; readonly indent: number; readonly info: string; readonly line: Line } | undefined
  let body: Array<Line> = []
  for (const line of lines) {
    const [, indent = "", mark = "", info = ""] = /^(\s*)(`{3,}|~{3,})\s*(.*?)\s*$/.exec(line.text) ?? []
    if (open === undefined && mark !== "") {
      open = { mark, indent: indent.length, info, line }
      body = []
    } else if (open !== undefined && mark.startsWith(open.mark) && info === "") {
      fences.push({ info: open.info, open: open.line, body, isClosed: true })
      open = undefined
    } else if (open !== undefined) {
      body.push({ number: line.number, text: line.text.slice(Math.min(open.indent, line.text.search(/\S|$/))) })
    }
  }
  if (open !== undefined) fences.push({ info: open.info, open: open.line, body, isClosed: false })
  return fences
}

const isTypeScript = (fence: Fence): boolean => /^(ts|tsx|typescript)\b/.test(fence.info)

const problemOf = (fence: Fence): string | undefined => {
  if (!fence.isClosed) return "the fence is never closed"
  if (fence.info === "ts")
    return fence.body.every((line) => line.text.trim() === "") ? "the example is empty" : undefined
  if (/^ts ignore\s*$/.test(fence.info)) return 'say why: "ts ignore <reason>"'
  return fence.info.startsWith("ts ignore ") ? undefined : `"${fence.info}" must be "ts" or "ts ignore <reason>"`
}

/** An `@example` tag promises code: a fence must follow before the next tag. */
const emptyTags = (lines: ReadonlyArray<Line>, fences: ReadonlyArray<Fence>): ReadonlyArray<number> => {
  const tags = lines.filter((line) => /^@\w+/.test(line.text))
  return tags.flatMap((tag, index) => {
    const end = tags[index + 1]?.number ?? Number.POSITIVE_INFINITY
    const hasFence = fences.some((fence) => fence.open.number > tag.number && fence.open.number < end)
    return tag.text.startsWith("@example") && !hasFence ? [tag.number] : []
  })
}

/** Finds the TypeScript fences of a page: in `.md` everywhere, in source files inside documentation comments. */
export const findExamples = (path: string, text: string): Found => {
  const isPage = path.endsWith(".md")
  const lines = isPage ? pageLines(text) : commentLines(text)
  const all = fencesOf(lines)
  const fences = all.filter(isTypeScript)
  const unclosed = all.filter((fence) => !fence.isClosed && !isTypeScript(fence))
  const runnable = fences.filter((fence) => fence.info === "ts" && problemOf(fence) === undefined)
  const problems = [...fences, ...unclosed].flatMap((fence) => {
    const why = problemOf(fence)
    return why === undefined ? [] : [`${path}:${fence.open.number}: ${why}`]
  })
  const tags = isPage ? [] : emptyTags(lines, all).map((line) => `${path}:${line}: @example without a fence`)
  return {
    examples: runnable.map((fence) => ({
      path,
      line: fence.open.number + 1,
      code: fence.body.map((line) => line.text).join("\n")
    })),
    ignored: fences.filter((fence) => fence.info.startsWith("ts ignore ")).length,
    problems: [...problems, ...tags]
  }
}
