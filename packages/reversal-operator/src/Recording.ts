/**
 * The flight recorder: every fact with its time, enough to run the engine again and get the same commands.
 *
 * @module
 * @since 0.1.0
 */
import { type Command, Engine, type EngineOptions, type Fact } from "@backhand/core"
import type * as Result from "effect/Result"
import * as Line from "./internal/recordingLine.ts"
import { parse, stringify } from "./internal/recordingText.ts"

/**
 * One entry: the engine's options first, then each fact with the commands that came of it. `at` is in milliseconds.
 *
 * @since 0.1.0
 */
export type Entry =
  | { readonly entry: "options"; readonly options: EngineOptions.EngineOptions }
  | {
      readonly entry: "step"
      readonly at: number
      readonly fact: Fact.Fact
      readonly commands: ReadonlyArray<Command.Command>
    }

/**
 * A line that is no entry. `line` counts from 1.
 *
 * @since 0.1.0
 */
export interface BadLine {
  readonly _tag: "BadLine"
  readonly line: number
  readonly expected: string
  readonly came: string
  readonly message: string
  readonly remedy: string
}

/**
 * Writes an entry as one line of JSON. Whole numbers of any size are written as `"123n"`.
 *
 * @since 0.1.0
 */
export const encode = (entry: Entry): string => stringify(entry)

/**
 * Reads a line that `encode` wrote, and believes that it is one. Throws what `JSON.parse` throws on anything else: for a
 * file that may be damaged there are `readLine` and `read`.
 *
 * @since 0.1.0
 */
export const decode = (line: string): Entry => parse(line) as Entry

/**
 * Reads one line of a file; `line` is its number in it, for the error.
 *
 * @example
 * ```ts
 * import { Recording } from "@backhand/reversal-operator"
 * import { Result } from "effect"
 *
 * const message = Result.match(Recording.readLine('{"entry":"step","at":"noon"}', 7), {
 *   onFailure: (bad) => bad.message,
 *   onSuccess: () => "fine"
 * })
 * message // => 'line 7: expected whole milliseconds as `at`, came "noon"'
 * ```
 *
 * @since 0.1.0
 */
export const readLine = (text: string, line: number): Result.Result<Entry, BadLine> => Line.readLine(text, line)

/**
 * Reads lines one after another, as they are asked for: a good line is its entry, a bad one says what is wrong with it.
 * Empty lines are bad lines, but for those at the end.
 *
 * @since 0.1.0
 */
export function* read(lines: Iterable<string>): Generator<Result.Result<Entry, BadLine>, void, undefined> {
  let line = 0
  let empty = 0
  for (const text of lines) {
    line++
    if (text.trim() === "") empty++
    else {
      for (; empty > 0; empty--) yield readLine("", line - empty)
      yield readLine(text, line)
    }
  }
}

/**
 * What feeding a recording back through the engine showed. `line` counts from 1.
 *
 * @since 0.1.0
 */
export type Certificate =
  | { readonly isSame: true; readonly steps: number; readonly orders: number }
  | { readonly isSame: false; readonly line: number; readonly recorded: string; readonly replayed: string }

/** A fact or options that were tampered with may be none that the engine can take. */
const attempt = <A>(body: () => A): A | string => {
  try {
    return body()
  } catch (cause) {
    return `the engine cannot take this: ${String(cause)}`
  }
}

const again = (engine: Engine.Engine | undefined, entry: Extract<Entry, { readonly entry: "step" }>): string =>
  engine === undefined
    ? "no options came first"
    : attempt(() => encode({ ...entry, commands: Engine.step(engine, entry.fact, entry.at) }))

/**
 * Replays a recording, entry by entry, and compares every command byte for byte. It may hold several runs.
 *
 * @since 0.1.0
 */
export const certify = (entries: Iterable<Entry>): Certificate => {
  let engine: Engine.Engine | undefined
  let [line, steps, orders] = [0, 0, 0]
  for (const entry of entries) {
    line++
    const recorded = encode(entry)
    if (entry.entry === "options") {
      const made = attempt(() => Engine.make(entry.options))
      if (typeof made === "string") return { isSame: false, line, recorded, replayed: made }
      engine = made
      continue
    }
    const replayed = again(engine, entry)
    if (recorded !== replayed) return { isSame: false, line, recorded, replayed }
    steps++
    orders += entry.commands.filter(({ command }) => command === "send").length
  }
  return { isSame: true, steps, orders }
}
