/**
 * What is held on a path, and what it is worth at a price.
 *
 * @module
 * @since 0.1.0
 */
import type { BandEvent } from "./BandEvents.ts"

/** Isolated margin: `kept` is the share of a position's value that must stay, the fee of a liquidation included. */
export interface Margin {
  readonly leverage: number
  readonly kept: number
  readonly feeRate: number
  readonly isShrinking: boolean
}

/** What trading comes to: `worth` of one unit at a price, and what an execution takes besides. */
export interface Trading {
  readonly isLinear: boolean
  readonly feeRate: number
  /** What resting stops pay. */
  readonly restingRate: number
  readonly slipped: (price: number, isBuying: boolean) => number
  readonly size: number
  readonly lot: number
  readonly mayEnter: boolean
  /** Whether a size that is not that of the position is refused. */
  readonly isSizeChecked: boolean
  /** The units that a reversal of so many comes to, before money and minimums. */
  readonly reversed: (units: number) => number
  /** Whether the contract's minimums, or its maximum, forbid such an opening. */
  readonly isNotOpened: (units: number, price: number) => boolean
  readonly capital: number
  /** Where all of the equity is opened each time, in whole units of so much. */
  readonly allIn: number | undefined
  readonly margin: Margin | undefined
  /** Whether what a path has made decides what it can open: then paths go on alike only where they made the same. */
  readonly isCounted: boolean
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
  sign === 0 ? 0 : sign * size * (isLinear ? to - from : 1 / from - 1 / to)

/** What one unit is worth at a price. */
export const worth = ({ isLinear }: Trading, price: number): number => (isLinear ? price : 1 / price)

/** How often a cost is in the cash. A hair is forgiven to a quotient that doubles took below a whole one. */
const times = (cash: number, cost: number): number => Math.max(0, Math.floor((cash / cost) * (1 + 1e-12)))

/** The units that are opened of what is wanted, `cash` being what the account has and `paid` the price. */
const opened = (
  trading: Trading,
  wanted: number,
  cash: number,
  { feeRate, paid, price }: { readonly feeRate: number; readonly paid: number; readonly price: number }
): number => {
  const { allIn, isCounted, isNotOpened, lot, margin } = trading
  let units = wanted
  const value = worth(trading, paid)
  if (allIn !== undefined) units = allIn * times(cash, allIn * value * (1 + feeRate))
  else if (margin !== undefined && isCounted) {
    const most = lot * times(cash, lot * value * (1 / margin.leverage + feeRate))
    if (most < wanted * (1 - 1e-12)) units = margin.isShrinking ? most : 0
  }
  return isNotOpened(units, price) ? 0 : units
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
  const isOther = trading.isSizeChecked && size !== undefined && holder.sign !== 0 && said(size) !== said(holder.size)
  if (holder.sign === sign || isOther || (holder.sign === 0 && !trading.mayEnter))
    return { holder, cost: 0, closed: undefined }
  const paid = trading.slipped(price, side === "long")
  const feeRate = isResting ? trading.restingRate : trading.feeRate
  const each = Math.abs(worth(trading, paid) - worth(trading, price)) + feeRate * worth(trading, paid)
  const closing = holder.size * each
  const closed = holder.sign === 0 ? undefined : closedOf(holder, bar, paid)
  const wanted = holder.sign === 0 ? (size ?? trading.size) : trading.reversed(holder.size)
  const units = opened(trading, wanted, trading.capital + made - closing, { feeRate, paid, price })
  const held: Holder = units === 0 ? flat : { sign, size: units, entryBar: bar, entry: paid }
  return { holder: held, cost: closing + units * each, closed }
}
