/**
 * The whole-number units that a run counts in.
 *
 * Prices are counted in sub-ticks, so that a fill with slippage is a whole number; money in units of `1 / one`, so that
 * the value of a lot, its fee and the capital are whole numbers. Then every sum is exact, and the only rounding is the
 * last division by `one`.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import type { Terms } from "./KernelOptions.ts"

/**
 * Units of a run.
 *
 * - `one` money units in one unit of the quote (or margin) coin.
 * - `value` money units that one lot is worth at a price of one sub-tick (inverse: times the sub-ticks).
 * - `fee` money units that trading one lot costs at a price of one sub-tick.
 * - `subTicks` sub-ticks a tick; `buy`, `sell` sub-ticks paid or received for one tick.
 *
 * @category models
 * @since 0.1.0
 */
export interface Scale {
  readonly one: bigint
  readonly value: bigint
  readonly fee: bigint
  readonly capital: bigint
  readonly subTicks: bigint
  readonly buy: bigint
  readonly sell: bigint
  readonly priceStep: Rational.Rational
  readonly lot: Rational.Rational
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b
const times = (rational: Rational.Rational, one: bigint): bigint => (rational.num * one) / rational.den

/**
 * Finds the coarsest units in which terms are whole.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (terms: Terms, priceStep: Rational.Rational): Scale => {
  const subTicks = terms.slippage.den
  const subTick = Rational.divide(priceStep, Rational.make(subTicks))
  const value = terms.kind === "linear" ? Rational.multiply(terms.lot, subTick) : Rational.divide(terms.lot, subTick)
  const fee = Rational.multiply(value, terms.feeRate)
  const one = lcm(lcm(value.den, fee.den), terms.capital.den)
  const shared = [times(value, one), times(fee, one), times(terms.capital, one)].reduce(gcd, one)
  return {
    one: one / shared,
    value: times(value, one) / shared,
    fee: times(fee, one) / shared,
    capital: times(terms.capital, one) / shared,
    subTicks,
    buy: subTicks + terms.slippage.num,
    sell: subTicks - terms.slippage.num,
    priceStep,
    lot: terms.lot
  }
}
