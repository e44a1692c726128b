/**
 * The account in doubles that hold whole numbers: no allocation a bar, exact up to 2^53 money units.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import { affordable, canOpen, type DoubleScale } from "./DoubleScale.ts"
import type { Ledger } from "./Ledger.ts"
import { markDoubles, type Segments } from "./markDoubles.ts"
import { ratio } from "./ratio.ts"
import type { Scale } from "./Scale.ts"
import * as TradeBook from "./TradeBook.ts"

/**
 * Opens an account in doubles.
 *
 * @category constructors
 * @since 0.1.0
 */
export const doublesLedger = (bars: Bars.Bars, scale: Scale, units: DoubleScale): Ledger => {
  const { buy, capital, fee, lotDen, lotNum, one, priceDen, priceNum, sell, subTicks, value } = units
  const book = TradeBook.make()
  const segments: Segments = { bar: [0], base: [capital], slope: [0] }
  let money = capital
  let lots = 0
  let entry = 0
  let entryBar = 0
  let traded = 0

  const close = (bar: number, price: number) => {
    const size = Math.abs(lots)
    const commission = fee * size * (entry + price)
    TradeBook.held(book, Math.sign(lots), entryBar, bar)
    TradeBook.money(
      book,
      (size * lotNum) / lotDen,
      (entry * priceNum) / priceDen,
      (price * priceNum) / priceDen,
      (value * lots * (price - entry) - commission) / one,
      commission / one,
      0
    )
    money += value * lots * price - fee * size * price
    traded += size * price
    lots = 0
  }

  const open = (bar: number, price: number, size: number, to: number) => {
    lots = to * size
    entry = price
    entryBar = bar
    money -= value * lots * price + fee * size * price
    traded += size * price
  }

  return {
    side: () => Math.sign(lots),
    flip(bookBar, bar, ticks, stop, to) {
      if (!Number.isNaN(stop)) return false
      const price = ticks * (to > 0 ? buy : sell)
      if (lots !== 0) close(bar, price)
      const size = units.isAllIn ? affordable(money, (value + fee) * price) : 1
      if (!canOpen(units, money, traded, size)) return false
      if (size > 0) open(bar, price, size, to)
      segments.bar.push(bookBar)
      segments.base.push(money)
      segments.slope.push(value * lots * subTicks)
      return true
    },
    settle: () => false,
    finish() {
      const marks = markDoubles(bars.close, segments, one)
      const last = bars.close[bars.length - 1] ?? 0
      const size = Math.abs(lots)
      return {
        trades: TradeBook.toTrades(book),
        openPosition:
          lots === 0
            ? null
            : {
                side: lots > 0 ? 1 : -1,
                size: (size * lotNum) / lotDen,
                entryBar,
                entryPrice: (entry * priceNum) / priceDen,
                unrealized: (value * lots * (last * subTicks - entry)) / one,
                commission: (fee * size * entry) / one,
                funding: 0
              },
        equity: marks.equity,
        drawdown: marks.drawdown,
        summary: {
          ...marks.extremes,
          capital: capital / one,
          totalCommission: ratio(BigInt(traded) * scale.fee, scale.one),
          totalFunding: 0,
          turnover: ratio(BigInt(traded) * scale.value, scale.one),
          trades: book.length
        },
        arithmetic: "doubles"
      }
    }
  }
}
