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

const endsInLine = (file: number): boolean => {
  const { size } = fstatSync(file)
  const last = Buffer.alloc(1)
  if (size === 0) return true
  readSync(file, last, 0, 1, size - 1)
  return last.toString() === "\n"
}

/**
 * Opens a recording. A run adds to a file that is there: each begins with its options, and `certify` reads them all.
 *
 * Errors: `CommandError` with exit code 2 where the file cannot be written, or ends within a line.
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
  if (!endsInLine(file)) {
    closeSync(file)
    throw new CommandError(2, `${path} ends within a line: it is no whole recording`, "give --record another file")
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
