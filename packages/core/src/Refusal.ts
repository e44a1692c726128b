/**
 * Why something was not done, as a value: a tag to match on, a message to read, a remedy to follow.
 *
 * Nothing in this package throws on data. A function that can refuse returns a `Result` whose failure is one of these.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"

/**
 * What can be refused before anything is sent.
 *
 * @category models
 * @since 0.1.0
 */
export type Tag =
  | "NotADecimal"
  | "NotPositive"
  | "OffStep"
  | "OutOfRange"
  | "BadClientOid"
  | "BadInstrument"
  | "BadPosition"
  | "BadRequest"
  | "BadResponse"
  | "NoPosition"
  | "SideNeeded"
  | "SizeInOneWayMode"
  | "WrongMode"
  | "BelowMinimum"
  | "AboveMaximum"
  | "NotTradable"

/**
 * One refusal. `field` names what it is about.
 *
 * @category models
 * @since 0.1.0
 */
export interface Refusal {
  readonly _tag: Tag
  readonly field: string
  readonly message: string
  readonly remedy: string
}

/**
 * Makes a refusal.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (_tag: Tag, field: string, message: string, remedy: string): Refusal => ({
  _tag,
  field,
  message: `${field}: ${message}`,
  remedy
})

/**
 * Makes a failed `Result` of a refusal.
 *
 * @category constructors
 * @since 0.1.0
 */
export const fail = (tag: Tag, field: string, message: string, remedy: string): Result.Result<never, Refusal> =>
  Result.fail(make(tag, field, message, remedy))

/** Objects are named, never converted: their own `toString` may throw, and a deep array overflows the stack. */
const describe = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value)
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === "function") return "a function"
  return typeof value === "object" && value !== null ? "an object" : String(value)
}

/**
 * Shows a value from outside, cut to a length that suits a message. Total: any value has a text.
 *
 * @category conversions
 * @since 0.1.0
 */
export const show = (value: unknown): string => {
  const text = describe(value)
  return text.length > 40 ? `${text.slice(0, 37).toWellFormed()}… (${text.length} characters)` : text
}
