/**
 * Why the Bitget venue cannot be used: what ends the stream.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Going on is impossible until someone acts. `code` is the exchange's, where it gave one; `remedy` says what to do.
 *
 * @since 0.1.0
 */
export class BitgetError extends Error {
  override readonly name = "BitgetError"
  readonly code: string | null
  readonly remedy: string

  constructor(problem: string, remedy: string, code: string | null = null) {
    super(`${problem}. Remedy: ${remedy}.`)
    this.code = code
    this.remedy = remedy
  }
}
