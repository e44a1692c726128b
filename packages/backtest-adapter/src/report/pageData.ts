/**
 * A run's columns on their way into a page and out of it again.
 *
 * @module
 * @since 0.1.0
 */
import { deflateRawSync } from "node:zlib"
import type { Bars } from "../Bars.ts"
import { type Column, packed } from "./columns.ts"
import { moneyDigits } from "./format.ts"
import type { PageRun, PageSymbol } from "./PageRun.ts"
import type { ReportInput, ReportSymbol, ReportTrade } from "./ReportInput.ts"

const at = (column: Float64Array, k: number): number => column[k] ?? 0

/** Candles told by the bar before and by their own body: small numbers, whatever the price. */
const candleColumns = ({ close, high, length, low, open, time }: Bars): ReadonlyArray<Column> => {
  const of = (value: (k: number) => number): Column => ({
    kind: "small",
    values: Float64Array.from({ length }, (_, k) => value(k))
  })
  return [
    { kind: "near", values: time },
    of((k) => at(open, k) - at(close, k - 1)),
    of((k) => at(close, k) - at(open, k)),
    of((k) => at(high, k) - Math.max(at(open, k), at(close, k))),
    of((k) => Math.min(at(open, k), at(close, k)) - at(low, k))
  ]
}

const doubles = ["size", "entryTime", "entryPrice", "exitTime", "exitPrice", "pnl", "commission", "funding"] as const

const tradeColumns = (trades: ReadonlyArray<ReportTrade>): ReadonlyArray<Column> => [
  { kind: "small", values: trades.map(({ side }) => (side === "long" ? 1 : -1)) },
  { kind: "near", values: trades.map(({ entryBar }) => entryBar) },
  { kind: "near", values: trades.map(({ exitBar }) => exitBar) },
  ...doubles.map((field): Column => ({ kind: "doubles", values: trades.map((trade) => trade[field]) }))
]

const symbolOf = ({ bars, open, symbol, trades }: ReportSymbol): PageSymbol => ({
  symbol,
  length: bars.length,
  intervalMs: bars.intervalMs,
  priceStep: bars.priceStep,
  trades: trades.length,
  open
})

/**
 * What a page is given of a run: the columns deflated, in base64. Equity is rounded to the decimals that are shown.
 *
 * @category conversions
 * @since 0.1.0
 */
export const pageData = ({ account, capital, coin, symbols }: ReportInput): PageRun => {
  const digits = moneyDigits(capital)
  const isOwnClock = symbols[0]?.bars.time !== account.time
  const columns: ReadonlyArray<Column> = [
    ...symbols.flatMap(({ bars, trades }) => [...candleColumns(bars), ...tradeColumns(trades)]),
    ...(isOwnClock ? [{ kind: "near" as const, values: account.time }] : []),
    { kind: "near", values: account.equity.map((value) => Math.round(value * 10 ** digits)) }
  ]
  return {
    kind: "run",
    coin,
    capital,
    moneyDigits: digits,
    symbols: symbols.map(symbolOf),
    account: { length: account.equity.length, isOwnClock },
    bytes: deflateRawSync(packed(columns), { level: 3 }).toString("base64")
  }
}
