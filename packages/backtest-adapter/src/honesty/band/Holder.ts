/**
 * What is held on a path, and what it is worth at a price.
 *
 * @module
 * @since 0.1.0
 */
import type { BandEvent } from "./BandEvents.ts"

/** What trading comes to: `worth` of one unit at a price, and what an execution takes besides. */
export interface Trading {
  readonly isLinear: boolean
  readonly feeRate: number
  /** What resting stops pay. */
  readonly restingRate: number
  readonly slipped: (price: number, isBuying: boolean) => number
  readonly size: number
  readonly mayEnter: boolean
  /** Where all of the equity is opened each time, in whole units. */
  readonly allIn: { readonly unit: number; readonly capital: number } | undefined
}

/** `sign` times `size` units are held since `entryBar`, bought or sold at `entry`; with sign 0 nothing is. */
export interface Holder {
  readonly sign: 1 | 0 | -1
  readonly size: number
  readonly entryBar: number
  readonly entry: number
}

/** A trade that is over, in words. */
export type Closed = string

/** Nothing held. */
export const flat: Holder = { sign: 0, size: 0, entryBar: -1, entry: 0 }

/** Doubles that were calculated on different ways agree in so many digits. */
export const said = (value: number): string => value.toPrecision(12)

/** Holders with one name are alike. */
export const nameOf = ({ entry, entryBar, sign, size }: Holder): string =>
  [sign, said(size), entryBar, said(entry)].join(" ")

/** A trade in words: what was held, and where it ended. */
export const closedOf = (holder: Holder, bar: number, price: number): Closed =>
  [nameOf(holder), bar, said(price)].join(" ")

/** What a position gains from a price to another: a coin-margined contract earns with the inverse. */
export const gain = ({ isLinear }: Trading, { sign, size }: Holder, from: number, to: number): number =>
  sign * size * (isLinear ? to - from : 1 / from - 1 / to)

/** What one unit is worth at a price. */
const worth = ({ isLinear }: Trading, price: number): number => (isLinear ? price : 1 / price)

/** What all money buys with its fee, in whole units. A hair is forgiven to a quotient that doubles took below a whole one. */
const affordable = (trading: Trading, unit: number, cash: number, paid: number, feeRate: number): number => {
  const cost = unit * worth(trading, paid) * (1 + feeRate)
  return unit * Math.max(0, Math.floor((cash / cost) * (1 + 1e-12)))
}

/**
 * Carries a wish out at its price, `made` money after the beginning: what is held then, what that cost against holding
 * still, and the trade it closed.
 */
export const carry = (
  trading: Trading,
  holder: Holder,
  { isResting, price, side, size }: BandEvent,
  bar: number,
  made: number
): { readonly holder: Holder; readonly cost: number; readonly closed: Closed | undefined } => {
  const sign = side === "long" ? 1 : -1
  if (holder.sign === sign || (holder.sign === 0 && !trading.mayEnter)) return { holder, cost: 0, closed: undefined }
  const paid = trading.slipped(price, side === "long")
  const feeRate = isResting ? trading.restingRate : trading.feeRate
  const each = Math.abs(worth(trading, paid) - worth(trading, price)) + feeRate * worth(trading, paid)
  const closing = holder.size * each
  const closed = holder.sign === 0 ? undefined : closedOf(holder, bar, paid)
  const given = holder.sign === 0 ? Number(size ?? trading.size) : holder.size
  const { allIn } = trading
  const units =
    allIn === undefined ? given : affordable(trading, allIn.unit, allIn.capital + made - closing, paid, feeRate)
  const held: Holder = units === 0 ? flat : { sign, size: units, entryBar: bar, entry: paid }
  return { holder: held, cost: closing + units * each, closed }
}
