/**
 * The account in doubles that hold whole numbers: no allocation a bar, exact up to 2^53 money units.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import { affordable, canOpen, type DoubleScale } from "./DoubleScale.ts"
import * as Fills from "./Fills.ts"
import type { Ledger } from "./Ledger.ts"
import * as Marking from "./Marking.ts"
import type { OpenPosition, Run, Trades } from "./Run.ts"
import { ratio } from "./ratio.ts"
import { tradesOf } from "./tradesOf.ts"

/** Money and signed lots, what was traded in lots times sub-ticks, and how many trades were closed. */
interface Account {
  readonly units: DoubleScale
  readonly fills: Fills.Fills
  readonly marking: Marking.Marking
  money: number
  lots: number
  traded: number
  trades: number
}

const flip = (account: Account, book: number, bar: number, ticks: number, stop: number, to: number): boolean => {
  const { fills, marking, units } = account
  const { fee, value } = units
  if (!Number.isNaN(stop)) return false
  Marking.upTo(marking, book, account.money, account.lots)
  const price = ticks * (to > 0 ? units.buy : units.sell)
  const held = Math.abs(account.lots)
  account.money += value * account.lots * price - fee * held * price
  if (held > 0) account.trades++
  const size = units.isAllIn ? affordable(account.money, (value + fee) * price) : 1
  if (!canOpen(units, account.money, account.traded, size)) return false
  account.lots = to * size
  account.money -= value * account.lots * price + fee * size * price
  account.traded += (held + size) * price
  Fills.add(fills, book, bar, price, account.lots, account.money)
  return true
}

const openPosition = ({ fills, lots, units }: Account, last: number): OpenPosition | null => {
  if (lots === 0) return null
  const [size, entry] = [Math.abs(lots), fills.price[fills.length - 1] as number]
  return {
    side: lots > 0 ? 1 : -1,
    size: (size * units.lotNum) / units.lotDen,
    entryBar: fills.bar[fills.length - 1] as number,
    entryPrice: (entry * units.priceNum) / units.priceDen,
    unrealized: (units.value * lots * (last * units.subTicks - entry)) / units.one,
    commission: (units.fee * size * entry) / units.one,
    funding: 0
  }
}

const finish = (account: Account, bars: Bars.Bars): Run => {
  const { fills, marking, traded, units } = account
  Marking.upTo(marking, bars.length, account.money, account.lots)
  let trades: Trades | undefined
  let drawdown: Float64Array | undefined
  // Both can exceed what doubles hold although the account never did.
  const total = (unit: number) => ratio(BigInt(traded) * BigInt(unit), BigInt(units.one))
  return {
    get trades() {
      return (trades ??= tradesOf(fills, units, account.trades))
    },
    openPosition: openPosition(account, bars.close[bars.length - 1] ?? 0),
    equity: marking.equity,
    get drawdown() {
      return (drawdown ??= Marking.drawdownOf(bars.close, fills, units))
    },
    summary: {
      ...Marking.extremes(marking),
      capital: units.capital / units.one,
      totalCommission: total(units.fee),
      totalFunding: 0,
      turnover: total(units.value),
      trades: account.trades
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
    fills: Fills.make(units.capital),
    marking: Marking.begin(bars.close, units),
    money: units.capital,
    lots: 0,
    traded: 0,
    trades: 0
  }
  return {
    side: () => Math.sign(account.lots),
    flip: (book, bar, ticks, stop, to) => flip(account, book, bar, ticks, stop, to),
    settle: () => false,
    finish: () => finish(account, bars)
  }
}
