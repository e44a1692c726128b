/**
 * Why the Bitget venue cannot be used: what ends the stream.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Going on is impossible until someone acts. `problem` says why, `remedy` what to do, the message both; `code` is the
 * exchange's, where it gave one.
 *
 * @since 0.1.0
 */
export class BitgetError extends Error {
  override readonly name = "BitgetError"
  readonly code: string | null
  readonly problem: string
  readonly remedy: string

  constructor(problem: string, remedy: string, code: string | null = null) {
    super(`${problem}. Remedy: ${remedy}.`)
    this.code = code
    this.problem = problem
    this.remedy = remedy
  }
}
