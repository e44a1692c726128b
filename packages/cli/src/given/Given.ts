/**
 * Reads the values of options. What cannot be read ends the command, and says what was expected.
 *
 * @module
 * @since 0.1.0
 */
import { type Budget, Decimal, ProductType, Side } from "@backhand/core"
import * as Result from "effect/Result"
import { CommandError } from "../CommandError.ts"
import { readTime } from "./readTime.ts"

const wrong = (option: string, expected: string, got: string): CommandError =>
  new CommandError(2, `--${option}: expected ${expected}, got ${JSON.stringify(got)}`, `see --help for --${option}`)

/**
 * A whole number within bounds, or undefined where the option was not given.
 *
 * Errors: `CommandError` with exit code 2 outside the bounds.
 *
 * @since 0.1.0
 */
export const integer = (
  option: string,
  text: string | undefined,
  least = 0,
  most = Number.MAX_SAFE_INTEGER
): number | undefined => {
  if (text === undefined) return undefined
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`
  throw wrong(option, `a whole number ${range}`, text)
}

/**
 * A decimal above zero, as it was written.
 *
 * @since 0.1.0
 */
export const decimal = (option: string, text: string | undefined): string | undefined => {
  if (text === undefined || Result.isSuccess(Decimal.parsePositive(option, text))) return text
  throw wrong(option, "a decimal above zero such as 0.03", text)
}

/**
 * A decimal from zero to below a bound, as it was written.
 *
 * @since 0.1.0
 */
export const share = (option: string, text: string | undefined, below: number, example: string): string | undefined => {
  const isWithin = text === undefined || Result.isSuccess(Decimal.parseNonNegative(option, text))
  if (isWithin && Number(text ?? 0) < below) return text
  throw wrong(option, `a decimal from 0 to below ${below}, such as ${example}`, text ?? "")
}

/**
 * One of a few words.
 *
 * @since 0.1.0
 */
export const oneOf = <const Word extends string>(
  option: string,
  text: string | undefined,
  words: ReadonlyArray<Word>
): Word | undefined => {
  const found = words.find((word) => word === text)
  if (text === undefined || found !== undefined) return found
  throw wrong(option, words.join(" or "), text)
}

/**
 * A side.
 *
 * @since 0.1.0
 */
export const side = (option: string, text: string | undefined): Side.Side | undefined =>
  oneOf(option, text, ["long", "short"])

/**
 * A product type that the exchange still lists; `USDT-FUTURES` where none was given.
 *
 * @since 0.1.0
 */
export const productType = (text: string | undefined): ProductType.ProductType => {
  const found = ProductType.parse(text ?? "USDT-FUTURES")
  if (found !== undefined && !ProductType.isDelisted(found)) return found
  throw wrong("product-type", "USDT-FUTURES, USDC-FUTURES or COIN-FUTURES", text ?? "")
}

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const

const countIn = (option: string, text: string, example: string): readonly [count: number, periodMs: number] => {
  const [, count = "", amount = "", unit = ""] = /^(\d{1,6})\/(\d{0,6})(ms|s|m|h)$/.exec(text) ?? []
  const periodMs = Number(amount || "1") * unitMs[(unit || "ms") as keyof typeof unitMs]
  if (Number(count) > 0 && periodMs > 0) return [Number(count), periodMs]
  throw wrong(option, `a number in a time such as ${example}`, text)
}

/**
 * A rate limit such as `10/1s`, `1/500ms` or `60/1m`.
 *
 * @since 0.1.0
 */
export const limit = (option: string, text: string): Budget.Limit => {
  const [count, windowMs] = countIn(option, text, "10/1s")
  return { limit: count, windowMs }
}

/**
 * The most reversals in a time, such as `20/1h`.
 *
 * @since 0.1.0
 */
export const reversals = (
  option: string,
  text: string | undefined
): { readonly count: number; readonly periodMs: number } | null => {
  if (text === undefined) return null
  const [count, periodMs] = countIn(option, text, "20/1h")
  return { count, periodMs }
}

/**
 * Names separated by commas, in capitals.
 *
 * @since 0.1.0
 */
export const symbols = (text: string | undefined): ReadonlyArray<string> =>
  (text ?? "")
    .split(",")
    .map((name) => name.trim().toUpperCase())
    .filter((name) => name !== "")

/**
 * The time of an option.
 *
 * Errors: `CommandError` with exit code 2 where the text is none.
 *
 * @since 0.1.0
 */
export const time = (option: string, text: string): number => {
  const at = readTime(text)?.ms
  if (at === undefined) throw wrong(option, "milliseconds since the epoch, or a date such as 2026-01-31", text)
  return at
}
