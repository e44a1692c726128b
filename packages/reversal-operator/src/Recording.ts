/**
 * The flight recorder: every fact with its time, enough to run the engine again and get the same commands.
 *
 * @module
 * @since 0.1.0
 */
import { type Command, Engine, type EngineOptions, type Fact } from "@backhand/core"

/**
 * One entry: the engine's options first, then each fact with the commands that came of it.
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

const bigintText = /^-?[0-9]+n$/

/**
 * Writes an entry as one line of JSON. Whole numbers of any size are written as `"123n"`.
 *
 * @since 0.1.0
 */
export const encode = (entry: Entry): string =>
  JSON.stringify(entry, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value))

/**
 * Reads a line that `encode` wrote. Throws on anything else, as `JSON.parse` does.
 *
 * @since 0.1.0
 */
export const decode = (line: string): Entry =>
  JSON.parse(line, (_key, value: unknown) =>
    typeof value === "string" && bigintText.test(value) ? BigInt(value.slice(0, -1)) : value
  )

/**
 * What feeding a recording back through the engine showed. `line` counts from 1.
 *
 * @since 0.1.0
 */
export type Certificate =
  | { readonly isSame: true; readonly steps: number; readonly orders: number }
  | { readonly isSame: false; readonly line: number; readonly recorded: string; readonly replayed: string }

/**
 * Replays a recording, entry by entry, and compares every command byte for byte.
 *
 * @since 0.1.0
 */
export const certify = (entries: Iterable<Entry>): Certificate => {
  let engine: Engine.Engine | undefined
  let line = 0
  let steps = 0
  let orders = 0
  for (const entry of entries) {
    line++
    if (entry.entry === "options") {
      engine = Engine.make(entry.options)
      continue
    }
    const replayed = engine === undefined ? [] : Engine.step(engine, entry.fact, entry.at)
    const [was, is] = [entry.commands, replayed].map((commands) => encode({ ...entry, commands }))
    if (was === undefined || is === undefined || was !== is || engine === undefined)
      return {
        isSame: false,
        line,
        recorded: was ?? "",
        replayed: engine === undefined ? "no options came first" : (is ?? "")
      }
    steps++
    orders += entry.commands.filter(({ command }) => command === "send").length
  }
  return { isSame: true, steps, orders }
}
