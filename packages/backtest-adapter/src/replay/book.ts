/**
 * Books executions: what each does to a position, its fee and its profit.
 *
 * @module
 * @since 0.1.0
 */
import { Fill, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import * as Liquidation from "./Liquidation.ts"
import type { Place } from "./Place.ts"
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

/** Books one execution; throws where it cannot be one, such as at a price that slippage took to zero. */
export const book = (
  account: Account.Account,
  terms: Terms,
  feeRate: Rational.Rational,
  execution: Omit<Account.Execution, "fee" | "realized">
): Account.Execution => {
  const { instrument } = account.market
  const after = Result.getOrThrowWith(
    Fill.apply(instrument, Fill.account(account.position), execution, feeRate),
    ({ message, remedy }) => new RangeError(`${instrument.symbol}: ${message}. Remedy: ${remedy}.`)
  )
  const { atMs, bar, cause, clientOid, effect, lots, price, prices, side, symbol } = execution
  const { fees: fee, realized } = after
  const booked = { cause, clientOid, symbol, effect, side, lots, price, bar, atMs, fee, realized, prices }
  account.position = after.position
  Account.keep(account, booked)
  account.last = booked
  account.thresholds = Liquidation.thresholds(account, terms)
  return booked
}
