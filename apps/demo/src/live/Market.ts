/** Plays the tracks: four prices a bar, the open, the nearer extreme, the farther one, the close. */
import type { MarketEvent } from "@backhand/backtest-adapter"
import type { Candle } from "./protocol.ts"
import type { Ohlc, Track } from "./Track.ts"

const dayMs = 86_400_000

/** The way that a price takes through a bar. */
const path = ([open, high, low, close]: Ohlc): Ohlc =>
  open - low <= high - open ? [open, low, high, close] : [open, high, low, close]

/** A bar as a strategy is told of it, once it has closed. */
export const barOf = ({ bar, symbol }: Track, index: number): MarketEvent.Bar => {
  const [open, high, low, close] = bar(index)
  return { kind: "bar", symbol, at: (index + 1) * dayMs, time: index * dayMs, open, high, low, close, volume: 0 }
}

/** A candle as the page draws it, after `quarters` of its bar. */
export const candleOf = ({ bar, instrument }: Track, index: number, day: string, quarters = 4): Candle => {
  const seen = path(bar(index)).slice(0, quarters)
  const unit = Number(instrument.priceStep.num) / Number(instrument.priceStep.den)
  const inQuote = (ticks: number) => Number((ticks * unit).toFixed(2))
  const [open = 0] = seen
  return {
    time: day,
    open: inQuote(open),
    high: inQuote(Math.max(...seen)),
    low: inQuote(Math.min(...seen)),
    close: inQuote(seen.at(-1) ?? open)
  }
}

/** Where the market is: a bar, and the quarter of it that comes next. */
export interface Market {
  index: number
  quarter: number
  isOver: boolean
}

export interface Listener {
  readonly price: (track: Track, ticks: number) => void
  readonly close: (index: number) => void
}

/** Moves the market by a quarter of a bar. The bar before is closed before a new one opens. */
export const advance = (self: Market, tracks: ReadonlyArray<Track>, days: number, listener: Listener): void => {
  if (self.isOver) return
  if (self.quarter === 4) {
    listener.close(self.index)
    self.quarter = 0
    self.index++
    self.isOver = self.index >= days
    if (self.isOver) return
  }
  for (const track of tracks) {
    const prices = path(track.bar(self.index))
    const price = prices[self.quarter] as number
    const before = self.quarter === 0 ? track.bar(self.index - 1)[3] : prices[self.quarter - 1]
    if (price !== before) listener.price(track, price)
  }
  self.quarter++
}
