/**
 * Liquidates what prices have gone too far for.
 *
 * @module
 * @since 0.1.0
 */
import { Lots, Position, type Rational } from "@backhand/core"
import type * as Account from "./Account.ts"
import { book } from "./book.ts"
import { keep } from "./execute.ts"
import * as Liquidation from "./Liquidation.ts"
import { type PaperVenue, tellEnd } from "./PaperVenue.ts"

const unmoved = (price: Rational.Rational): Account.Prices => ({
  decided: price,
  first: price,
  ready: price,
  sent: price,
  arrived: price,
  leg: price,
  quoted: price
})

const liquidate = (
  self: PaperVenue,
  account: Account.Account,
  { side }: Liquidation.Threshold,
  price: Rational.Rational,
  bar: number,
  atMs: number
): void => {
  const lots = Lots.makeUnsafe(Position.lotsOn(account.position, side))
  const { symbol } = account.market.instrument
  const prices = unmoved(price)
  const fill = { effect: "close", side, lots, price } as const
  const rate = Liquidation.feeRate(account, self.terms)
  const of = { cause: "liquidation", clientOid: "", symbol, bar, atMs, prices } as const
  keep(self, book(account, self.terms, rate, { ...fill, ...of }))
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
