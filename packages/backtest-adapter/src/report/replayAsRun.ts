/**
 * A replay in the columns of a kernel run, so that one table of statistics serves both.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Money, Rational } from "@backhand/core"
import type { Bars } from "../Bars.ts"
import type { OpenPosition, Run, Trades } from "../kernel/Run.ts"
import { firstAt, type Market } from "../replay/Market.ts"
import { inTicks, priced } from "../replay/Place.ts"
import type { ReplayResult } from "../replay/ReplayResult.ts"
import type { OpenTrade, Trade } from "../replay/tradesOf.ts"
import * as Sum from "../replay/Sum.ts"
import * as TwoDoubles from "../replay/TwoDoubles.ts"
import { equityOn, merged } from "./accountClock.ts"
import { accountMarks } from "./accountMarks.ts"
import { closedTrades, openTrades, type Placed } from "./placed.ts"

const { toNumber } = Rational

const sizeOf = ({ market, trade }: Placed<OpenTrade>): number =>
  toNumber(Instrument.quantity(market.instrument, trade.lots))

const tradesOn = (clock: Float64Array, list: ReadonlyArray<Placed<Trade>>): Trades => {
  const barOf = (market: Market, bar: number) => firstAt(clock, market.bars.time[bar] as number)
  const money = (of: (trade: Trade) => Rational.Rational) => Float64Array.from(list, ({ trade }) => toNumber(of(trade)))
  return {
    length: list.length,
    side: Int8Array.from(list, ({ trade }) => (trade.side === "long" ? 1 : -1)),
    size: Float64Array.from(list, sizeOf),
    entryBar: Int32Array.from(list, ({ market, trade }) => barOf(market, trade.entryBar)),
    exitBar: Int32Array.from(list, ({ market, trade }) => barOf(market, trade.exitBar)),
    entryPrice: money((trade) => trade.entry),
    exitPrice: money((trade) => trade.exit),
    pnl: money((trade) => trade.pnl),
    commission: money((trade) => trade.commission),
    funding: money((trade) => trade.funding)
  }
}

/** The profit before costs of an open trade, marked at the last close of its market. */
const unrealized = ({ market, trade }: Placed<OpenTrade>): number => {
  const { bars, instrument } = market
  const close = inTicks(bars.close[bars.length - 1] as number, priced(market).step)
  return toNumber(Money.profit(instrument, trade.side, trade.lots, trade.entry, close))
}

/** The first position that is open at the end: what the table asks is only since when something is held. */
const openOn = (clock: Float64Array, list: ReadonlyArray<Placed<OpenTrade>>): OpenPosition | null => {
  const [first] = list.toSorted((a, b) => a.trade.entryAtMs - b.trade.entryAtMs)
  if (first === undefined) return null
  const { market, trade } = first
  return {
    side: trade.side === "long" ? 1 : -1,
    size: sizeOf(first),
    entryBar: firstAt(clock, market.bars.time[trade.entryBar] as number),
    entryPrice: toNumber(trade.entry),
    unrealized: unrealized(first),
    commission: toNumber(trade.commission),
    funding: toNumber(trade.funding)
  }
}

const turnoverOf = (markets: ReadonlyArray<Market>, { symbols }: ReplayResult): number => {
  const total = Sum.make()
  symbols.forEach(({ executions }, index) => {
    const { instrument } = markets[index] as Market
    for (const { lots, price } of executions) Sum.addRational(total, Money.value(instrument, lots, price))
  })
  return toNumber(Sum.total(total))
}

/** The clock of all bars: closes are those of the only symbol, or undefined as a market of several. */
const clockBars = (markets: ReadonlyArray<Market>, time: Float64Array): Bars => {
  const [first] = markets
  if (markets.length === 1 && first !== undefined) return first.bars
  const none = new Float64Array(time.length).fill(Number.NaN)
  const intervalMs = Math.min(...markets.map(({ bars }) => bars.intervalMs))
  const prices = { open: none, high: none, low: none, close: none, volume: none }
  return { length: time.length, time, ...prices, priceStep: "1", intervalMs }
}

/**
 * A replay's result as bars of the account's clock and a run on them. The trades of all symbols are in one table, in the
 * order of their closing.
 *
 * @category conversions
 * @since 0.1.0
 */
export const replayAsRun = (
  markets: ReadonlyArray<Market>,
  result: ReplayResult
): { readonly bars: Bars; readonly run: Run } => {
  const time = merged(markets.map(({ bars }) => bars.time))
  const capital = TwoDoubles.of(result.summary.capital)
  const profits = result.symbols.map(({ profit, profitRest }, index) => ({
    profit: { high: profit, low: profitRest },
    time: (markets[index] as Market).bars.time
  }))
  const equity = equityOn(time, capital, profits)
  const { drawdown, extremes } = accountMarks(equity, capital)
  const closed = closedTrades(markets, result)
  const summary = {
    ...extremes,
    capital: capital.high,
    finalEquity: toNumber(result.summary.finalEquity),
    totalCommission: toNumber(result.summary.fees),
    totalFunding: toNumber(result.summary.funding),
    turnover: turnoverOf(markets, result),
    trades: closed.length
  }
  const run: Run = {
    trades: tradesOn(time, closed),
    openPosition: openOn(time, openTrades(markets, result)),
    equity: equity.high,
    drawdown,
    summary,
    arithmetic: "bigints"
  }
  return { bars: clockBars(markets, time), run }
}
