/**
 * What several symbols came to, and what the rate limit did to them, for a terminal.
 *
 * @module
 * @since 0.1.0
 */
import { limitJson, type ReplayResult } from "@backhand/backtest-adapter"
import { Rational } from "@backhand/core"
import { limitInWords } from "../backtest/report.ts"
import { columns } from "../terminal/columns.ts"
import { amount, counted, span } from "../terminal/figures.ts"
import type { Portfolio } from "./start.ts"

/** So many symbols are shown each; of more, the best and the worst. */
const most = 12

const { toNumber } = Rational

/**
 * A row for each symbol, the best first; of many the best and the worst.
 *
 * @since 0.1.0
 */
export const symbolLines = ({ symbols }: ReplayResult, free: ReplayResult | undefined): ReadonlyArray<string> => {
  const rows = symbols
    .map((own, k) => ({ own, without: free?.symbols[k] }))
    .toSorted((a, b) => Rational.compare(b.own.net, a.own.net))
    .map(({ own, without }) => [
      own.symbol,
      amount(own.trades.length, 0),
      amount(toNumber(own.net)),
      amount(toNumber(own.fees)),
      amount(toNumber(own.funding)),
      ...(without === undefined ? [] : [amount(toNumber(Rational.subtract(without.net, own.net)))])
    ])
  const heads = ["symbol", "trades", "net", "fees", "funding", ...(free === undefined ? [] : ["limit cost"])]
  if (rows.length <= most) return columns([heads, ...rows])
  const half = most / 2
  const between = [`… ${rows.length - most} more`, ...heads.slice(1).map(() => "")]
  return columns([heads, ...rows.slice(0, half), between, ...rows.slice(-half)]).map((line) => line.trimEnd())
}

/**
 * What the limit did: who waited and how long, what was overtaken, and what that cost. Nothing without a limit.
 *
 * @since 0.1.0
 */
export const limitLines = ({ free, options, result }: Portfolio): ReadonlyArray<string> => {
  if (free === undefined) return []
  const { delayed, expired, maxMs, orders, p50Ms, p90Ms, p99Ms, superseded } = result.delays
  const { cost, other, waiting } = limitJson(result, free)
  return [
    "",
    `rate limit  ${limitInWords(options)}: ${amount(delayed, 0)} of ${counted(orders, "order")} waited`,
    `            half at most ${span(p50Ms)}, 90 % ${span(p90Ms)}, 99 % ${span(p99Ms)}, the longest ${span(maxMs)}`,
    `            ${counted(superseded, "signal")} superseded by newer ones, ${amount(expired, 0)} too old`,
    `            it cost ${amount(cost)}: ${amount(waiting)} by waiting, ${amount(other)} by other positions`
  ]
}
