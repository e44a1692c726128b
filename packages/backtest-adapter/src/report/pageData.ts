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
  const small = (value: (k: number) => number): Column => ({ kind: "small", length, at: value })
  return [
    { kind: "near", length, at: (k) => at(time, k) },
    small((k) => at(open, k) - at(close, k - 1)),
    small((k) => at(close, k) - at(open, k)),
    small((k) => at(high, k) - Math.max(at(open, k), at(close, k))),
    small((k) => Math.min(at(open, k), at(close, k)) - at(low, k))
  ]
}

const doubles = ["size", "entryTime", "entryPrice", "exitTime", "exitPrice", "pnl", "commission", "funding"] as const

const tradeColumns = (trades: ReadonlyArray<ReportTrade>): ReadonlyArray<Column> => {
  const column = (kind: Column["kind"], of: (trade: ReportTrade) => number): Column => ({
    kind,
    length: trades.length,
    at: (k) => of(trades[k] as ReportTrade)
  })
  return [
    column("small", ({ side }) => (side === "long" ? 1 : -1)),
    column("near", ({ entryBar }) => entryBar),
    column("near", ({ exitBar }) => exitBar),
    ...doubles.map((field) => column("doubles", (trade) => trade[field]))
  ]
}

const symbolOf = ({ bars, kind = "linear", open, symbol, trades }: ReportSymbol): PageSymbol => ({
  symbol,
  kind,
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
  const near = (value: (k: number) => number): Column => ({ kind: "near", length: account.equity.length, at: value })
  const columns = [
    ...symbols.flatMap(({ bars, trades }) => [...candleColumns(bars), ...tradeColumns(trades)]),
    ...(isOwnClock ? [near((k) => at(account.time, k))] : []),
    near((k) => Math.round(at(account.equity, k) * 10 ** digits))
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
