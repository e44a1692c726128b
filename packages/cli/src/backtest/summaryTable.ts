/**
 * The result of a backtest as a few lines for a terminal.
 *
 * @module
 * @since 0.1.0
 */
import type { Bars, Run, Statistics } from "@backhand/backtest-adapter"
import { amount, moment, percent, span } from "../terminal/figures.ts"
import type { Paint } from "../terminal/Paint.ts"
import { sparkline } from "../terminal/sparkline.ts"

type Cell = readonly [label: string, value: string]

const rowsOf = (run: Run, stats: Statistics.Statistics): ReadonlyArray<readonly [Cell, Cell]> => [
  [
    ["final equity", amount(run.summary.finalEquity)],
    ["trades", amount(stats.trades, 0)]
  ],
  [
    ["return", percent(stats.totalReturn)],
    ["win rate", percent(stats.winRate)]
  ],
  [
    ["return a year", percent(stats.annualReturn)],
    ["profit factor", amount(stats.profitFactor)]
  ],
  [
    ["buy and hold", percent(stats.buyAndHold)],
    ["expectancy", amount(stats.expectancy)]
  ],
  [
    ["max drawdown", percent(stats.maxDrawdown)],
    ["fees", amount(stats.fees)]
  ],
  [
    ["longest drawdown", span(stats.longestDrawdownMs)],
    ["funding", amount(stats.funding)]
  ],
  [
    ["volatility", percent(stats.volatility)],
    ["turnover", amount(stats.turnover)]
  ],
  [
    ["Sharpe", amount(stats.sharpe)],
    ["time in market", percent(stats.timeInMarket)]
  ],
  [
    ["Sortino", amount(stats.sortino)],
    ["average trade", span(stats.averageTradeMs)]
  ],
  [
    ["Calmar", amount(stats.calmar)],
    ["best, worst trade", `${percent(stats.bestTrade)}, ${percent(stats.worstTrade)}`]
  ]
]

/**
 * The bars in words; nobody knows how long a lone one is.
 *
 * @since 0.1.0
 */
export const periodOf = ({ intervalMs, length, time }: Bars.Bars): string =>
  length === 1
    ? `1 bar, ${moment(time[0] as number)}`
    : `${amount(length, 0)} bars of ${span(intervalMs)}, ${moment(time[0] as number)} to ${moment(time[length - 1] as number)}`

/**
 * The table: what was run, ten rows of two figures, and the curve of equity.
 *
 * @since 0.1.0
 */
export const summaryTable = (
  title: string,
  bars: Bars.Bars,
  run: Run,
  stats: Statistics.Statistics,
  paint: Paint
): string => {
  const rows = rowsOf(run, stats)
  const [left, right] = [0, 1].map((side) => Math.max(...rows.map((row) => row[side as 0 | 1][1].length))) as [
    number,
    number
  ]
  const cell = ([label, value]: Cell, width: number): string =>
    `${paint.dim(label.padEnd(18))} ${value.padStart(width)}`
  return [
    paint.bold(title),
    periodOf(bars),
    "",
    ...rows.map(([one, other]) => `${cell(one, left)}   ${cell(other, right)}`),
    "",
    `${paint.dim("equity")} ${sparkline(run.equity)}`,
    ""
  ].join("\n")
}
