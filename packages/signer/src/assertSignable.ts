/**
 * Refuses what could be signed but never accepted.
 *
 * @module
 * @since 0.1.0
 */
import type { UnsignedRequest } from "./Prehash.ts"
import { because } from "./SignerError.ts"

const plainPath = /^\/[\w\-.~/]*$/

/**
 * Throws a `SignerError` with the reason `InvalidRequest` for a timestamp that is not whole or a path that is not plain.
 *
 * @internal
 */
export const assertSignable = (path: UnsignedRequest["path"], timestampMs: number): void => {
  if (!Number.isSafeInteger(timestampMs) || timestampMs < 0) {
    throw because(
      "InvalidRequest",
      "the timestamp is not a whole number of milliseconds since the epoch",
      "pass integer milliseconds on the venue's clock, for instance from Life.timestampFor"
    )
  }
  if (!plainPath.test(path)) {
    throw because(
      "InvalidRequest",
      `the path ${JSON.stringify(path)} is not a plain path from the root`,
      "pass the path alone, beginning with /, and put the query through Query.make"
    )
  }
}
