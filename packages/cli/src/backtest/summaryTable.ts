/**
 * The result of a backtest as a few lines for a terminal.
 *
 * @module
 * @since 0.1.0
 */
import type { Bars, Run, Statistics } from "@backhand/backtest-adapter"
import type { Paint } from "../terminal/Paint.ts"
import { sparkline } from "../terminal/sparkline.ts"

const dash = "–"

/**
 * A figure for people: thousands apart, a fixed number of places; a dash where it is not defined.
 *
 * @since 0.1.0
 */
const amount = (value: number, places = 2): string =>
  Number.isFinite(value)
    ? value.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places })
    : dash

/**
 * A fraction in percent.
 *
 * @since 0.1.0
 */
const percent = (value: number): string => (Number.isFinite(value) ? `${amount(value * 100)} %` : dash)

const units: ReadonlyArray<readonly [number, string]> = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1000, "s"]
]

/**
 * A length of time in its largest fitting unit.
 *
 * @since 0.1.0
 */
const span = (ms: number): string => {
  if (!Number.isFinite(ms)) return dash
  const [size, name] = units.find(([unit]) => ms >= unit) ?? [1, "ms"]
  return `${amount(ms / size, ms % size === 0 ? 0 : 1)} ${name}`
}

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

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace("T", " ")

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
  const period = `${day(bars.time[0] ?? 0)} to ${day(bars.time[bars.length - 1] ?? 0)}`
  const rows = rowsOf(run, stats)
  const [left, right] = [0, 1].map((side) => Math.max(...rows.map((row) => row[side as 0 | 1][1].length))) as [
    number,
    number
  ]
  const cell = ([label, value]: Cell, width: number): string =>
    `${paint.dim(label.padEnd(18))} ${value.padStart(width)}`
  return [
    paint.bold(title),
    `${amount(bars.length, 0)} bars of ${span(bars.intervalMs)}, ${period}`,
    "",
    ...rows.map(([one, other]) => `${cell(one, left)}   ${cell(other, right)}`),
    "",
    `${paint.dim("equity")} ${sparkline(run.equity)}`,
    ""
  ].join("\n")
}
