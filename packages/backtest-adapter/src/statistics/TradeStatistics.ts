/**
 * What the closed trades of a run have in common: pure functions over their columns.
 *
 * @module
 * @since 0.1.0
 */
import type { Trades } from "../kernel/Run.ts"
import { mean, variance } from "./Returns.ts"

/** How many values are above zero and how many below, and the sum of either kind. */
const tally = (values: Float64Array) => {
  let [gains, losses, wins, defeats] = [0, 0, 0, 0]
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number
    if (value > 0) {
      gains += value
      wins++
    } else if (value < 0) {
      losses += value
      defeats++
    }
  }
  return { gains, losses, wins, defeats }
}

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
  const { gains, losses } = tally(values)
  return over(gains, -losses)
}

/**
 * Share of values above zero; NaN without values.
 *
 * @category ratios
 * @since 0.1.0
 */
export const winRate = (values: Float64Array): number => tally(values).wins / values.length

/**
 * The arithmetic mean; NaN without values. Over profits it is the expectancy of a trade: win rate x mean gain less loss rate
 * x mean loss. Source: Tharp, "Trade your way to financial freedom" (1998).
 *
 * @category ratios
 * @since 0.1.0
 */
export const expectancy = mean

/**
 * The constant return that compounds to the same product, the geometric mean. Source: Vince, "Portfolio management formulas"
 * (1990). -1 where a trade lost everything or more, NaN without trades.
 *
 * @category returns
 * @since 0.1.0
 */
export const geometricMean = (values: Float64Array): number => {
  let total = 0
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number
    if (value <= -1) return -1
    total += Math.log1p(value)
  }
  return Math.exp(total / values.length) - 1
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
  const { defeats, gains, losses, wins } = tally(pnl)
  const rate = wins / pnl.length
  return rate - (1 - rate) / (gains / wins / -(losses / defeats))
}
