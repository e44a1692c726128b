/**
 * Shows prices to the margin of what is held: whole bars, or each trade or quote where orders are filled by those.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import { closeTime } from "../kernel/Funding.ts"
import type { MarketEvent } from "../MarketEvent.ts"
import type * as Account from "./Account.ts"
import * as Liquidation from "./Liquidation.ts"
import { barAt, lastClosedBy } from "./Market.ts"
import { beginOf, mark as liquidate } from "./liquidate.ts"
import type { PaperVenue } from "./PaperVenue.ts"
import { inTicks } from "./Place.ts"

const unknown = (): undefined => undefined

const show = (
  self: PaperVenue,
  account: Account.Account,
  open: () => Rational.Rational | undefined,
  [low, high]: readonly [low: number, high: number],
  step: Rational.Rational,
  bar: number,
  atMs: number
): void => {
  const unit = Rational.toNumber(step)
  if (!account.thresholds.some((threshold) => Liquidation.mayReach(threshold, low * unit, high * unit))) return
  liquidate(self, account, { open: open(), low: inTicks(low, step), high: inTicks(high, step) }, bar, atMs)
}

/** A bar of any symbol that closes now was held through by what is held still, whoever is filled at its close. */
const showBar = (self: PaperVenue, account: Account.Account, atMs: number): void => {
  const { bars } = account.market
  const bar = account.thresholds.length === 0 ? -1 : lastClosedBy(bars, atMs)
  if (bar < 0 || closeTime(bars, bar) !== atMs) return
  const { high, low } = bars
  const range = [low[bar] as number, high[bar] as number] as const
  show(self, account, () => beginOf(account, bar), range, account.step, bar, atMs)
}

/** Marks what is held by what an event shows; bars of all symbols are looked at once an instant, at its first event. */
export const mark = (self: PaperVenue, event: MarketEvent, isFirst: boolean): void => {
  const { fill } = self.terms
  if (fill === "next-open" || fill === "close") {
    if (isFirst) for (const account of self.accounts.values()) showBar(self, account, event.at)
    return
  }
  const account = self.accounts.get(event.symbol)
  if (account === undefined || account.thresholds.length === 0) return
  const bar = barAt(account.market.bars, event.at)
  if (event.kind === "trade" && fill === "first-trade")
    show(self, account, unknown, [event.price, event.price], account.tradeStep, bar, event.at)
  else if (event.kind === "quote" && fill === "quote")
    show(self, account, unknown, [event.bid, event.ask], account.quoteStep, bar, event.at)
}
