/** The symbols of the dashboard: one recorded series, some seeded walks, and two hundred more for the burst. */
import { Random } from "@backhand/bitget-simulator"
import { Contract, type Instrument } from "@backhand/core"
import * as Result from "effect/Result"
import { contractOf, loadSeries } from "../series.ts"
import type { Listed } from "./protocol.ts"

/** Open, high, low and close of one bar, in ticks. */
export type Ohlc = readonly [open: number, high: number, low: number, close: number]

/** A symbol with its bars; the same index is the same day in all of them. */
export interface Track extends Listed {
  readonly instrument: Instrument.Instrument
  readonly contract: Readonly<Record<string, unknown>>
  readonly bar: (index: number) => Ohlc
}

/** How often the price of a burst symbol moves, in bars. */
const burstBars = 5

/** A seeded walk with swings, so that averages cross: bars are made as they are asked for, and kept. */
const walk = (seed: number, startTicks: number): ((index: number) => Ohlc) => {
  const random = Random.make(seed)
  const bars: Array<Ohlc> = []
  let last = startTicks
  let drift = 0
  const step = (size: number) => Math.round(last * size * (random() - 0.5))
  return (index) => {
    while (bars.length <= index) {
      if (random() < 0.12) drift = (random() - 0.5) * 0.012
      const open = last
      const close = Math.max(100, open + Math.round(open * drift) + step(0.016))
      const high = Math.max(open, close) + Math.abs(step(0.008))
      const low = Math.max(50, Math.min(open, close) - Math.abs(step(0.008)))
      bars.push([open, high, low, close])
      last = close
    }
    return bars[index] as Ohlc
  }
}

const synthetic = (symbol: string, isCharted: boolean, bar: Track["bar"]): Track => {
  const contract = contractOf(symbol, 2, "1")
  const instrument = Result.getOrThrowWith(Contract.decode(contract), ({ message }) => new Error(message))
  return { symbol, label: "synthetic, seeded", isRecorded: false, isCharted, instrument, contract, bar }
}

/** Moves every few bars, and not all symbols at once. */
const slowly =
  (bar: Track["bar"], k: number): Track["bar"] =>
  (index) => {
    const [price] = bar(Math.floor((index + k) / burstBars))
    return [price, price, price, price]
  }

const recorded = () => {
  const { bars, contract, instrument } = loadSeries(undefined)
  const at = (index: number): Ohlc => [
    bars.open[index] ?? 1,
    bars.high[index] ?? 1,
    bars.low[index] ?? 1,
    bars.close[index] ?? 1
  ]
  const label = "S&P 500 index, recorded daily candles (vega-datasets)"
  const track: Track = {
    symbol: instrument.symbol,
    label,
    isRecorded: true,
    isCharted: true,
    instrument,
    contract,
    bar: at
  }
  return { track, days: Array.from(bars.time, (ms) => new Date(ms).toISOString().slice(0, 10)) }
}

const names = ["SYNA", "SYNB", "SYNC", "SYND", "SYNE"]

/** All symbols, and the days of their bars. */
export const makeTracks = (burst: number, seed: number): { tracks: ReadonlyArray<Track>; days: Array<string> } => {
  const { days, track } = recorded()
  const swinging = names.map((name, k) => synthetic(`${name}USDT`, true, walk(seed + k, 10_000 * (k + 2))))
  const many = Array.from({ length: burst }, (_, k) =>
    synthetic(`X${String(k + 1).padStart(3, "0")}USDT`, false, slowly(walk(seed + 1000 + k, 2000 + 50 * k), k))
  )
  return { tracks: [track, ...swinging, ...many], days }
}
