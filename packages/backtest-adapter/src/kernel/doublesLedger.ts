/**
 * The account in doubles that hold whole numbers: no allocation a bar, exact up to 2^53 money units.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import { affordable, canOpen, type DoubleScale } from "./DoubleScale.ts"
import type { Ledger } from "./Ledger.ts"
import { markDoubles } from "./markDoubles.ts"
import type { OpenPosition, Run } from "./Run.ts"
import { ratio } from "./ratio.ts"
import * as Segments from "./Segments.ts"
import * as TradeBook from "./TradeBook.ts"

/** Money and signed lots, the entry in sub-ticks, and what was traded in lots times sub-ticks. */
interface Account {
  readonly units: DoubleScale
  readonly book: TradeBook.TradeBook
  readonly segments: Segments.Segments
  money: number
  lots: number
  entry: number
  entryBar: number
  traded: number
}

const close = (account: Account, bar: number, price: number): void => {
  const { book, entry, lots, units } = account
  const { fee, one, value } = units
  const size = Math.abs(lots)
  const commission = fee * size * (entry + price)
  TradeBook.held(book, Math.sign(lots), account.entryBar, bar)
  TradeBook.money(
    book,
    (size * units.lotNum) / units.lotDen,
    (entry * units.priceNum) / units.priceDen,
    (price * units.priceNum) / units.priceDen,
    (value * lots * (price - entry) - commission) / one,
    commission / one,
    0
  )
  account.money += value * lots * price - fee * size * price
  account.traded += size * price
  account.lots = 0
}

const open = (account: Account, bar: number, price: number, size: number, to: number): void => {
  const { fee, value } = account.units
  account.lots = to * size
  account.entry = price
  account.entryBar = bar
  account.money -= value * account.lots * price + fee * size * price
  account.traded += size * price
}

const flip = (account: Account, book: number, bar: number, ticks: number, stop: number, to: number): boolean => {
  const { segments, units } = account
  if (!Number.isNaN(stop)) return false
  const price = ticks * (to > 0 ? units.buy : units.sell)
  if (account.lots !== 0) close(account, bar, price)
  const size = units.isAllIn ? affordable(account.money, (units.value + units.fee) * price) : 1
  if (!canOpen(units, account.money, account.traded, size)) return false
  if (size > 0) open(account, bar, price, size, to)
  Segments.add(segments, book, account.money, units.value * account.lots * units.subTicks)
  return true
}

const openPosition = ({ entry, entryBar, lots, units }: Account, last: number): OpenPosition | null => {
  if (lots === 0) return null
  const size = Math.abs(lots)
  return {
    side: lots > 0 ? 1 : -1,
    size: (size * units.lotNum) / units.lotDen,
    entryBar,
    entryPrice: (entry * units.priceNum) / units.priceDen,
    unrealized: (units.value * lots * (last * units.subTicks - entry)) / units.one,
    commission: (units.fee * size * entry) / units.one,
    funding: 0
  }
}

const finish = (account: Account, bars: Bars.Bars): Run => {
  const { book, segments, traded, units } = account
  const marks = markDoubles(bars.close, segments, units.one)
  // Both can exceed what doubles hold although the account never did.
  const total = (unit: number) => ratio(BigInt(traded) * BigInt(unit), BigInt(units.one))
  return {
    trades: TradeBook.toTrades(book),
    openPosition: openPosition(account, bars.close[bars.length - 1] ?? 0),
    equity: marks.equity,
    get drawdown() {
      return marks.drawdown()
    },
    summary: {
      ...marks.extremes,
      capital: units.capital / units.one,
      totalCommission: total(units.fee),
      totalFunding: 0,
      turnover: total(units.value),
      trades: book.length
    },
    arithmetic: "doubles"
  }
}

/**
 * Opens an account in doubles.
 *
 * @category constructors
 * @since 0.1.0
 */
export const doublesLedger = (bars: Bars.Bars, units: DoubleScale): Ledger => {
  const account: Account = {
    units,
    book: TradeBook.make(),
    segments: Segments.make(units.capital),
    money: units.capital,
    lots: 0,
    entry: 0,
    entryBar: 0,
    traded: 0
  }
  return {
    side: () => Math.sign(account.lots),
    flip: (book, bar, ticks, stop, to) => flip(account, book, bar, ticks, stop, to),
    settle: () => false,
    finish: () => finish(account, bars)
  }
}
