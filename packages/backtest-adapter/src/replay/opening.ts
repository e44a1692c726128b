/**
 * How much an order may open: what the account can pay, and what the exchange takes.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Lots, Money, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import { feeRateOf, quoted, slipped } from "./book.ts"
import type { Obstacle, PaperVenue, Sending } from "./PaperVenue.ts"
import type * as Place from "./Place.ts"

/** What the account can still bind: capital and what was made of it, less all initial margin. */
const available = (self: PaperVenue, leverage: Rational.Rational): Rational.Rational => {
  let free = self.purse.cash
  for (const account of self.accounts.values())
    for (const { entry, lots } of Account.legs(account))
      free = Rational.subtract(free, Account.initialMargin(account, lots, entry, leverage))
  return free
}

/** What an opening meets: the price before slippage and after it, and the rate of its fee. */
export interface Opening {
  readonly quoted: Rational.Rational
  readonly paid: Rational.Rational
  readonly feeRate: Rational.Rational
}

/** What an order would open at a place. */
export const openingAt = (
  self: PaperVenue,
  account: Account.Account,
  sending: Sending,
  place: Place.Place,
  isBuying: boolean
): Opening => {
  const price = quoted(place, isBuying)
  const feeRate = feeRateOf(self, account, sending.resting !== undefined)
  return { quoted: price, paid: slipped(account, self.terms, price, isBuying), feeRate }
}

/** The lots that can be opened of `wanted`: all of them, or as many as the account can pay. */
const affordable = (self: PaperVenue, account: Account.Account, wanted: number, { feeRate, paid }: Opening): number => {
  const { margin } = self.terms
  if (margin === undefined || wanted === 0) return wanted
  const lot = Lots.makeUnsafe(1)
  const fee = Money.fee(account.market.instrument, lot, paid, feeRate)
  const cost = Rational.add(Account.initialMargin(account, lot, paid, margin.leverage), fee)
  const most = Rational.divide(available(self, margin.leverage), cost)
  const lots = most.num < 0n ? 0 : Number(most.num / most.den)
  if (lots >= wanted) return wanted
  return margin.insufficient === "refuse" ? 0 : lots
}

/** The lots that all of the account's money buys with the fee, in whole units. Nothing is held besides. */
export const allIn = (self: PaperVenue, account: Account.Account, { feeRate, paid }: Opening): number => {
  const unit = Account.lotsOf(account, self.terms.size)
  const value = Money.value(account.market.instrument, Lots.makeUnsafe(unit), paid)
  const cost = Rational.add(value, Rational.multiply(value, feeRate))
  const units = Rational.divide(self.purse.cash, cost)
  const lots = units.num < 0n ? 0 : unit * Number(units.num / units.den)
  if (Number.isSafeInteger(lots)) return lots
  throw new RangeError(
    "size: all-in buys more lots than can be counted. Remedy: use a contract with a larger size step."
  )
}

/** The lots that an open comes to: none below the contract's minimums, none or fewer without margin. */
export const openable = (self: PaperVenue, account: Account.Account, wanted: number, opening: Opening): number => {
  const { instrument } = account.market
  const lots = affordable(self, account, wanted, opening)
  const isRefused =
    self.terms.hasMinimums &&
    lots > 0 &&
    Result.isFailure(Instrument.checkOpening(instrument, Lots.makeUnsafe(lots), opening.quoted))
  return isRefused ? 0 : lots
}

/**
 * The code with which the exchange refuses an order as it arrives; undefined where it takes it. A reversal is taken
 * although its open will fail: its close stands.
 */
export const obstacle = (
  self: PaperVenue,
  account: Account.Account,
  sending: Sending,
  place: Place.Place | undefined
): Obstacle | undefined => {
  const { order } = sending.unsettled
  if (order.order === "reversal") return Position.leg(account.position, order.side) === null ? "40757" : undefined
  if (place === undefined) return undefined
  const opening = openingAt(self, account, sending, place, order.side === "long")
  if (self.terms.sizing === "all-in") return allIn(self, account, opening) === 0 ? "40754" : undefined
  if (affordable(self, account, order.lots, opening) === 0) return "40754"
  return openable(self, account, order.lots, opening) === 0 ? "45110" : undefined
}
