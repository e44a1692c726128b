/**
 * Reads the files that options name.
 *
 * @module
 * @since 0.1.0
 */
import { readFileSync } from "node:fs"
import { CommandError } from "../CommandError.ts"

/** What an error of the file system means, without its path: the message names that already. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  ENOENT: "there is no such file",
  ENOSPC: "there is no space left",
  ENOTDIR: "part of its path is no directory",
  EROFS: "the file system is read-only"
}

/**
 * Why a file could not be used, in words.
 *
 * @since 0.1.0
 */
export const reasonOf = (cause: unknown): string => {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
  return reasons[code] ?? (cause instanceof Error ? cause.message : String(cause))
}

/**
 * The text of a file.
 *
 * Errors: `CommandError` with exit code 2 and the file's name.
 *
 * @since 0.1.0
 */
const readText = (path: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch (cause) {
    throw new CommandError(2, `${path} cannot be read: ${reasonOf(cause)}`, "give the path of a readable file")
  }
}

const lineOf = (text: string, cause: unknown): string => {
  const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1]
  return position === undefined ? "" : `:${text.slice(0, Number(position)).split("\n").length}`
}

/**
 * The value of a JSON file.
 *
 * Errors: `CommandError` with exit code 2, the file's name, and the line where that is known.
 *
 * @since 0.1.0
 */
export const readJson = (path: string, expected: string): unknown => {
  const text = readText(path)
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CommandError(2, `${path}${lineOf(text, cause)}: not JSON: ${why}`, `expected: ${expected}`)
  }
}
