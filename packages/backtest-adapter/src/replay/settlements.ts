/**
 * Settles funding in virtual time, by the conventions of the kernel.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Money, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import * as Funding from "../kernel/Funding.ts"
import * as Account from "./Account.ts"
import { lastClosedBy } from "./Market.ts"
import { meetOpen } from "./liquidate.ts"
import type { PaperVenue } from "./PaperVenue.ts"
import { inTicks } from "./Place.ts"
import * as Sum from "./Sum.ts"
import * as Timeline from "./Timeline.ts"

/** A double as its shortest decimal, exactly. */
const decimal = (field: string, value: number): Rational.Rational =>
  Result.getOrThrowWith(
    Decimal.parse(field, Decimal.fromJson(value)),
    ({ message, remedy }) => new RangeError(`${message}. Remedy: ${remedy}.`)
  )

/** Pays row `k`: rate x value at the mark price, from longs to shorts where the rate is positive. */
const settle = (self: PaperVenue, account: Account.Account, funding: Funding.Funding, k: number): void => {
  const { bars, instrument } = account.market
  const atMs = Funding.timeOf(funding, k)
  if (Funding.isOver(bars, atMs)) return
  const closed = lastClosedBy(bars, atMs)
  const bar = Math.min(closed + 1, bars.length - 1)
  if ((bars.time[bar] as number) < atMs) meetOpen(self, account, bar, atMs)
  const mark = funding.mark?.[k] ?? Number.NaN
  const known = closed < 0 ? bars.open[0] : bars.close[closed]
  const price = Number.isNaN(mark) ? inTicks(known as number, account.step) : decimal("mark", mark)
  const rate = decimal("rate", funding.rate[k] as number)
  for (const { lots, side } of Account.legs(account)) {
    const owed = Rational.multiply(rate, Money.value(instrument, lots, price))
    const amount = side === "long" ? Rational.negate(owed) : owed
    const { symbol } = instrument
    const payment = { symbol, clientOid: account.last?.clientOid ?? "", side, bar, atMs, amount }
    account.payments.push({ payment, after: account.executions })
    self.payments.push(payment)
    self.purse.cash = Sum.bounded(Rational.add(self.purse.cash, amount))
  }
}

const scheduleFrom = (self: PaperVenue, account: Account.Account, funding: Funding.Funding, k: number): void => {
  if (k >= funding.time.length) return
  const { tie = "before" } = funding
  const atMs = Funding.timeOf(funding, k)
  const again = (): void => {
    if (tie === "after" || account.last?.atMs === atMs) settle(self, account, funding, k)
  }
  if (tie !== "before") Timeline.add(self.timeline, atMs, Timeline.afterAll, again)
  Timeline.add(self.timeline, atMs, Timeline.beforeAll, () => {
    if (tie !== "after") settle(self, account, funding, k)
    scheduleFrom(self, account, funding, k + 1)
  })
}

/** Schedules the settlements of every market from a time on, each when the one before it is done. */
export const schedule = (self: PaperVenue): void => {
  for (const account of self.accounts.values()) {
    const { funding } = account.market
    if (funding !== undefined) scheduleFrom(self, account, funding, 0)
  }
}
