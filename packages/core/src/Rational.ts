/**
 * Exact rational numbers: what prices, rates and money are made of.
 *
 * Effect's `BigDecimal` cannot hold a third; an averaged entry price is often one.
 *
 * @module
 * @since 0.1.0
 */
import { decimalUnits } from "./internal/decimalUnits.ts"
import { fraction, sumOfProducts } from "./internal/fraction.ts"
import { gcd, gcdOfNumbers } from "./internal/gcd.ts"

/**
 * A number `num / den`, in lowest terms, with `den > 0`. Two equal numbers are deep-equal.
 *
 * @category models
 * @since 0.1.0
 */
export interface Rational {
  readonly num: bigint
  readonly den: bigint
}

/**
 * Makes the number `num / den`. `den` must not be zero: callers divide only by sizes and prices, which are positive.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (num: bigint, den: bigint = 1n): Rational => {
  if (den === 1n) return { num, den }
  if (den < 0n) return make(-num, -den)
  const [top, bottom] = [Number(num), Number(den)]
  if (bottom > Number.MAX_SAFE_INTEGER || !Number.isSafeInteger(top)) return reduced(num, den, gcd(num, den))
  // Nearly all numbers: what doubles hold exactly is divided in doubles, which leaves the least to collect.
  const divisor = gcdOfNumbers(Math.abs(top), bottom)
  return divisor === 1 ? { num, den } : { num: BigInt(top / divisor), den: BigInt(bottom / divisor) }
}

const reduced = (num: bigint, den: bigint, divisor: bigint): Rational =>
  divisor === 1n ? { num, den } : { num: num / divisor, den: den / divisor }

/**
 * Zero.
 *
 * @category constructors
 * @since 0.1.0
 */
export const zero: Rational = make(0n)

/**
 * Makes a rational of a safe integer.
 *
 * @category constructors
 * @since 0.1.0
 */
export const fromInteger = (integer: number): Rational => make(BigInt(integer))

/**
 * Adds two numbers.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const add = (a: Rational, b: Rational): Rational => {
  if (a.num === 0n) return b
  if (b.num === 0n) return a
  const [den, other] = [Number(a.den), Number(b.den)]
  return (
    fraction(sumOfProducts(Number(a.num), other, Number(b.num), den), den * other) ??
    make(a.num * b.den + b.num * a.den, a.den * b.den)
  )
}

/**
 * Adds up many numbers, and reduces the sum once.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const sum = (values: Iterable<Rational>): Rational => {
  let big = zero
  let top = 0
  let bottom = 1
  for (const value of values) {
    const [num, den] = [Number(value.num), Number(value.den)]
    const common = bottom % den === 0 ? bottom : (bottom / gcdOfNumbers(bottom, den)) * den
    const next = sumOfProducts(top, common / bottom, num, common / den)
    if (Number.isSafeInteger(next) && Number.isSafeInteger(common)) {
      top = next
      bottom = common
    } else {
      big = add(add(big, make(BigInt(top), BigInt(bottom))), value)
      top = 0
      bottom = 1
    }
  }
  return add(big, make(BigInt(top), BigInt(bottom)))
}

/**
 * Subtracts `b` from `a`.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b))

/**
 * Multiplies two numbers.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const multiply = (a: Rational, b: Rational): Rational =>
  fraction(Number(a.num) * Number(b.num), Number(a.den) * Number(b.den)) ?? make(a.num * b.num, a.den * b.den)

/**
 * Divides `a` by `b`, which must not be zero.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const divide = (a: Rational, b: Rational): Rational => make(a.num * b.den, a.den * b.num)

/**
 * Changes the sign.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const negate = (self: Rational): Rational => ({ num: -self.num, den: self.den })

/**
 * Compares by value: negative, zero or positive as `a` is less than, equal to or greater than `b`.
 *
 * @category comparisons
 * @since 0.1.0
 */
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/**
 * Tells whether the number is above zero.
 *
 * @category comparisons
 * @since 0.1.0
 */
export const isPositive = (self: Rational): boolean => self.num > 0n

/** At least the number of bits of a positive number, at most three more. */
const bits = (positive: bigint): number => positive.toString(16).length * 4

/**
 * The nearest double. For charts and statistics, never for money that is added up.
 *
 * @category conversions
 * @since 0.1.0
 */
export const toNumber = (self: Rational): number => {
  const [num, den] = [Number(self.num), Number(self.den)]
  if (Number.isSafeInteger(num) && Number.isSafeInteger(den)) return num / den
  const magnitude = self.num < 0n ? -self.num : self.num
  const shift = Math.max(0, 70 + bits(self.den) - bits(magnitude))
  const shifted = magnitude << BigInt(shift)
  // The last bit stands for all that the division cut off, so that only one rounding is left to do.
  const quotient = (shifted / self.den) | (shifted % self.den === 0n ? 0n : 1n)
  return Number(self.num < 0n ? -quotient : quotient) / 2 ** shift
}

/**
 * Writes the number as a plain decimal, without exponent and without trailing zeros. Exact wherever a finite decimal
 * exists; otherwise rounded to the nearest at 18 places (an average over three lots, a coin-margined profit).
 *
 * @example
 * ```ts
 * import { Rational } from "@backhand/core"
 *
 * Rational.toDecimal(Rational.make(1n, 8n)) // => "0.125"
 * Rational.toDecimal(Rational.make(-2n, 3n)) // => "-0.666666666666666667"
 * ```
 *
 * @category conversions
 * @since 0.1.0
 */
export const toDecimal = (self: Rational): string => {
  if (self.den === 1n) return self.num.toString()
  const sign = self.num < 0n ? "-" : ""
  const [units, places] = decimalUnits(self.num < 0n ? -self.num : self.num, self.den)
  if (places === 0) return `${sign}${units}`
  const digits = units.toString().padStart(places + 1, "0")
  const fraction = digits.slice(-places).replace(/0+$/, "")
  const whole = digits.slice(0, -places)
  if (fraction === "") return whole === "0" ? "0" : `${sign}${whole}`
  return `${sign}${whole}.${fraction}`
}
