/**
 * Books executions: what each does to a position, its fee and its profit.
 *
 * @module
 * @since 0.1.0
 */
import { Fill, type Position, Rational, type Refusal } from "@backhand/core"
import * as Result from "effect/Result"
import type * as Account from "./Account.ts"
import * as Executions from "./Executions.ts"
import * as Liquidation from "./Liquidation.ts"
import type { PaperVenue } from "./PaperVenue.ts"
import type { Place } from "./Place.ts"
import * as Sum from "./Sum.ts"
import type { Terms } from "./Terms.ts"

/** Whether an execution buys: opening a long, or closing a short. */
export const isBuy = ({ effect, side }: Pick<Fill.Fill, "effect" | "side">): boolean =>
  (effect === "open") === (side === "long")

/** The ask for a buy and the bid for a sale, where there are quotes. */
export const quoted = ({ ask, bid, price }: Place, isBuying: boolean): Rational.Rational =>
  (isBuying ? ask : bid) ?? price

/** A price made worse by the slippage. */
export const slipped = (
  { market }: Account.Account,
  { slippage, slippageTicks }: Terms,
  price: Rational.Rational,
  isBuying: boolean
): Rational.Rational => {
  if (slippage.num === 0n && slippageTicks.num === 0n) return price
  const ticks = Rational.multiply(slippageTicks, market.instrument.priceStep)
  const change = Rational.add(Rational.multiply(price, slippage), ticks)
  return isBuying ? Rational.add(price, change) : Rational.subtract(price, change)
}

/** The fee rate of an order: of a stop that may have made the market, or of a taker. */
export const feeRateOf = ({ terms }: PaperVenue, account: Account.Account, isMaker: boolean): Rational.Rational =>
  (isMaker ? terms.makerFeeRate : undefined) ?? terms.feeRate ?? account.market.instrument.takerFeeRate

const orThrow = <A>({ market: { instrument } }: Account.Account, result: Result.Result<A, Refusal.Refusal>): A =>
  Result.getOrThrowWith(
    result,
    ({ message, remedy }) => new RangeError(`${instrument.symbol}: ${message}. Remedy: ${remedy}.`)
  )

/** What an execution does to a position, with its fee and the profit that it realises. */
export const apply = (
  self: PaperVenue,
  account: Account.Account,
  position: Position.Position,
  execution: Executions.Kept
): Fill.Account => {
  const { isMaker, order } = execution
  const rate = order < 0 ? Liquidation.feeRate(account, self.terms) : feeRateOf(self, account, isMaker)
  return orThrow(account, Fill.apply(account.market.instrument, Fill.account(position), execution, rate))
}

/**
 * Books one execution; throws where it cannot be one, such as at a price that slippage took to zero. Its money is computed
 * when it is asked for, unless what the account can pay depends on it.
 */
export const book = (
  self: PaperVenue,
  account: Account.Account,
  execution: Executions.Kept,
  clientOid: string
): void => {
  const { position } = account
  const { margin, sizing } = self.terms
  account.position = orThrow(account, Fill.move(account.market.instrument, position, execution))
  if (margin !== undefined || sizing === "all-in") {
    const { fees, realized } = apply(self, account, position, execution)
    self.purse.cash = Sum.bounded(Rational.add(self.purse.cash, Rational.subtract(realized, fees)))
  }
  Executions.keep(self.executions, execution)
  account.executions++
  account.last = { clientOid, atMs: execution.atMs, bar: execution.bar, leg: execution.leg }
  account.thresholds = Liquidation.thresholds(account, self.terms)
}
