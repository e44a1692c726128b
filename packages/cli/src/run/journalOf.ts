/**
 * The journal of a run.
 *
 * @module
 * @since 0.1.0
 */
import type { Journal } from "@backhand/reversal-operator"
import { CommandError } from "../CommandError.ts"

/**
 * Makes the journal of a file, or none where no file is named.
 *
 * @since 0.1.0
 */
export const journalOf = async (path: string | undefined): Promise<Journal | undefined> => {
  if (path === undefined) return undefined
  throw new CommandError(2, "run: --journal is not there yet", "leave it out")
}
