/**
 * Turns the errors of the packages underneath into endings of a command.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { CommandError, type ExitCode } from "./CommandError.ts"

const remedyOf = (error: Error): string | undefined =>
  "remedy" in error && typeof error.remedy === "string" ? error.remedy : undefined

/**
 * A `CommandError` of an error that knows its remedy; any other error is a defect and is given back as it is.
 *
 * @since 0.1.0
 */
export const asCommandError = (exitCode: ExitCode, error: unknown): unknown => {
  if (error instanceof CommandError || !(error instanceof Error)) return error
  const remedy = remedyOf(error)
  if (remedy === undefined) return error
  return new CommandError(exitCode, error.message.replace(`. Remedy: ${remedy}.`, ""), remedy)
}

/**
 * The value of a result, or the end of the command with exit code 2.
 *
 * @since 0.1.0
 */
export const orRefuse = <A>(result: Result.Result<A, { readonly message: string; readonly remedy: string }>): A => {
  if (Result.isSuccess(result)) return result.success
  throw new CommandError(2, result.failure.message, result.failure.remedy)
}

/**
 * Waits for work whose failures end the command with an exit code.
 *
 * @since 0.1.0
 */
export const orEnd = async <A>(exitCode: ExitCode, work: () => A | Promise<A>): Promise<A> => {
  try {
    return await work()
  } catch (error) {
    throw asCommandError(exitCode, error)
  }
}
