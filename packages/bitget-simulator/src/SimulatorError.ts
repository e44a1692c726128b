/**
 * Why a simulator did not start, or refused what a test asked of it.
 *
 * @module
 * @since 0.1.0
 */
import type { Refusal } from "@backhand/core"
import * as Data from "effect/Data"
import * as Result from "effect/Result"

/**
 * The one error of this package; `remedy` says what to change.
 *
 * @category errors
 * @since 0.1.0
 */
export class SimulatorError extends Data.TaggedError("SimulatorError")<{
  readonly message: string
  readonly remedy: string
}> {}

/**
 * The value of a result, or the refusal thrown as an error.
 *
 * @category conversions
 * @since 0.1.0
 */
export const orThrow = <A>(result: Result.Result<A, Refusal.Refusal>): A => {
  if (Result.isSuccess(result)) return result.success
  const { message, remedy } = result.failure
  throw new SimulatorError({ message: `${message}. Remedy: ${remedy}.`, remedy })
}
