/**
 * A kernel run as a report's input.
 *
 * @module
 * @since 0.1.0
 */
import type { Bars } from "../Bars.ts"
import type { Run, Trades } from "../kernel/Run.ts"
import * as Statistics from "../statistics/Statistics.ts"
import type { ReportAbout, ReportInput, ReportPosition, ReportTrade } from "./ReportInput.ts"

const at = (column: ArrayLike<number>, index: number): number => column[index] ?? Number.NaN

const tradeAt = ({ time }: Bars, trades: Trades, k: number): ReportTrade => ({
  side: at(trades.side, k) > 0 ? "long" : "short",
  size: at(trades.size, k),
  entryBar: at(trades.entryBar, k),
  entryTime: at(time, at(trades.entryBar, k)),
  entryPrice: at(trades.entryPrice, k),
  exitBar: at(trades.exitBar, k),
  exitTime: at(time, at(trades.exitBar, k)),
  exitPrice: at(trades.exitPrice, k),
  pnl: at(trades.pnl, k),
  commission: at(trades.commission, k),
  funding: at(trades.funding, k)
})

const openOf = ({ time }: Bars, { openPosition }: Run): ReadonlyArray<ReportPosition> => {
  if (openPosition === null) return []
  const { commission, entryBar, entryPrice, funding, side, size } = openPosition
  const entryTime = at(time, entryBar)
  return [{ side: side > 0 ? "long" : "short", size, entryBar, entryTime, entryPrice, commission, funding }]
}

/**
 * Describes a kernel run for a report. Times of trades are the open times of their bars.
 *
 * @param statistics The run's table; made from the run where it is not given.
 * @param kind Of the contract.
 * @category conversions
 * @since 0.1.0
 */
export const reportOfKernel = (
  symbol: string,
  bars: Bars,
  run: Run,
  about: ReportAbout,
  statistics?: Statistics.Statistics,
  kind: "linear" | "inverse" = "linear"
): ReportInput => ({
  ...about,
  capital: run.summary.capital,
  finalEquity: run.summary.finalEquity,
  account: { time: bars.time, equity: run.equity },
  symbols: [
    {
      symbol,
      kind,
      net: run.summary.finalEquity - run.summary.capital,
      bars,
      trades: Array.from({ length: run.trades.length }, (_, k) => tradeAt(bars, run.trades, k)),
      open: openOf(bars, run)
    }
  ],
  statistics: statistics ?? Statistics.of(bars, run, { kind })
})
