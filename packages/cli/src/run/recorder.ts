/**
 * The flight recorder's file: one line an entry, written before what it tells of is carried out.
 *
 * @module
 * @since 0.1.0
 */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from "node:fs"
import { Recording } from "@backhand/reversal-operator"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"

/**
 * An open recording.
 *
 * @since 0.1.0
 */
export interface Recorder {
  readonly write: (entry: Recording.Entry) => void
  readonly close: () => void
}

const opening = '{"entry":"options"'

/** Why nothing can be added to a file: what is there would be no recording, and neither would be what came of both. */
const obstacle = (file: number): string | undefined => {
  const { size } = fstatSync(file)
  if (size === 0) return undefined
  const [first, last] = [Buffer.alloc(opening.length), Buffer.alloc(1)]
  readSync(file, first, 0, first.length, 0)
  readSync(file, last, 0, 1, size - 1)
  if (!opening.startsWith(first.toString("utf8", 0, Math.min(size, first.length))))
    return "is there already, and no recording"
  return last.toString() === "\n" ? undefined : "ends within a line: it is no whole recording"
}

/**
 * Opens a recording. A run adds to a file that is there: each begins with its options, and `certify` reads them all.
 *
 * Errors: `CommandError` with exit code 2 where the file cannot be written, or holds anything but whole recordings.
 *
 * @since 0.1.0
 */
export const open = (path: string): Recorder => {
  let file: number
  try {
    file = openSync(path, "a+", 0o600)
  } catch (cause) {
    throw new CommandError(
      2,
      `${path} cannot be written: ${reasonOf(cause)}`,
      "give --record a file in a writable folder"
    )
  }
  const why = obstacle(file)
  if (why !== undefined) {
    closeSync(file)
    throw new CommandError(2, `${path} ${why}`, "give --record another file")
  }
  return {
    write: (entry) => void writeSync(file, `${Recording.encode(entry)}\n`),
    close: () => {
      try {
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    }
  }
}
