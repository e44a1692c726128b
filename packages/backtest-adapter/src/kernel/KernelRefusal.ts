/**
 * Why the kernel did not run, as a value: a tag to match on, a message to read, a remedy to follow.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"

/**
 * - `NotHonoured` the option is real but only the replay can honour it.
 * - `BadOption` the option cannot be read.
 * - `BadColumns` columns of different lengths, or numbers that a column may not hold.
 *
 * @category models
 * @since 0.1.0
 */
export type Tag = "NotHonoured" | "BadOption" | "BadColumns"

/**
 * One refusal. `field` names what it is about.
 *
 * @category models
 * @since 0.1.0
 */
export interface KernelRefusal {
  readonly _tag: Tag
  readonly field: string
  readonly message: string
  readonly remedy: string
}

/**
 * Makes a failed `Result` of a refusal.
 *
 * @category constructors
 * @since 0.1.0
 */
export const fail = (_tag: Tag, field: string, message: string, remedy: string): Result.Result<never, KernelRefusal> =>
  Result.fail({ _tag, field, message: `${field}: ${message}`, remedy })
