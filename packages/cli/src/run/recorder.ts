/**
 * The flight recorder's file: one line an entry, written before what it tells of is carried out.
 *
 * @module
 * @since 0.1.0
 */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs"
import { Recording } from "@backhand/reversal-operator"
import { CommandError, type ExitCode } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"
import { kindOf } from "../given/kindOf.ts"

/**
 * An open recording.
 *
 * @since 0.1.0
 */
export interface Recorder {
  readonly write: (entry: Recording.Entry) => void
  readonly close: () => void
}

/** In big numbers, as in `kindOf`: it may be a pipe. */
const sizeOf = (file: number): number => Number(fstatSync(file, { bigint: true }).size)

const opening = '{"entry":"options"'

/** Why nothing can be added to a file: what is there would be no recording, and neither would be what came of both. */
const obstacle = (file: number): string | undefined => {
  const size = sizeOf(file)
  if (size === 0) return undefined
  const [first, last] = [Buffer.alloc(opening.length), Buffer.alloc(1)]
  readSync(file, first, 0, first.length, 0)
  readSync(file, last, 0, 1, size - 1)
  if (!opening.startsWith(first.toString("utf8", 0, Math.min(size, first.length))))
    return "is there already, and no recording"
  return last.toString() === "\n" ? undefined : "ends within a line: it is no whole recording"
}

/** Writes a line whole, or takes back what was written of it: a recording that ends within a line could not be added to. */
const append = (file: number, line: string): void => {
  const bytes = Buffer.from(line)
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(file, bytes, written)
  } catch (cause) {
    if (written > 0) ftruncateSync(file, sizeOf(file) - written)
    throw cause
  }
}

/** Carries work out on a file; what fails says which. */
const on = <A>(path: string, exitCode: ExitCode, remedy: string, work: () => A): A => {
  try {
    return work()
  } catch (cause) {
    throw new CommandError(exitCode, `${path} cannot be written: ${reasonOf(cause)}`, remedy)
  }
}

/**
 * Opens a recording. A run adds to a file that is there: each begins with its options, and `certify` reads them all.
 *
 * Errors: `CommandError` with exit code 2 where the file cannot be written, or holds anything but whole recordings; an entry
 * that cannot be written throws one with exit code 1.
 *
 * @since 0.1.0
 */
export const open = (path: string): Recorder => {
  const file = on(path, 2, "give --record a file in a writable folder", () => openSync(path, "a+", 0o600))
  const why = obstacle(file)
  if (why !== undefined) {
    closeSync(file)
    throw new CommandError(2, `${path} ${why}`, "give --record another file")
  }
  const put = (work: () => void): void => on(path, 1, "make room, or record elsewhere", work)
  return {
    write: (entry) => put(() => append(file, `${Recording.encode(entry)}\n`)),
    close: () =>
      put(() => {
        try {
          if (kindOf(file) === "file") fsyncSync(file)
        } finally {
          closeSync(file)
        }
      })
  }
}
