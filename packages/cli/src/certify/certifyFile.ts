/**
 * Certifies a recording as it is read: memory does not grow with its length.
 *
 * @module
 * @since 0.1.0
 */
import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"
import { Engine } from "@backhand/core"
import * as Recording from "@backhand/reversal-operator/Recording"
import * as Result from "effect/Result"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"

/**
 * What a recording showed. `line` counts from 1.
 *
 * @since 0.1.0
 */
export type Found =
  | { readonly same: true; readonly runs: number; readonly steps: number; readonly orders: number }
  | { readonly same: false; readonly line: number; readonly recorded: unknown; readonly replayed: unknown }

const bad = (file: string, line: number, what: string, remedy: string): CommandError =>
  new CommandError(2, `${file}:${line}: ${what}`, remedy)

const recorded = "expected: a recording of backhand run --record, unchanged and whole"

const entryOf = (file: string, line: number, text: string): Recording.Entry => {
  const entry = Recording.readLine(text, line)
  if (Result.isSuccess(entry)) return entry.success
  const { came, expected, remedy } = entry.failure
  throw bad(file, line, `expected ${expected}, got ${came}`, remedy)
}

const counted = (entry: Recording.Entry): number =>
  entry.entry === "step" ? entry.commands.filter(({ command }) => command === "send").length : 0

/** Compares one entry; a value that only looks like an entry may still be none that the engine can take. */
const makeCompare = (file: string) => {
  let engine: Engine.Engine | undefined
  return (entry: Recording.Entry, line: number): readonly [recorded: string, replayed: string] | undefined => {
    try {
      if (entry.entry === "options") {
        engine = Engine.make(entry.options)
        return undefined
      }
      if (engine === undefined) throw bad(file, line, "a step before the options of its run", recorded)
      const replayed = Recording.encode({ ...entry, commands: Engine.step(engine, entry.fact, entry.at) })
      const original = Recording.encode(entry)
      return original === replayed ? undefined : [original, replayed]
    } catch (cause) {
      if (cause instanceof CommandError) throw cause
      throw bad(file, line, `an entry that the engine cannot take (${String(cause)})`, recorded)
    }
  }
}

const commandsOf = (text: string): unknown => (JSON.parse(text) as { readonly commands: unknown }).commands

/**
 * Certifies a file.
 *
 * Errors: rejects with a `CommandError` with exit code 2 that names the line that is no entry of a recording.
 *
 * @since 0.1.0
 */
export const certifyFile = async (file: string): Promise<Found> => {
  const compare = makeCompare(file)
  let [line, runs, steps, orders] = [0, 0, 0, 0]
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      const entry = entryOf(file, ++line, text)
      const difference = compare(entry, line)
      if (difference !== undefined) {
        const [recorded, replayed] = difference.map(commandsOf)
        return { same: false, line, recorded, replayed }
      }
      if (entry.entry === "options") runs++
      else steps++
      orders += counted(entry)
    }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    throw new CommandError(
      2,
      `${file} cannot be read: ${reasonOf(cause)}`,
      "give the file that backhand run --record wrote"
    )
  }
  if (runs === 0) throw bad(file, 1, "nothing is recorded", recorded)
  return { same: true, runs, steps, orders }
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`

/**
 * Says what a recording showed.
 *
 * @since 0.1.0
 */
export const describe = (file: string, found: Found): string =>
  found.same
    ? `${file}: the same: ${many(found.runs, "run")}, ${many(found.steps, "step")}, ${many(found.orders, "order")}, every command as recorded`
    : [
        `${file}:${found.line}: differs`,
        `  recorded ${JSON.stringify(found.recorded)}`,
        `  replayed ${JSON.stringify(found.replayed)}`
      ].join("\n")
