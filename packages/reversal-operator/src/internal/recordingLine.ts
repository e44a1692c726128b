/**
 * Reads one line of a recording, and says of a bad one what was expected and what came.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { BadLine, Entry } from "../Recording.ts"
import { parse } from "./recordingText.ts"

type Fields = Readonly<Record<string, unknown>>

const facts = new Set(
  "answer clock end kill limit order position price resume revive signal stop timer unsettled".split(" ")
)
const commands = new Set("done look-up read-position send settle sync-clock tell wake".split(" "))

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const nameIn = (value: unknown, field: string, names: ReadonlySet<string>): boolean => {
  const name = isFields(value) ? value[field] : undefined
  return typeof name === "string" && names.has(name)
}

/** What a value would have to be to be an entry; undefined where it is one. */
const missing = (value: unknown): readonly [expected: string, came: unknown] | undefined => {
  if (!isFields(value)) return ["an object", value]
  const { at, commands: list, entry, fact, options } = value
  if (entry === "options") return isFields(options) ? undefined : ["an object as `options`", options]
  if (entry !== "step") return ['`entry` to be "options" or "step"', entry]
  if (typeof at !== "number" || !Number.isSafeInteger(at)) return ["whole milliseconds as `at`", at]
  if (!nameIn(fact, "fact", facts)) return ["a known fact as `fact`", fact]
  if (!Array.isArray(list)) return ["a list as `commands`", list]
  const unknown = list.findIndex((command: unknown) => !nameIn(command, "command", commands))
  return unknown < 0 ? undefined : [`a known command as \`commands[${unknown}]\``, list[unknown]]
}

const shown = (value: unknown): string => {
  const text =
    value === undefined
      ? "nothing"
      : JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? `${part}n` : part))
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

const bad = (line: number, expected: string, came: string, remedy: string): Result.Result<Entry, BadLine> =>
  Result.fail({
    _tag: "BadLine",
    line,
    expected,
    came,
    remedy,
    message: `line ${line}: expected ${expected}, came ${came}`
  })

const isEntry = (value: unknown): value is Entry => missing(value) === undefined

export const readLine = (text: string, line: number): Result.Result<Entry, BadLine> => {
  let value: unknown
  try {
    value = parse(text)
  } catch {
    const came = text.trim() === "" ? "an empty line" : `\`${text.slice(-30)}\` at its end`
    return bad(line, "one entry as JSON", came, "a last line that was cut off by a crash may be taken off the file")
  }
  if (isEntry(value)) return Result.succeed(value)
  const [expected, came] = missing(value) ?? ["an entry", value]
  return bad(line, expected, shown(came), "give a file that the flight recorder wrote, unchanged")
}
