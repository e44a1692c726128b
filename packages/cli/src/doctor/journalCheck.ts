/**
 * The check of a journal: it can be written, and what it says is unsettled.
 *
 * @module
 * @since 0.1.0
 */
import { accessSync, constants, existsSync } from "node:fs"
import { dirname } from "node:path"
import { reasonOf } from "../given/files.ts"
import * as Finding from "./Finding.ts"

const writable = (path: string): string | undefined => {
  try {
    accessSync(dirname(path), constants.W_OK)
    if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK)
    return undefined
  } catch (cause) {
    return reasonOf(cause)
  }
}

/**
 * Checks a journal's file.
 *
 * @since 0.1.0
 */
export const checkJournal = async (path: string): Promise<Finding.Finding> => {
  const why = writable(path)
  if (why !== undefined)
    return Finding.not(
      "fail",
      "journal",
      `${path} cannot be written: ${why}`,
      "give --journal a file in a writable folder"
    )
  if (!existsSync(path)) return Finding.ok("journal", `${path} can be made`)
  return Finding.ok("journal", `${path} can be written`)
}
