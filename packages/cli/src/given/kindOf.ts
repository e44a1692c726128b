/**
 * What a path leads to.
 *
 * @module
 * @since 0.1.0
 */
import { fstatSync, statSync } from "node:fs"

/**
 * A pipe stands for sockets too.
 *
 * @since 0.1.0
 */
export type Kind = "file" | "directory" | "device" | "pipe"

/**
 * The kind of what is at a path, or of an open file; undefined where nothing is.
 *
 * Asked for in big numbers, as everything here that may be a pipe must be: in small ones Node keeps what it was told last, and
 * where that was a pipe, its loader follows no link to a module any more (seen with Node 22.23).
 *
 * @since 0.1.0
 */
export const kindOf = (place: string | number): Kind | undefined => {
  const found =
    typeof place === "number"
      ? fstatSync(place, { bigint: true })
      : statSync(place, { bigint: true, throwIfNoEntry: false })
  if (found === undefined) return undefined
  if (found.isDirectory()) return "directory"
  if (found.isFile()) return "file"
  return found.isCharacterDevice() || found.isBlockDevice() ? "device" : "pipe"
}
