/**
 * Signals a stretch of bars at a time: what they are decided on is then still in the processor's cache when they are acted on.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { Signals } from "./Signals.ts"

/**
 * Bars of a stretch: its closes stay in the processor's nearest cache while they are used again.
 *
 * @category tuning
 * @since 0.1.0
 */
export const stretch = 2048

/**
 * Signals on their way through bars. `next` goes on to bar `end`, at most a stretch further; the wishes decided until then and not
 * told of before are `from` to `to` of the columns, in which they stand as in `Signals`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Pieces extends Pick<Signals, "bars" | "sides" | "stops" | "initial"> {
  from: number
  to: number
  readonly next: (end: number) => void
}

/**
 * What makes signals as they are asked for. A strategy does.
 *
 * @category models
 * @since 0.1.0
 */
export interface Wishing {
  readonly pieces: (bars: Bars.Bars) => Pieces
}

/**
 * Signals that are all there.
 *
 * @category constructors
 * @since 0.1.0
 */
export const ofSignals = ({ bars, initial, sides, stops }: Signals): Pieces => {
  const self: Pieces = {
    bars,
    sides,
    stops,
    initial,
    from: 0,
    to: 0,
    next(end) {
      self.from = self.to
      while ((bars[self.to] as number) < end) self.to++
    }
  }
  return self
}

/**
 * Room for the wishes of a stretch, which `find` writes from 0 on; it answers with how many there are until bar `end`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const found = (hasStops: boolean, find: (self: Pieces, end: number) => number): Pieces => {
  const self: Pieces = {
    bars: new Int32Array(stretch),
    sides: new Int8Array(stretch),
    stops: hasStops ? new Float64Array(stretch) : undefined,
    initial: undefined,
    from: 0,
    to: 0,
    next(end) {
      self.to = find(self, end)
    }
  }
  return self
}

/**
 * All pieces of so many bars.
 *
 * @category conversions
 * @since 0.1.0
 */
export const collect = (self: Pieces, length: number): Signals => {
  const pieces: Array<Pick<Signals, "bars" | "sides" | "stops">> = []
  let count = 0
  for (let end = 0; end < length; ) {
    end = Math.min(end + stretch, length)
    self.next(end)
    const { bars, from, sides, stops, to } = self
    if (from === to) continue
    pieces.push({ bars: bars.slice(from, to), sides: sides.slice(from, to), stops: stops?.slice(from, to) })
    count += to - from
  }
  const all = { length, bars: new Int32Array(count), sides: new Int8Array(count) }
  const stops = self.stops === undefined ? undefined : new Float64Array(count)
  let at = 0
  for (const piece of pieces) {
    all.bars.set(piece.bars, at)
    all.sides.set(piece.sides, at)
    if (piece.stops !== undefined) stops?.set(piece.stops, at)
    at += piece.bars.length
  }
  return stops === undefined ? all : { ...all, stops }
}
