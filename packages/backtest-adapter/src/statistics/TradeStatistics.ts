/**
 * What the closed trades of a run have in common: pure functions over their columns.
 *
 * @module
 * @since 0.1.0
 */
import type { Trades } from "../kernel/Run.ts"
import { variance } from "./Returns.ts"

const sum = (values: Float64Array): number => values.reduce((total, it) => total + it, 0)
/** What is above zero and what is below, each in order. */
const gainsAndLosses = (values: Float64Array): readonly [gains: number, losses: number] => {
  let [gains, losses] = [0, 0]
  for (const value of values)
    if (value > 0) gains += value
    else if (value < 0) losses += value
  return [gains, losses]
}
const mean = (values: Float64Array): number => sum(values) / values.length
const over = (value: number, divisor: number): number => (divisor === 0 ? Number.NaN : value / divisor)

/**
 * The return of every trade: its profit net of commission over the value at its entry.
 *
 * @category returns
 * @since 0.1.0
 */
export const returns = (trades: Trades, kind: "linear" | "inverse" = "linear"): Float64Array =>
  trades.pnl.map((pnl, k) => {
    const [size, price] = [trades.size[k] as number, trades.entryPrice[k] as number]
    return pnl / (kind === "linear" ? size * price : size / price)
  })

/**
 * Gains over losses, both positive; NaN without a loss. Over profits it is the usual profit factor in money, over
 * returns the one that weighs every trade alike, as backtesting.py counts it. Source: the performance
 * report of TradeStation, which names it.
 *
 * @example
 * ```ts
 * import { TradeStatistics } from "@backhand/backtest-adapter"
 *
 * TradeStatistics.profitFactor(Float64Array.of(30, -10, -5)) // => 2
 * ```
 *
 * @category ratios
 * @since 0.1.0
 */
export const profitFactor = (values: Float64Array): number => {
  const [gains, losses] = gainsAndLosses(values)
  return over(gains, -losses)
}

/**
 * Share of values above zero; NaN without values.
 *
 * @category ratios
 * @since 0.1.0
 */
export const winRate = (values: Float64Array): number => values.filter((it) => it > 0).length / values.length

/**
 * The arithmetic mean; NaN without values. Over profits it is the expectancy of a trade: win rate x mean gain less loss rate
 * x mean loss. Source: Tharp, "Trade your way to financial freedom" (1998).
 *
 * @category ratios
 * @since 0.1.0
 */
export const expectancy = (values: Float64Array): number => mean(values)

/**
 * The constant return that compounds to the same product, the geometric mean. Source: Vince, "Portfolio management formulas"
 * (1990). -1 where a trade lost everything or more, NaN without trades.
 *
 * @category returns
 * @since 0.1.0
 */
export const geometricMean = (values: Float64Array): number => {
  if (values.some((it) => it <= -1)) return -1
  return Math.exp(values.reduce((total, it) => total + Math.log1p(it), 0) / values.length) - 1
}

/**
 * System quality number: `sqrt(trades) x mean profit / standard deviation`. Source: Tharp, "Definitive guide to
 * position sizing" (2008).
 *
 * @category ratios
 * @since 0.1.0
 */
export const quality = (pnl: Float64Array): number => Math.sqrt(pnl.length) * over(mean(pnl), Math.sqrt(variance(pnl)))

/**
 * Kelly's fraction `W - (1 - W) / R` with the win rate W and the ratio R of the mean gain to the mean loss. Source:
 * Kelly, "A new interpretation of information rate" (1956).
 *
 * @category ratios
 * @since 0.1.0
 */
export const kelly = (pnl: Float64Array): number => {
  const wins = winRate(pnl)
  return wins - (1 - wins) / (mean(pnl.filter((it) => it > 0)) / -mean(pnl.filter((it) => it < 0)))
}
