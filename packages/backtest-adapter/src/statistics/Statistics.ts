/**
 * The table of a run: return, risk, trades, costs, and the market beside it.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { Run } from "../kernel/Run.ts"
import * as Calendar from "./Calendar.ts"
import * as Drawdowns from "./Drawdowns.ts"
import { exposureOf, heldOf } from "./exposure.ts"
import * as Returns from "./Returns.ts"
import * as TradeStatistics from "./TradeStatistics.ts"

/**
 * What the table depends on besides the run.
 *
 * - `daysPerYear` found from the data where it is not given.
 * - `firstBar` where buy-and-hold buys.
 * - `fewestDays` of data for figures a year: {@link Returns.fewestDays} unless said otherwise.
 *
 * @category models
 * @since 0.1.0
 */
export interface StatisticsOptions {
  readonly daysPerYear?: number | undefined
  readonly riskFree?: number | undefined
  readonly firstBar?: number | undefined
  readonly fewestDays?: number | undefined
  readonly kind?: "linear" | "inverse" | undefined
}

/**
 * The table. Returns, rates and depths are fractions, money is in quote (or margin) coin, lengths are milliseconds. A
 * number that the data do not define is NaN; so are the figures a year (`cagr`, `annualReturn`, `volatility`, `sharpe`,
 * `sortino`, `calmar`) of fewer days than mean something.
 *
 * @category models
 * @since 0.1.0
 */
export interface Statistics {
  readonly totalReturn: number
  readonly buyAndHold: number
  readonly cagr: number
  readonly annualReturn: number
  readonly volatility: number
  readonly sharpe: number
  readonly sortino: number
  readonly calmar: number
  readonly maxDrawdown: number
  readonly averageDrawdown: number
  readonly longestDrawdownMs: number
  readonly averageDrawdownMs: number
  readonly exposure: number
  readonly timeInMarket: number
  readonly trades: number
  readonly winRate: number
  readonly bestTrade: number
  readonly worstTrade: number
  readonly averageTrade: number
  readonly profitFactor: number
  readonly profitFactorOfReturns: number
  readonly expectancy: number
  readonly expectancyOfReturns: number
  readonly quality: number
  readonly kelly: number
  readonly longestTradeMs: number
  readonly averageTradeMs: number
  readonly turnover: number
  readonly fees: number
  readonly funding: number
  readonly daysPerYear: number
}

const most = (values: ArrayLike<number>): number => {
  let best = Number.NaN
  for (let k = 0; k < values.length; k++) if (!((values[k] as number) <= best)) best = values[k] as number
  return best
}

const least = (values: Float64Array): number => {
  let worst = Number.NaN
  for (let k = 0; k < values.length; k++) if (!((values[k] as number) >= worst)) worst = values[k] as number
  return worst
}

const spans = (time: Float64Array, from: ArrayLike<number>, to: ArrayLike<number>): Float64Array => {
  const lengths = new Float64Array(from.length)
  for (let k = 0; k < lengths.length; k++)
    lengths[k] = (time[to[k] as number] as number) - (time[from[k] as number] as number)
  return lengths
}

const tradeTable = (time: Float64Array, { trades }: Run, kind: "linear" | "inverse") => {
  const returns = TradeStatistics.returns(trades, kind)
  const lengths = spans(time, trades.entryBar, trades.exitBar)
  return {
    trades: trades.length,
    winRate: TradeStatistics.winRate(trades.pnl),
    bestTrade: most(returns),
    worstTrade: least(returns),
    averageTrade: TradeStatistics.geometricMean(returns),
    profitFactor: TradeStatistics.profitFactor(trades.pnl),
    profitFactorOfReturns: TradeStatistics.profitFactor(returns),
    expectancy: TradeStatistics.expectancy(trades.pnl),
    expectancyOfReturns: TradeStatistics.expectancy(returns),
    quality: TradeStatistics.quality(trades.pnl),
    kelly: TradeStatistics.kelly(trades.pnl),
    longestTradeMs: most(lengths),
    averageTradeMs: TradeStatistics.expectancy(lengths)
  }
}

/** What a run would come to in a year, from equity at the end of each day. */
const yearTable = (daily: Float64Array, years: number, { summary }: Run, days: number, riskFree: number) => {
  const annualReturn = Returns.annual(daily, days)
  return {
    cagr: (summary.finalEquity / summary.capital) ** (1 / years) - 1,
    annualReturn,
    volatility: Returns.volatility(daily, days),
    sharpe: Returns.sharpe(daily, days, riskFree),
    sortino: Returns.sortino(daily, days, riskFree),
    calmar: Returns.calmar(annualReturn, summary.maxDrawdownFraction)
  }
}

const { NaN: none } = Number
const noYear: ReturnType<typeof yearTable> = {
  cagr: none,
  annualReturn: none,
  volatility: none,
  sharpe: none,
  sortino: none,
  calmar: none
}

const riskTable = ({ time }: Bars.Bars, { equity, summary }: Run) => {
  const falls = Drawdowns.of(equity)
  const lengths = spans(
    time,
    falls.map((it) => it.from),
    falls.map((it) => it.to)
  )
  return {
    totalReturn: summary.finalEquity / summary.capital - 1,
    maxDrawdown: summary.maxDrawdownFraction,
    averageDrawdown: TradeStatistics.expectancy(Float64Array.from(falls, (it) => it.depth)),
    longestDrawdownMs: most(lengths),
    averageDrawdownMs: TradeStatistics.expectancy(lengths)
  }
}

/**
 * Computes the table of a run.
 *
 * @category folding
 * @since 0.1.0
 */
export const of = (bars: Bars.Bars, run: Run, options: StatisticsOptions = {}): Statistics => {
  const days = options.daysPerYear ?? Calendar.daysPerYear(bars.time)
  const bought = bars.close[options.firstBar ?? 0] ?? Number.NaN
  const daily = Float64Array.from(Calendar.dayEnds(bars.time), (bar) => run.equity[bar] as number)
  const hasYear = daily.length >= (options.fewestDays ?? Returns.fewestDays)
  return {
    ...riskTable(bars, run),
    ...(hasYear ? yearTable(daily, Calendar.yearsOf(bars.time), run, days, options.riskFree ?? 0) : noYear),
    ...tradeTable(bars.time, run, options.kind ?? "linear"),
    buyAndHold: ((bars.close[bars.length - 1] ?? Number.NaN) - bought) / bought,
    exposure: exposureOf(bars.length, run),
    timeInMarket: heldOf(bars.length, run),
    turnover: run.summary.turnover,
    fees: run.summary.totalCommission,
    funding: run.summary.totalFunding,
    daysPerYear: days
  }
}
