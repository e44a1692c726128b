/**
 * Sums of many fractions: tops that stand over one bottom are added as numbers.
 *
 * They are exact, but for one case. Money of an inverse contract has its prices below the line, so that a sum over thousands
 * of prices has hundreds of thousands of digits. Beyond a thousand digits a sum goes on in 2^-1024: three hundred places.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import { nearest } from "../kernel/ratio.ts"

/** The sum so far: of each bottom its tops, what doubles do not hold, and in units of 2^-1024 what is too long for that. */
export interface Sum {
  readonly tops: Map<number, number>
  rest: Rational.Rational
  rounded: bigint | undefined
}

const limit = 1n << 4096n
const one = 1n << 1024n

const inUnits = ({ den, num }: Rational.Rational): bigint => nearest(num * one, den)

/** As it is: to reduce it takes longer than all that is done with it. */
const ofUnits = (units: bigint): Rational.Rational => ({ num: units, den: one })

const short = 1n << 1280n

/** A fraction, or where it is too long for that the nearest one of three hundred places. */
export const bounded = (value: Rational.Rational): Rational.Rational =>
  value.den > short ? ofUnits(inUnits(value)) : value

/** Nothing yet. */
export const make = (): Sum => ({ tops: new Map(), rest: Rational.zero, rounded: undefined })

/** Adds `top / bottom` where doubles hold it exactly; false where they do not, and nothing was added. */
export const add = ({ tops }: Sum, top: number, bottom: number): boolean => {
  const next = (tops.get(bottom) ?? 0) + top
  if (!Number.isSafeInteger(bottom) || !Number.isSafeInteger(top) || !Number.isSafeInteger(next)) return false
  tops.set(bottom, next)
  return true
}

/** Adds any fraction. */
export const addRational = (self: Sum, value: Rational.Rational): void => {
  if (self.rounded !== undefined) {
    self.rounded += inUnits(value)
    return
  }
  self.rest = Rational.add(self.rest, value)
  if (self.rest.den <= limit) return
  self.rounded = inUnits(self.rest)
  self.rest = Rational.zero
}

const few = 64

/** The sum. */
export const total = ({ rest, rounded, tops }: Sum): Rational.Rational => {
  if (tops.size === 0) return rounded === undefined ? rest : ofUnits(rounded)
  const all = { ...make(), rest, rounded }
  const values = Array.from(tops, ([bottom, top]) => Rational.make(BigInt(top), BigInt(bottom)))
  if (values.length <= few) addRational(all, Rational.sum(values))
  else for (const value of values) addRational(all, value)
  return all.rounded === undefined ? all.rest : ofUnits(all.rounded)
}

/** The sum and one more. */
export const totalWith = (self: Sum, value: Rational.Rational): Rational.Rational => {
  const all = { ...self }
  addRational(all, value)
  return total(all)
}

/** Adds many fractions up. */
export const of = (values: Iterable<Rational.Rational>): Rational.Rational => {
  const self = make()
  for (const value of values) addRational(self, value)
  return total(self)
}
