/**
 * Isolated margin without tiers: when a position is liquidated, and at which price.
 *
 * A leg of value `V(entry)` is opened with the margin `V(entry) / L`. It is liquidated where its margin and its open
 * profit no longer cover `(m + f) V(price)`, the maintenance margin and the fee of closing:
 *
 * ```text
 * linear   long  entry (1 - 1/L) / (1 - m - f)     short  entry (1 + 1/L) / (1 + m + f)
 * inverse  long  entry (1 + m + f) / (1 + 1/L)     short  entry (1 - m - f) / (1 - 1/L), never at L = 1
 * ```
 *
 * Source: the exchange's help article on the liquidation price of isolated positions. Its tiers are not modelled: give
 * the maintenance rate of the tier that the position is in.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, Rational, type Side } from "@backhand/core"
import * as Account from "./Account.ts"
import type { MarginTerms, Terms } from "./Terms.ts"

/** Where a leg is liquidated (`about` is the nearest double), and where its margin is gone, in quote units. */
export interface Threshold {
  readonly side: Side.Side
  readonly price: Rational.Rational
  readonly about: number
  readonly bankrupt: Rational.Rational
}

const one = Rational.make(1n)

/** Where a leg's margin and profit cover just a `rate` of its value, as a multiple of its entry; undefined where nowhere. */
const factor = (
  kind: Instrument.Instrument["kind"],
  side: Side.Side,
  leverage: Rational.Rational,
  rate: Rational.Rational
): Rational.Rational | undefined => {
  const inverse = Rational.divide(one, leverage)
  const toward = side === "long" ? Rational.negate : (value: Rational.Rational) => value
  const isLinear = kind === "linear"
  const moved = Rational.add(one, isLinear ? toward(inverse) : Rational.negate(toward(inverse)))
  const kept = Rational.add(one, isLinear ? toward(rate) : Rational.negate(toward(rate)))
  const [num, den] = isLinear ? [moved, kept] : [kept, moved]
  return Rational.isPositive(num) && Rational.isPositive(den) ? Rational.divide(num, den) : undefined
}

/**
 * The price in quote units at which a leg is liquidated; undefined where no price does it (a long at leverage 1 without
 * maintenance, a short of an inverse contract at leverage 1).
 *
 * @category formulas
 * @since 0.1.0
 */
export const price = (
  kind: Instrument.Instrument["kind"],
  side: Side.Side,
  entry: Rational.Rational,
  { leverage, maintenanceRate }: Pick<MarginTerms, "leverage" | "maintenanceRate">,
  feeRate: Rational.Rational
): Rational.Rational | undefined => {
  const times = factor(kind, side, leverage, Rational.add(maintenanceRate, feeRate))
  return times === undefined ? undefined : Rational.multiply(entry, times)
}

/** The fee rate of a liquidation. */
export const feeRate = ({ market }: Account.Account, { feeRate: rate, margin }: Terms): Rational.Rational =>
  margin?.liquidationFeeRate ?? rate ?? market.instrument.takerFeeRate

/** The thresholds of legs as multiples of their entries. */
interface Factors {
  readonly at: Rational.Rational | undefined
  readonly bankrupt: Rational.Rational | undefined
}

/** They are the same for every leg of a side, and take longer to compute than all the rest of an execution. */
const known = new WeakMap<Account.Account, Readonly<Record<Side.Side, Factors>>>()

const factorsOf = (
  account: Account.Account,
  terms: Terms,
  margin: MarginTerms
): Readonly<Record<Side.Side, Factors>> => {
  const found = known.get(account)
  if (found !== undefined) return found
  const { kind } = account.market.instrument
  const kept = Rational.add(margin.maintenanceRate, feeRate(account, terms))
  const of = (side: Side.Side): Factors => ({
    at: factor(kind, side, margin.leverage, kept),
    bankrupt: factor(kind, side, margin.leverage, Rational.zero)
  })
  const made = { long: of("long"), short: of("short") }
  known.set(account, made)
  return made
}

/** The thresholds of what an account holds. */
export const thresholds = (account: Account.Account, terms: Terms): ReadonlyArray<Threshold> => {
  const { margin } = terms
  if (margin === undefined) return []
  return Account.legs(account).flatMap(({ entry, side }) => {
    const { at, bankrupt = at } = factorsOf(account, terms, margin)[side]
    if (at === undefined || bankrupt === undefined) return []
    const price = Rational.multiply(entry, at)
    return [{ side, price, about: Rational.toNumber(price), bankrupt: Rational.multiply(entry, bankrupt) }]
  })
}

/** Far more than what the rounding of a price and its step can come to. */
const slack = 1e-9

/** Whether prices that went from `low` to `high`, as doubles, may have reached a threshold: most bars are far from it. */
export const mayReach = ({ about, side }: Threshold, low: number, high: number): boolean =>
  side === "long" ? low <= about * (1 + slack) : high >= about * (1 - slack)

/** What prices did: where they began, if not at the extreme itself, and how far they went. */
export interface Range {
  readonly open: Rational.Rational | undefined
  readonly low: Rational.Rational
  readonly high: Rational.Rational
}

/**
 * Where a leg is closed by prices that went so far; undefined where they spare it. Prices that begin beyond the
 * liquidation price close it where they begin, but never below nothing: isolated margin is all that can be lost.
 */
export const reached = ({ bankrupt, price: at, side }: Threshold, range: Range): Rational.Rational | undefined => {
  const isLong = side === "long"
  const worst = (a: Rational.Rational, b: Rational.Rational) => (Rational.compare(a, b) < 0 === isLong ? a : b)
  const best = (a: Rational.Rational, b: Rational.Rational) => (worst(a, b) === a ? b : a)
  const extreme = isLong ? range.low : range.high
  if (Rational.compare(extreme, at) * (isLong ? 1 : -1) > 0) return undefined
  return best(worst(at, range.open ?? extreme), bankrupt)
}
