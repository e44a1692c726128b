/**
 * Funding: at every multiple of a contract's interval, longs pay shorts the rate on their value, or the reverse.
 *
 * @module
 * @since 0.1.0
 */
import { Money, Rational } from "@backhand/core"
import * as Account from "./Account.ts"
import { pay } from "./execute.ts"
import * as Margin from "./Margin.ts"
import type { State } from "./State.ts"

const charge = (account: Account.Account, open: Margin.OpenLeg, times: number, atMs: number): void => {
  const { book, leg, listing, side } = open
  const { instrument } = listing
  const value = Money.value(instrument, leg.lots, listing.market.mark)
  const owed = Rational.multiply(Rational.multiply(value, listing.fundingRate), Rational.fromInteger(times))
  const amount = side === "long" ? Rational.negate(owed) : owed
  pay(account, instrument.marginCoin, amount)
  const holding = Account.holdingOf(account, listing)
  const next = { ...book, funding: Rational.add(book.funding, amount) }
  Account.hold(account, { ...holding, books: { ...holding.books, [side]: next } }, atMs)
}

/**
 * Pays every funding that fell due after the last call, up to `atMs`, at the mark prices of now.
 *
 * @category transitions
 * @since 0.1.0
 */
export const fund = (state: State, atMs: number): void => {
  const from = state.fundedAt
  state.fundedAt = Math.max(from, atMs)
  for (const account of state.accounts.values()) {
    for (const open of Margin.openLegs(account.holdings)) {
      const { fundingMs, fundingRate } = open.listing
      if (fundingRate.num === 0n) continue
      const times = Math.floor(atMs / fundingMs) - Math.floor(from / fundingMs)
      if (times > 0) charge(account, open, times, atMs)
    }
  }
}
