/**
 * Why a journal cannot be used.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Nothing may be sent that a restart would not know: without its journal, a stream ends. `remedy` says what to do.
 *
 * @since 0.1.0
 */
export class JournalError extends Error {
  override readonly name = "JournalError"
  readonly file: string
  readonly remedy: string

  constructor(file: string, problem: string, remedy: string) {
    super(`${file}: ${problem}. Remedy: ${remedy}.`)
    this.file = file
    this.remedy = remedy
  }
}
