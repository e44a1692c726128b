/**
 * The band of a run whose path is known: every trade, or every quote, between its executions. It is one point.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Rational } from "@backhand/core"
import * as Account from "../../replay/Account.ts"
import { isBuy } from "../../replay/book.ts"
import type { Market } from "../../replay/Market.ts"
import { inTicks, type Priced, priced } from "../../replay/Place.ts"
import type { ReplayResult, SymbolResult } from "../../replay/ReplayResult.ts"
import type { PathBand } from "./pathBand.ts"

interface Path {
  readonly time: Float64Array
  readonly price: (index: number) => number
}

/** The prices that fills are of: trades, or the middles of quotes. */
const pathOf = ({ market: { quotes, trades }, quoteStep, tradeStep }: Priced, fill: "first-trade" | "quote"): Path => {
  if (fill === "first-trade") {
    const { price = new Float64Array(0), time = new Float64Array(0) } = trades ?? {}
    return { time, price: (index) => Rational.toNumber(inTicks(price[index] as number, tradeStep)) }
  }
  const { ask = new Float64Array(0), bid = new Float64Array(0), time = new Float64Array(0) } = quotes ?? {}
  const step = Rational.toNumber(quoteStep)
  return { time, price: (index) => (((bid[index] as number) + (ask[index] as number)) / 2) * step }
}

/**
 * The deepest fall from a peak over all prices and all bookings. Money is what was booked so far, at which
 * `units` were bought or sold; what is held is worth as much as it would bring.
 */
const fallOf = (path: Path, { executions, instrument, lastClose, payments }: SymbolResult): number => {
  const isLinear = instrument.kind === "linear"
  const worth = (price: number) => (isLinear ? price : -1 / price)
  const entries = [...executions, ...payments].toSorted((a, b) => a.atMs - b.atMs)
  let [money, units, peak, fall] = [0, 0, 0, 0]
  let price = path.time.length === 0 ? Rational.toNumber(lastClose) : path.price(0)
  const mark = (): void => {
    const value = money + units * worth(price)
    peak = Math.max(peak, value)
    fall = Math.max(fall, peak - value)
  }
  const book = (entry: Account.Execution | Account.Payment): void => {
    if (Account.isExecution(entry)) {
      const bought = Rational.toNumber(Instrument.quantity(instrument, entry.lots)) * (isBuy(entry) ? 1 : -1)
      money -= bought * worth(Rational.toNumber(entry.price)) + Rational.toNumber(entry.fee)
      units += bought
    } else money += Rational.toNumber(entry.amount)
    mark()
  }
  let next = 0
  const bookUntil = (isDue: (atMs: number) => boolean): void => {
    for (let entry = entries[next]; entry !== undefined && isDue(entry.atMs); entry = entries[++next]) book(entry)
  }
  path.time.forEach((now, index) => {
    bookUntil((atMs) => atMs < now)
    price = path.price(index)
    mark()
    bookUntil((atMs) => atMs === now)
  })
  bookUntil(() => true)
  price = Rational.toNumber(lastClose)
  mark()
  return fall
}

/** Bands a run by trades or quotes; throws where it has stops, which rest in bars. */
export const pathPoint = (market: Market, result: ReplayResult, fill: "first-trade" | "quote"): PathBand => {
  const { symbol } = market.instrument
  const own = result.symbols.find((it) => it.symbol === symbol) as SymbolResult
  if (result.decisions.some(({ signal }) => signal.symbol === symbol && signal.stop !== undefined))
    throw new RangeError(
      `pathBand: ${symbol}: stops rest in bars, whose path the ${fill} rule does not tell. Remedy: fill by bars, or without stops.`
    )
  const [profit, fall] = [Rational.toNumber(own.net), fallOf(pathOf(priced(market), fill), own)]
  return {
    symbol,
    profit: { best: profit, worst: profit },
    drawdown: { best: fall, worst: fall },
    trades: own.trades.length,
    ambiguous: 0,
    ambiguousShare: 0
  }
}
