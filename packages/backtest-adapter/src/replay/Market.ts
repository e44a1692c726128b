/**
 * The history of one symbol.
 *
 * @module
 * @since 0.1.0
 */
import type { Instrument } from "@backhand/core"
import type { Bars } from "../Bars.ts"
import type { QuoteColumns, TradeColumns } from "../history/History.ts"
import { closeTime, type Funding } from "../kernel/Funding.ts"
import type { Bar } from "../MarketEvent.ts"

/**
 * One symbol's contract and candles, with what else is known of it. The strategy is told all of it, each thing when it
 * became known; `trades` and `quotes` are also what orders can be filled against.
 *
 * @category models
 * @since 0.1.0
 */
export interface Market {
  readonly instrument: Instrument.Instrument
  readonly bars: Bars
  readonly trades?: TradeColumns | undefined
  readonly quotes?: QuoteColumns | undefined
  readonly funding?: Funding | undefined
}

/** The event of bar `i`: told when it has closed, never before. */
export const barEvent = ({ bars, instrument }: Market, i: number): Bar => ({
  kind: "bar",
  symbol: instrument.symbol,
  at: closeTime(bars, i),
  time: bars.time[i] as number,
  open: bars.open[i] as number,
  high: bars.high[i] as number,
  low: bars.low[i] as number,
  close: bars.close[i] as number,
  volume: bars.volume[i] as number
})

/** Where the last search ended, in whichever column: a replay looks for one moment after the other. It is only a guess. */
let near = 0
const reach = 4

/** The first of increasing times that is at or after a time; the number of them where none is. */
export const firstAt = (time: Float64Array, atMs: number): number => {
  let low = Math.max(0, near - reach)
  let high = near + reach
  if (low > 0 && !((time[low - 1] as number) < atMs)) low = 0
  if (!((time[high] as number) >= atMs)) high = time.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((time[middle] as number) < atMs) low = middle + 1
    else high = middle
  }
  near = low
  return low
}

/** The first bar that opens at or after a time; `bars.length` where none does. */
export const firstOpeningAt = ({ time }: Bars, atMs: number): number => firstAt(time, atMs)

/** The last bar that has closed by a time; -1 where none has. */
export const lastClosedBy = (bars: Bars, atMs: number): number => {
  let last = firstOpeningAt(bars, atMs) - 1
  while (last >= 0 && closeTime(bars, last) > atMs) last--
  return last
}

/** The bar during which a time falls, the last one that opened by then; 0 before the first. */
export const barAt = (bars: Bars, atMs: number): number => Math.max(0, firstOpeningAt(bars, atMs + 1) - 1)
