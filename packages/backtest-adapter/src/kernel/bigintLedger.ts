/**
 * The account in bigints: any size, any price off the ticks, funding, and inverse contracts.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type * as Bars from "../Bars.ts"
import * as BigScale from "./BigScale.ts"
import type { Terms } from "./KernelOptions.ts"
import type { Ledger } from "./Ledger.ts"
import { type BigSegment, markBigints } from "./markBigints.ts"
import type { OpenPosition } from "./Run.ts"
import { ratio } from "./ratio.ts"
import type { Scale } from "./Scale.ts"
import * as TradeBook from "./TradeBook.ts"

/** A double as the shortest decimal that reads back as it; columns are checked to be finite before. */
const decimal = (value: number): Rational.Rational =>
  Result.getOrElse(Decimal.parse("", Decimal.fromJson(value)), () => Rational.zero)

const abs = (n: bigint): bigint => (n < 0n ? -n : n)
const toNumber = (value: Rational.Rational): number => ratio(value.num, value.den)

/** What is open: signed lots, the entry in sub-ticks, its fee and the funding since, in money units. */
interface Open {
  readonly lots: bigint
  readonly entry: Rational.Rational
  readonly entryBar: number
  fee: bigint
  funding: bigint
}

/**
 * Opens an account in bigints.
 *
 * @category constructors
 * @since 0.1.0
 */
export const bigintLedger = (bars: Bars.Bars, scale: Scale, terms: Terms): Ledger => {
  const { kind } = terms
  const units = BigScale.make(scale, kind)
  const book = TradeBook.make()
  // Equity gains with the price of a long; the worth of an inverse contract falls with it.
  const sign = kind === "linear" ? 1n : -1n
  const subTick = Rational.divide(scale.priceStep, Rational.make(scale.subTicks))
  let money = scale.capital * (units.one / scale.one)
  let open: Open | undefined
  let [fees, funding, turnover] = [0n, 0n, 0n]
  const segments: Array<BigSegment> = [{ bar: 0, base: money, lots: 0n, one: units.one }]

  const worth = (lots: bigint, price: Rational.Rational) => BigScale.worth(kind, units.value, lots, price)
  const fee = (lots: bigint, price: Rational.Rational) => BigScale.worth(kind, units.fee, abs(lots), price)
  const size = (lots: bigint) => ratio(abs(lots) * scale.lot.num, scale.lot.den)
  const quote = (price: Rational.Rational) => toNumber(Rational.multiply(price, subTick))
  const side = () => (open === undefined ? 0 : open.lots > 0n ? 1 : -1)

  const refine = (den: bigint) => {
    const factor = kind === "inverse" ? 1n : BigScale.refinement(units, den)
    if (factor === 1n) return
    for (const key of ["one", "value", "fee"] as const) units[key] *= factor
    money *= factor
    fees *= factor
    funding *= factor
    turnover *= factor
    if (open === undefined) return
    open.fee *= factor
    open.funding *= factor
  }

  const priceOf = (ticks: number, stop: number, to: number) => {
    const inTicks = Number.isNaN(stop) ? Rational.fromInteger(ticks) : Rational.divide(decimal(stop), scale.priceStep)
    return Rational.multiply(inTicks, Rational.make(to > 0 ? scale.buy : scale.sell))
  }

  /** Moves money by what buying (or selling) signed lots costs; returns the fee. */
  const trade = (lots: bigint, price: Rational.Rational): bigint => {
    const charge = fee(lots, price)
    money -= sign * worth(lots, price) + charge
    fees += charge
    turnover += worth(abs(lots), price)
    return charge
  }

  const gain = (at: Open, price: Rational.Rational) => sign * (worth(at.lots, price) - worth(at.lots, at.entry))

  const close = (it: Open, bar: number, price: Rational.Rational) => {
    const commission = it.fee + trade(-it.lots, price)
    TradeBook.held(book, it.lots > 0n ? 1 : -1, it.entryBar, bar)
    TradeBook.money(
      book,
      size(it.lots),
      quote(it.entry),
      quote(price),
      ratio(gain(it, price) - commission, units.one),
      ratio(commission, units.one),
      ratio(it.funding, units.one)
    )
    open = undefined
  }

  const affordable = (price: Rational.Rational) => {
    if (money <= 0n) return 0n
    if (kind === "linear") return (money * price.den) / ((units.value + units.fee) * price.num)
    return ((money + BigScale.dust) * price.num) / ((units.value + units.fee) * price.den)
  }

  const mark = (bar: number) => segments.push({ bar, base: money, lots: open?.lots ?? 0n, one: units.one })

  const openPosition = (it: Open): OpenPosition => {
    const last = Rational.multiply(
      Rational.fromInteger(bars.close[bars.length - 1] ?? 1),
      Rational.make(scale.subTicks)
    )
    return {
      side: it.lots > 0n ? 1 : -1,
      size: size(it.lots),
      entryBar: it.entryBar,
      entryPrice: quote(it.entry),
      unrealized: ratio(gain(it, last), units.one),
      commission: ratio(it.fee, units.one),
      funding: ratio(it.funding, units.one)
    }
  }

  return {
    side,
    flip(bookBar, bar, ticks, stop, to) {
      const price = priceOf(ticks, stop, to)
      refine(price.den)
      if (open !== undefined) close(open, bar, price)
      const lots = terms.isAllIn ? affordable(price) : 1n
      if (lots > 0n) {
        const signed = BigInt(to) * lots
        open = { lots: signed, entry: price, entryBar: bar, fee: trade(signed, price), funding: 0n }
      }
      mark(bookBar)
      return true
    },
    settle(bookBar, rate, price, ticks) {
      if (open === undefined) return true
      const at = Rational.divide(
        Number.isNaN(price) ? Rational.multiply(Rational.fromInteger(ticks), scale.priceStep) : decimal(price),
        subTick
      )
      const share = decimal(rate)
      refine(at.den * share.den)
      const payment =
        kind === "linear"
          ? (units.value * open.lots * at.num * share.num) / (at.den * share.den)
          : (worth(open.lots, at) * share.num) / share.den
      money -= payment
      funding -= payment
      open.funding -= payment
      mark(bookBar)
      return true
    },
    finish() {
      const marks = markBigints(bars.close, segments, units, scale.subTicks, kind)
      return {
        trades: TradeBook.toTrades(book),
        openPosition: open === undefined ? null : openPosition(open),
        equity: marks.equity,
        drawdown: marks.drawdown,
        summary: {
          ...marks.extremes,
          capital: ratio(scale.capital, scale.one),
          totalCommission: ratio(fees, units.one),
          totalFunding: ratio(funding, units.one),
          turnover: ratio(turnover, units.one),
          trades: book.length
        },
        arithmetic: "bigints"
      }
    }
  }
}
