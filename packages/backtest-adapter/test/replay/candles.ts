import type { Bars } from "../../src/Bars.ts"

export const minute = 60_000
export const start = 1_700_000_040_000

export type Candle = readonly [open: number, high: number, low: number, close: number]

/** One-minute candles in ticks of 1. */
export const candles = (rows: ReadonlyArray<Candle>, first = start): Bars => {
  const column = (index: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[index])
  return {
    length: rows.length,
    time: Float64Array.from(rows, (_, k) => first + k * minute),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: new Float64Array(rows.length),
    priceStep: "1",
    intervalMs: minute
  }
}
