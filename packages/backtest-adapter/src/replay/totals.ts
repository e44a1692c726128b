/**
 * The money of a replay's accounts, exactly, without computing that of each execution.
 *
 * A buy pays its value and a sale receives it; what is still held is worth its entry. An averaged entry keeps the value of
 * its parts, so what is left is the profit that the closes have realised. Fees are a rate of all the value that was traded.
 *
 * @module
 * @since 0.1.0
 */
import { Money, Rational } from "@backhand/core"
import * as Account from "./Account.ts"
import { feeRateOf, isBuy } from "./book.ts"
import * as Executions from "./Executions.ts"
import * as Liquidation from "./Liquidation.ts"
import type { PaperVenue } from "./PaperVenue.ts"
import * as Sum from "./Sum.ts"

const { multiply, negate, subtract, sum } = Rational

/** What the executions of an account came to, in margin coin, and how many of them closed, and liquidated. */
export interface Totals {
  readonly fees: Rational.Rational
  readonly realized: Rational.Rational
  readonly closes: number
  readonly liquidations: number
}

interface Tally {
  readonly paid: Sum.Sum
  readonly taken: Sum.Sum
  readonly made: Sum.Sum
  readonly liquidated: Sum.Sum
  closes: number
  liquidations: number
}

const tally = (): Tally => ({
  paid: Sum.make(),
  taken: Sum.make(),
  made: Sum.make(),
  liquidated: Sum.make(),
  closes: 0,
  liquidations: 0
})

/** Adds the value, in lots, of execution `k`: times or over its price. */
const count = (self: Tally, venue: PaperVenue, k: number, execution: Executions.Brief, isLinear: boolean): void => {
  const { den, effect, isMaker, lots, num, order } = execution
  const traded = order < 0 ? self.liquidated : isMaker ? self.made : self.taken
  const [top, bottom] = isLinear ? [lots * num, den] : [lots * den, num]
  const value = () => {
    const [price, size] = [Executions.priceOf(venue.executions, k), Rational.fromInteger(lots)]
    return isLinear ? multiply(size, price) : Rational.divide(size, price)
  }
  const isBuying = isBuy(execution)
  const isExact = den > 0
  if (!(isExact && Sum.add(traded, top, bottom))) Sum.addRational(traded, value())
  if (!(isExact && Sum.add(self.paid, isBuying ? top : -top, bottom)))
    Sum.addRational(self.paid, isBuying ? value() : negate(value()))
  if (effect === "close") self.closes++
  if (order < 0) self.liquidations++
}

/** What the legs that are still open were bought for, less what they were sold for. */
const heldOf = (account: Account.Account): Rational.Rational =>
  sum(
    Account.legs(account).map(({ entry, lots, side }) => {
      const value = Money.value(account.market.instrument, lots, entry)
      return side === "long" ? value : negate(value)
    })
  )

const totalsOf = (venue: PaperVenue, account: Account.Account, self: Tally): Totals => {
  const { kind, sizeStep } = account.market.instrument
  const value = (of: Sum.Sum) => multiply(Sum.total(of), sizeStep)
  const made = multiply(value(self.made), feeRateOf(venue, account, true))
  const taken = multiply(value(self.taken), feeRateOf(venue, account, false))
  const liquidated = multiply(value(self.liquidated), Liquidation.feeRate(account, venue.terms))
  const gained = subtract(heldOf(account), value(self.paid))
  return {
    fees: sum([made, taken, liquidated]),
    realized: kind === "linear" ? gained : negate(gained),
    closes: self.closes,
    liquidations: self.liquidations
  }
}

/** The totals of every account. */
export const of = (venue: PaperVenue): ReadonlyArray<Totals> => {
  const accounts = [...venue.accounts.values()]
  const tallies = accounts.map(tally)
  const isLinear = accounts.map(({ market }) => market.instrument.kind === "linear")
  for (let k = 0; k < venue.executions.rows.length; k++) {
    const execution = Executions.brief(venue.executions, k)
    const { account } = execution
    count(tallies[account] as Tally, venue, k, execution, isLinear[account] === true)
  }
  return accounts.map((account, k) => totalsOf(venue, account, tallies[k] as Tally))
}
