/**
 * The history of one symbol, and the merged history of several.
 *
 * @module
 * @since 0.1.0
 */
import type { Instrument } from "@backhand/core"
import type { Bars } from "../Bars.ts"
import { closeTime } from "../kernel/Funding.ts"
import type { Bar } from "../MarketEvent.ts"

/**
 * One symbol's candles and its contract.
 *
 * @category models
 * @since 0.1.0
 */
export interface Market {
  readonly instrument: Instrument.Instrument
  readonly bars: Bars
}

/** The event of bar `i`: told when it has closed, never before. */
const barEvent = ({ bars, instrument }: Market, i: number): Bar => ({
  kind: "bar",
  symbol: instrument.symbol,
  at: closeTime(bars, i),
  time: bars.time[i] ?? 0,
  open: bars.open[i] ?? 0,
  high: bars.high[i] ?? 0,
  low: bars.low[i] ?? 0,
  close: bars.close[i] ?? 0,
  volume: bars.volume[i] ?? 0
})

/** The bars of all markets by closing time; at one instant in the order of the markets. */
export function* barsInTime(markets: ReadonlyArray<Market>): Generator<Bar> {
  const next = markets.map(() => 0)
  for (;;) {
    let first = -1
    let firstAt = Number.POSITIVE_INFINITY
    for (const [k, { bars }] of markets.entries()) {
      const i = next[k] ?? 0
      const at = i < bars.length ? closeTime(bars, i) : Number.POSITIVE_INFINITY
      if (at < firstAt) {
        first = k
        firstAt = at
      }
    }
    const market = markets[first]
    if (market === undefined) return
    const i = next[first] ?? 0
    next[first] = i + 1
    yield barEvent(market, i)
  }
}

/** The first bar that opens at or after a time; `bars.length` where none does. */
export const firstOpeningAt = ({ length, time }: Bars, atMs: number): number => {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((time[middle] ?? 0) < atMs) low = middle + 1
    else high = middle
  }
  return low
}

/** The last bar that has closed by a time; -1 where none has. */
export const lastClosedBy = (bars: Bars, atMs: number): number => {
  let last = firstOpeningAt(bars, atMs) - 1
  while (last >= 0 && closeTime(bars, last) > atMs) last--
  return last
}
