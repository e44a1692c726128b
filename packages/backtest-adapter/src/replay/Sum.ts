/**
 * Sums of many fractions, exactly: tops that stand over one bottom are added as numbers.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"

/** The sum so far: of each bottom its tops, and what doubles do not hold. */
export interface Sum {
  readonly tops: Map<number, number>
  rest: Rational.Rational
}

/** Nothing yet. */
export const make = (): Sum => ({ tops: new Map(), rest: Rational.zero })

/** Adds `top / bottom` where doubles hold it exactly; false where they do not, and nothing was added. */
export const add = ({ tops }: Sum, top: number, bottom: number): boolean => {
  const next = (tops.get(bottom) ?? 0) + top
  if (!Number.isSafeInteger(bottom) || !Number.isSafeInteger(top) || !Number.isSafeInteger(next)) return false
  tops.set(bottom, next)
  return true
}

/** Adds any fraction. */
export const addRational = (self: Sum, value: Rational.Rational): void => {
  self.rest = Rational.add(self.rest, value)
}

/** The sum. */
export const total = ({ rest, tops }: Sum): Rational.Rational =>
  Rational.add(rest, Rational.sum([...tops].map(([bottom, top]) => Rational.make(BigInt(top), BigInt(bottom)))))
