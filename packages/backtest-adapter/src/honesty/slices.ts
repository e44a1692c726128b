/**
 * Parts of a history.
 *
 * @module
 * @since 0.1.0
 */
import { firstAt, lastClosedBy, type Market } from "../replay/Market.ts"

/** The rows `[start, end)` of a table of columns. Copied: nothing of the other rows can be reached from there. */
const rows = <Table extends { readonly time: Float64Array }>(table: Table, start: number, end: number): Table => {
  const entries = Object.entries(table).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Float64Array || value instanceof Int8Array ? value.slice(start, end) : value
  ])
  return { ...Object.fromEntries(entries), ...("length" in table ? { length: Math.max(0, end - start) } : {}) } as Table
}

type Times = { readonly time: Float64Array }
type Span = (time: Float64Array) => readonly [start: number, end: number]

const part = (market: Market, bars: readonly [number, number], span: Span): Market => {
  const of = <Table extends Times>(table: Table | undefined): Table | undefined =>
    table === undefined ? undefined : rows(table, ...span(table.time))
  const { funding, quotes, trades } = market
  return { ...market, bars: rows(market.bars, ...bars), trades: of(trades), quotes: of(quotes), funding: of(funding) }
}

/** The history up to a time: with the bar under way and the one after it, which may be what closes that one early. */
export const until = (market: Market, atMs: number): Market => {
  const end = Math.min(market.bars.length, lastClosedBy(market.bars, atMs) + 3)
  return part(market, [0, end], (time) => [0, firstAt(time, atMs + 1)])
}

/** The history from the first bar on that opens at or after a time. */
export const from = (market: Market, atMs: number): Market => {
  const start = firstAt(market.bars.time, atMs)
  return part(market, [start, market.bars.length], (time) => [firstAt(time, atMs), time.length])
}
