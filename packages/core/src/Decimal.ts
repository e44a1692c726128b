/**
 * Decimal strings, read exactly and strictly. They exist only at the edges.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Rational from "./Rational.ts"
import * as Refusal from "./Refusal.ts"

/** Far above any size or price, far below what makes arithmetic slow. */
const maxLength = 60
const plain = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/

/**
 * Reads a plain decimal (`-12.50`): ASCII digits, at most one point, no exponent, no sign but minus, no spaces, at
 * most 60 characters. Exact.
 *
 * - **Errors** `NotADecimal`.
 *
 * @example
 * ```ts
 * import { Decimal, Rational } from "@backhand/core"
 * import { Result } from "effect"
 *
 * Result.map(Decimal.parse("price", "3000.50"), Rational.toDecimal) // => Result.succeed("3000.5")
 * Result.isFailure(Decimal.parse("price", "3e3")) // => true
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const parse = (field: string, text: unknown): Result.Result<Rational.Rational, Refusal.Refusal> => {
  if (typeof text !== "string" || text.length > maxLength || !plain.test(text))
    return Refusal.fail(
      "NotADecimal",
      field,
      `expected a plain decimal such as "0.03", got ${Refusal.show(text)}`,
      "write the number as ASCII digits with at most one point, without exponent or spaces"
    )
  return Result.succeed(parseKnown(text))
}

/** Reads text that already has the form of a plain decimal. */
const parseKnown = (text: string): Rational.Rational => {
  const point = text.indexOf(".")
  if (point < 0) return Rational.make(BigInt(text))
  const places = text.length - point - 1
  return Rational.make(BigInt(text.slice(0, point) + text.slice(point + 1)), 10n ** BigInt(places))
}

/**
 * Reads a plain decimal above zero.
 *
 * - **Errors** `NotADecimal`, `NotPositive`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const parsePositive = (field: string, text: unknown): Result.Result<Rational.Rational, Refusal.Refusal> =>
  Result.flatMap(parse(field, text), (value) =>
    Rational.isPositive(value)
      ? Result.succeed(value)
      : Refusal.fail(
          "NotPositive",
          field,
          `expected a number above zero, got ${Refusal.show(text)}`,
          "give a positive number"
        )
  )

/**
 * Reads a plain decimal that is zero or more.
 *
 * - **Errors** `NotADecimal`, `NotPositive`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const parseNonNegative = (field: string, text: unknown): Result.Result<Rational.Rational, Refusal.Refusal> =>
  Result.flatMap(parse(field, text), (value) =>
    value.num >= 0n
      ? Result.succeed(value)
      : Refusal.fail(
          "NotPositive",
          field,
          `expected zero or more, got ${Refusal.show(text)}`,
          "give zero or a positive number"
        )
  )

/**
 * Writes a JavaScript number, as JSON may carry it, as a plain decimal with its shortest digits. Anything that is not
 * a finite number is returned as it is, for `parse` to accept or refuse.
 *
 * @example
 * ```ts
 * import { Decimal } from "@backhand/core"
 *
 * Decimal.fromJson(1e-7) // => "0.0000001"
 * Decimal.fromJson("0.10") // => "0.10"
 * ```
 *
 * @category conversions
 * @since 0.1.0
 */
export const fromJson = (value: unknown): unknown => {
  if (typeof value !== "number" || !Number.isFinite(value)) return value
  const text = String(value)
  const exponent = text.indexOf("e")
  if (exponent < 0) return text
  const digits = parseKnown(text.slice(0, exponent))
  const power = Number(text.slice(exponent + 1))
  const scale = Rational.make(10n ** BigInt(Math.abs(power)))
  return Rational.toDecimal(power < 0 ? Rational.divide(digits, scale) : Rational.multiply(digits, scale))
}
