/**
 * Liquidates what prices have gone too far for.
 *
 * @module
 * @since 0.1.0
 */
import { Lots, Position, type Rational } from "@backhand/core"
import type * as Account from "./Account.ts"
import { book } from "./book.ts"
import * as Liquidation from "./Liquidation.ts"
import { type PaperVenue, tellEnd } from "./PaperVenue.ts"

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
