/**
 * Fractions of numbers that doubles hold exactly: nearly all that a backtest computes.
 *
 * @module
 * @since 0.1.0
 */
import type { Rational } from "../Rational.ts"
import { gcdOfNumbers } from "./gcd.ts"

/**
 * `top / bottom` in lowest terms, for a whole `top` and a positive whole `bottom`; undefined where either may have been
 * rounded. A product of whole numbers is exact if it comes out safe: no factor can bring one back that was not.
 */
export const fraction = (top: number, bottom: number): Rational | undefined => {
  if (!Number.isSafeInteger(top) || !Number.isSafeInteger(bottom)) return undefined
  const divisor = gcdOfNumbers(Math.abs(top), bottom)
  return { num: BigInt(top / divisor), den: BigInt(bottom / divisor) }
}

/** `a x b + c x d` where doubles hold it exactly, otherwise NaN. */
export const sumOfProducts = (a: number, b: number, c: number, d: number): number => {
  const [left, right] = [a * b, c * d]
  return Number.isSafeInteger(left) && Number.isSafeInteger(right) ? left + right : Number.NaN
}
