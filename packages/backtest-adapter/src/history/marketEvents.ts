/**
 * Several sources on one clock.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal } from "@backhand/core"
import type { Bars } from "../Bars.ts"
import { closeTime } from "../kernel/Funding.ts"
import type { Bar, Funding, MarketEvent, Quote, Trade } from "../MarketEvent.ts"
import type { FundingRates, QuoteColumns, TradeColumns } from "./History.ts"

/**
 * What is known of one symbol. Each part may be left out.
 *
 * @category models
 * @since 0.1.0
 */
export interface Source {
  readonly symbol: string
  readonly bars?: Bars | undefined
  readonly trades?: TradeColumns | undefined
  readonly quotes?: QuoteColumns | undefined
  readonly funding?: FundingRates | undefined
}

/** A column of events: their times, and the event of each. */
interface Track {
  readonly length: number
  readonly at: (index: number) => number
  readonly event: (index: number) => MarketEvent
}

const barTrack = (symbol: string, bars: Bars): Track => ({
  length: bars.length,
  at: (index) => closeTime(bars, index),
  event: (index): Bar => ({
    kind: "bar",
    symbol,
    at: closeTime(bars, index),
    time: bars.time[index] as number,
    open: bars.open[index] as number,
    high: bars.high[index] as number,
    low: bars.low[index] as number,
    close: bars.close[index] as number,
    volume: bars.volume[index] as number
  })
})

const tradeTrack = (symbol: string, { length, price, side, size, time }: TradeColumns): Track => ({
  length,
  at: (index) => time[index] as number,
  event: (index): Trade => {
    const event = { kind: "trade", symbol, at: time[index] as number, price: price[index] as number } as const
    const sized = { ...event, size: size[index] as number }
    return side[index] === 0 ? sized : { ...sized, side: side[index] === 1 ? "long" : "short" }
  }
})

const quoteTrack = (symbol: string, { ask, bid, length, time }: QuoteColumns): Track => ({
  length,
  at: (index) => time[index] as number,
  event: (index): Quote => ({
    kind: "quote",
    symbol,
    at: time[index] as number,
    bid: bid[index] as number,
    ask: ask[index] as number
  })
})

const fundingTrack = (symbol: string, { rate, time }: FundingRates): Track => ({
  length: time.length,
  at: (index) => time[index] as number,
  event: (index): Funding => ({
    kind: "funding",
    symbol,
    at: time[index] as number,
    rate: String(Decimal.fromJson(rate[index]))
  })
})

/** Trades and quotes make the bar that closes on them, and a settlement is over before anyone acts on that bar. */
const tracksOf = (sources: ReadonlyArray<Source>): ReadonlyArray<Track> => [
  ...sources.flatMap(({ symbol, trades }) => (trades === undefined ? [] : [tradeTrack(symbol, trades)])),
  ...sources.flatMap(({ quotes, symbol }) => (quotes === undefined ? [] : [quoteTrack(symbol, quotes)])),
  ...sources.flatMap(({ funding, symbol }) => (funding === undefined ? [] : [fundingTrack(symbol, funding)])),
  ...sources.flatMap(({ bars, symbol }) => (bars === undefined ? [] : [barTrack(symbol, bars)]))
]

/**
 * All events of several symbols by time, one after the other and never all in memory. At one instant: trades, quotes,
 * funding, bars; of one kind, in the order of the symbols.
 *
 * @example
 * ```ts
 * import { marketEvents, parseTrades } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * const read = (csv: string) => Result.getOrThrow(parseTrades(new TextEncoder().encode(csv)))
 * const events = marketEvents([
 *   { symbol: "BTCUSDT", trades: read("time_ms,price,size\n10,95000,1\n30,95001,1\n") },
 *   { symbol: "ETHUSDT", trades: read("time_ms,price,size\n20,1800,1\n") }
 * ])
 * Array.from(events, ({ at }) => at) // => [10, 20, 30]
 * ```
 *
 * @category combining
 * @since 0.1.0
 */
export function* marketEvents(sources: ReadonlyArray<Source>): Generator<MarketEvent> {
  const tracks = tracksOf(sources)
  const next = tracks.map(() => 0)
  for (;;) {
    let first = -1
    let firstAt = Number.POSITIVE_INFINITY
    for (const [k, track] of tracks.entries()) {
      const index = next[k] as number
      const at = index < track.length ? track.at(index) : Number.POSITIVE_INFINITY
      if (at >= firstAt) continue
      first = k
      firstAt = at
    }
    const track = tracks[first]
    if (track === undefined) return
    yield track.event(next[first] as number)
    next[first] = (next[first] as number) + 1
  }
}
