/**
 * How a command says that it cannot go on: an exit code, what was expected, and what to do.
 *
 * @module
 * @since 0.1.0
 */

/**
 * 0 done; 1 the work failed; 2 wrong usage or unreadable input.
 *
 * @since 0.1.0
 */
export type ExitCode = 0 | 1 | 2

/**
 * Ends a command. The message and the remedy go to standard error, one line each.
 *
 * @since 0.1.0
 */
export class CommandError extends Error {
  override readonly name = "CommandError"
  readonly exitCode: ExitCode
  readonly remedy: string

  constructor(exitCode: ExitCode, message: string, remedy: string) {
    super(message)
    this.exitCode = exitCode
    this.remedy = remedy
  }
}
