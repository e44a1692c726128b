/**
 * The account in bigints: what it holds, and what trades and settlements do to it.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import * as BigScale from "./BigScale.ts"
import type { Terms } from "./KernelOptions.ts"
import type { BigSegment } from "./markBigints.ts"
import { ratio } from "./ratio.ts"
import type { Scale } from "./Scale.ts"
import * as TradeBook from "./TradeBook.ts"

/**
 * What is open: signed lots, the entry in sub-ticks, its fee and the funding since, in money units.
 *
 * @category models
 * @since 0.1.0
 */
export interface Open {
  readonly lots: bigint
  readonly entry: Rational.Rational
  readonly entryBar: number
  fee: bigint
  funding: bigint
}

/**
 * An account. `units` grow on the way, and with them every amount of money.
 *
 * @category models
 * @since 0.1.0
 */
export interface BigAccount {
  readonly terms: Terms
  readonly scale: Scale
  readonly units: BigScale.BigScale
  readonly subTick: Rational.Rational
  readonly book: TradeBook.TradeBook
  readonly segments: Array<BigSegment>
  open: Open | undefined
  money: bigint
  fees: bigint
  funding: bigint
  turnover: bigint
}

const abs = (n: bigint): bigint => (n < 0n ? -n : n)

/**
 * An account with nothing but the capital.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (scale: Scale, terms: Terms): BigAccount => {
  const units = BigScale.make(scale, terms.kind)
  const money = scale.capital * (units.one / scale.one)
  return {
    terms,
    scale,
    units,
    subTick: Rational.divide(scale.priceStep, Rational.make(scale.subTicks)),
    book: TradeBook.make(),
    segments: [{ bar: 0, base: money, lots: 0n, one: units.one }],
    open: undefined,
    money,
    fees: 0n,
    funding: 0n,
    turnover: 0n
  }
}

/**
 * Makes the units so fine that worths and fees at a multiple of `1 / den` are whole.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const refine = (self: BigAccount, den: bigint): void => {
  const factor = self.terms.kind === "inverse" ? 1n : BigScale.refinement(self.units, den)
  if (factor === 1n) return
  for (const key of ["one", "value", "fee"] as const) self.units[key] *= factor
  for (const key of ["money", "fees", "funding", "turnover"] as const) self[key] *= factor
  if (self.open === undefined) return
  self.open.fee *= factor
  self.open.funding *= factor
}

/**
 * What `lots` are worth at a price in sub-ticks.
 *
 * @category formulas
 * @since 0.1.0
 */
export const worth = ({ terms, units }: BigAccount, lots: bigint, price: Rational.Rational): bigint =>
  BigScale.worth(terms.kind, units.value, lots, price)

/** Equity gains with the price of a long; the worth of an inverse contract falls with it. */
const sign = ({ terms }: BigAccount): bigint => (terms.kind === "linear" ? 1n : -1n)

/**
 * The profit before costs of a position at a price.
 *
 * @category formulas
 * @since 0.1.0
 */
export const gain = (self: BigAccount, at: Open, price: Rational.Rational): bigint =>
  sign(self) * (worth(self, at.lots, price) - worth(self, at.lots, at.entry))

/**
 * How many lots the money buys, the fee included. An inverse account may be short of a lot by less than dust.
 *
 * @category formulas
 * @since 0.1.0
 */
export const affordable = ({ money, terms, units }: BigAccount, price: Rational.Rational): bigint => {
  if (money <= 0n) return 0n
  const cost = units.value + units.fee
  if (terms.kind === "linear") return (money * price.den) / (cost * price.num)
  return ((money + BigScale.dust) * price.num) / (cost * price.den)
}

/**
 * Moves money by what buying (or selling) signed lots costs; returns the fee.
 *
 * @category folding
 * @since 0.1.0
 */
export const trade = (self: BigAccount, lots: bigint, price: Rational.Rational): bigint => {
  const fee = BigScale.worth(self.terms.kind, self.units.fee, abs(lots), price)
  self.money -= sign(self) * worth(self, lots, price) + fee
  self.fees += fee
  self.turnover += worth(self, abs(lots), price)
  return fee
}

/**
 * Lots as a size, and sub-ticks as a price, rounded once.
 *
 * @category conversions
 * @since 0.1.0
 */
export const size = ({ scale }: BigAccount, lots: bigint): number => ratio(abs(lots) * scale.lot.num, scale.lot.den)

/**
 * A price in sub-ticks as quote units, rounded once.
 *
 * @category conversions
 * @since 0.1.0
 */
export const quote = ({ subTick }: BigAccount, price: Rational.Rational): number =>
  ratio(price.num * subTick.num, price.den * subTick.den)

/**
 * Notes that from bar `bar` on the account is as it is now.
 *
 * @category folding
 * @since 0.1.0
 */
export const mark = (self: BigAccount, bar: number): void => {
  self.segments.push({ bar, base: self.money, lots: self.open?.lots ?? 0n, one: self.units.one })
}
