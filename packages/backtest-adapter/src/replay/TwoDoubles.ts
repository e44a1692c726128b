/**
 * Numbers as sums of two doubles: some thirty digits, so that money that is added up along a curve is rounded once.
 *
 * Source: Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18 (1971).
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"

/** A number: `high` is the nearest double to it, `low` what is left. */
export interface TwoDoubles {
  readonly high: number
  readonly low: number
}

/** Many of them. */
export interface Column {
  readonly high: Float64Array
  readonly low: Float64Array
}

/** A column of one number, or of zeros. */
export const column = (length: number, { high, low }: TwoDoubles = { high: 0, low: 0 }): Column => ({
  high: new Float64Array(length).fill(high),
  low: new Float64Array(length).fill(low)
})

/** What rounding took from the product of two doubles. */
export const lost = (a: number, b: number, product: number): number => {
  const [ca, cb] = [134_217_729 * a, 134_217_729 * b]
  const [ah, bh] = [ca - (ca - a), cb - (cb - b)]
  const [al, bl] = [a - ah, b - bh]
  return al * bl - (product - ah * bh - al * bh - ah * bl)
}

/** A double as a fraction. */
const exactly = (value: number): Rational.Rational => {
  let [whole, places] = [value, 0]
  for (; whole !== Math.floor(whole); places++) whole *= 2
  return Rational.make(BigInt(whole), 1n << BigInt(places))
}

/** Not reduced: that would take longer than all else. */
const difference = (a: Rational.Rational, b: Rational.Rational): Rational.Rational => ({
  num: a.num * b.den - b.num * a.den,
  den: a.den * b.den
})

/** A fraction, to the last digit but of what is far below a double's. */
export const of = (exact: Rational.Rational): TwoDoubles => {
  const high = Rational.toNumber(exact)
  const [num, den] = [Number(exact.num), Number(exact.den)]
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den))
    return { high, low: Rational.toNumber(difference(exact, exactly(high))) }
  const product = high * den
  return { high, low: (num - product - lost(high, den, product)) / den }
}

/** Puts the sum of two such numbers at a place. */
export const put = (into: Column, at: number, a: TwoDoubles, high: number, low: number): void => {
  const sum = a.high + high
  const part = sum - a.high
  const rest = a.high - (sum - part) + (high - part) + (a.low + low)
  const rounded = sum + rest
  into.high[at] = rounded
  into.low[at] = rest - (rounded - sum)
}
