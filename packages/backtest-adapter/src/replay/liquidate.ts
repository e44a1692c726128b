/**
 * Liquidates what prices have gone too far for.
 *
 * @module
 * @since 0.1.0
 */
import { Lots, Position, Rational } from "@backhand/core"
import type * as Account from "./Account.ts"
import { book } from "./book.ts"
import * as Liquidation from "./Liquidation.ts"
import { type PaperVenue, tellEnd } from "./PaperVenue.ts"
import { inTicks, type Place } from "./Place.ts"

const liquidate = (
  self: PaperVenue,
  account: Account.Account,
  { side }: Liquidation.Threshold,
  price: Rational.Rational,
  bar: number,
  atMs: number
): void => {
  const lots = Lots.makeUnsafe(Position.lotsOn(account.position, side))
  const of = { account: account.index, order: -1, isMaker: false, bar, atMs, leg: price, quoted: price }
  book(self, account, { effect: "close", side, lots, price, ...of }, "")
  tellEnd(self, account, null, atMs)
}

/** Liquidates what prices have gone too far for. Call it when they are known, before anything else of that time. */
export const mark = (
  self: PaperVenue,
  account: Account.Account,
  range: Liquidation.Range,
  bar: number,
  atMs: number
): void => {
  for (const threshold of account.thresholds) {
    const price = Liquidation.reached(threshold, range)
    if (price !== undefined) liquidate(self, account, threshold, price, bar, atMs)
  }
}

/** Where prices go on from in a bar: from where the last order was filled in it, or from its open. */
export const beginOf = ({ last, market: { bars }, step }: Account.Account, bar: number): Rational.Rational =>
  last?.bar === bar ? last.leg : inTicks(bars.open[bar] as number, step)

/** On their way to where an order is filled, prices may liquidate what it was to turn round. */
export const passBy = (self: PaperVenue, account: Account.Account, { atMs, bar, price }: Place): void => {
  if (account.thresholds.length === 0) return
  const open = beginOf(account, bar)
  const [low, high] = Rational.compare(open, price) < 0 ? [open, price] : [price, open]
  mark(self, account, { open, low, high }, bar, atMs)
}

/** A bar that opens beyond a liquidation price liquidates there, before anything that happens in it. */
export const meetOpen = (self: PaperVenue, account: Account.Account, bar: number, atMs: number): void => {
  if (account.thresholds.length === 0 || account.last?.bar === bar) return
  const open = inTicks(account.market.bars.open[bar] as number, account.step)
  mark(self, account, { open, low: open, high: open }, bar, atMs)
}
