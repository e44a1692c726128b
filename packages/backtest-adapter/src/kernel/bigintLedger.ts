/**
 * The account in bigints: any size, any price off the ticks, funding, and inverse contracts.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type * as Bars from "../Bars.ts"
import * as BigAccount from "./BigAccount.ts"
import type { Terms } from "./KernelOptions.ts"
import type { Ledger } from "./Ledger.ts"
import { markBigints } from "./markBigints.ts"
import type { OpenPosition, Run } from "./Run.ts"
import { ratio } from "./ratio.ts"
import type { Scale } from "./Scale.ts"
import * as TradeBook from "./TradeBook.ts"

/** A double as the shortest decimal that reads back as it; columns are checked to hold readable numbers before. */
const decimal = (value: number): Rational.Rational =>
  Result.getOrElse(Decimal.parse("", Decimal.fromJson(value)), () => Rational.zero)

const priceOf = ({ scale }: BigAccount.BigAccount, ticks: number, stop: number, to: number): Rational.Rational => {
  const inTicks = Number.isNaN(stop) ? Rational.fromInteger(ticks) : Rational.divide(decimal(stop), scale.priceStep)
  return Rational.multiply(inTicks, Rational.make(to > 0 ? scale.buy : scale.sell))
}

const close = (account: BigAccount.BigAccount, it: BigAccount.Open, bar: number, price: Rational.Rational): void => {
  const { book, units } = account
  const commission = it.fee + BigAccount.trade(account, -it.lots, price)
  TradeBook.held(book, it.lots > 0n ? 1 : -1, it.entryBar, bar)
  TradeBook.money(
    book,
    BigAccount.size(account, it.lots),
    BigAccount.quote(account, it.entry),
    BigAccount.quote(account, price),
    ratio(BigAccount.gain(account, it, price) - commission, units.one),
    ratio(commission, units.one),
    ratio(it.funding, units.one)
  )
  account.open = undefined
}

const flip = (account: BigAccount.BigAccount, bar: number, price: Rational.Rational, to: number): void => {
  BigAccount.refine(account, price.den)
  if (account.open !== undefined) close(account, account.open, bar, price)
  const lots = account.terms.isAllIn ? BigAccount.affordable(account, price) : 1n
  if (lots === 0n) return
  const signed = BigInt(to) * lots
  const fee = BigAccount.trade(account, signed, price)
  account.open = { lots: signed, entry: price, entryBar: bar, fee, funding: 0n }
}

const settle = (account: BigAccount.BigAccount, open: BigAccount.Open, rate: number, at: Rational.Rational): void => {
  const { terms, units } = account
  const share = decimal(rate)
  BigAccount.refine(account, at.den * share.den)
  const payment =
    terms.kind === "linear"
      ? (units.value * open.lots * at.num * share.num) / (at.den * share.den)
      : (BigAccount.worth(account, open.lots, at) * share.num) / share.den
  account.money -= payment
  account.funding -= payment
  open.funding -= payment
}

const openPosition = (account: BigAccount.BigAccount, last: number): OpenPosition | null => {
  const { open, scale, units } = account
  if (open === undefined) return null
  const price = Rational.multiply(Rational.fromInteger(last), Rational.make(scale.subTicks))
  return {
    side: open.lots > 0n ? 1 : -1,
    size: BigAccount.size(account, open.lots),
    entryBar: open.entryBar,
    entryPrice: BigAccount.quote(account, open.entry),
    unrealized: ratio(BigAccount.gain(account, open, price), units.one),
    commission: ratio(open.fee, units.one),
    funding: ratio(open.funding, units.one)
  }
}

const finish = (account: BigAccount.BigAccount, bars: Bars.Bars): Run => {
  const { book, scale, segments, terms, units } = account
  const { drawdown, equity, extremes } = markBigints(bars.close, segments, units, scale.subTicks, terms.kind)
  return {
    trades: TradeBook.toTrades(book),
    openPosition: openPosition(account, bars.close[bars.length - 1] ?? 1),
    equity,
    drawdown,
    summary: {
      ...extremes,
      capital: ratio(scale.capital, scale.one),
      totalCommission: ratio(account.fees, units.one),
      totalFunding: ratio(account.funding, units.one),
      turnover: ratio(account.turnover, units.one),
      trades: book.length
    },
    arithmetic: "bigints"
  }
}

/**
 * Opens an account in bigints.
 *
 * @category constructors
 * @since 0.1.0
 */
export const bigintLedger = (bars: Bars.Bars, scale: Scale, terms: Terms): Ledger => {
  const account = BigAccount.make(scale, terms)
  return {
    side: () => (account.open === undefined ? 0 : account.open.lots > 0n ? 1 : -1),
    flip(book, bar, ticks, stop, to) {
      flip(account, bar, priceOf(account, ticks, stop, to), to)
      BigAccount.mark(account, book)
      return true
    },
    settle(book, rate, mark, ticks) {
      if (account.open === undefined) return true
      const inTicks = Number.isNaN(mark) ? Rational.fromInteger(ticks) : Rational.divide(decimal(mark), scale.priceStep)
      settle(account, account.open, rate, Rational.multiply(inTicks, Rational.make(scale.subTicks)))
      BigAccount.mark(account, book)
      return true
    },
    finish: () => finish(account, bars)
  }
}
