/**
 * The ways that a price can take through a bar: in which order stops are reached, and when the extremes are visited.
 *
 * @module
 * @since 0.1.0
 */
import type { BandEvent } from "./BandEvents.ts"

/** Prices of a bar in quote units. */
export interface Prices {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** A stretch of the way before, between and after stops: it may visit what lies within, and ends at a stop or the close. */
export interface Stretch {
  readonly low: number
  readonly high: number
  readonly end: number
}

/** Every order in which stops above and below can be reached: those above from below, those below from above. */
export const orders = (events: ReadonlyArray<BandEvent>): ReadonlyArray<ReadonlyArray<BandEvent>> => {
  const up = events.filter(({ side }) => side === "long").toSorted((a, b) => a.price - b.price)
  const down = events.filter(({ side }) => side === "short").toSorted((a, b) => b.price - a.price)
  const merge = (ups: number, downs: number): Array<Array<BandEvent>> => {
    const [above, below] = [up[ups], down[downs]]
    if (above === undefined || below === undefined) return [[...up.slice(ups), ...down.slice(downs)]]
    return [
      ...merge(ups + 1, downs).map((rest) => [above, ...rest]),
      ...merge(ups, downs + 1).map((rest) => [below, ...rest])
    ]
  }
  return merge(0, 0)
}

/** The stretches of a way that reaches stops in an order. Before a stop is reached, prices stay on this side of it. */
export const stretches = ({ close, high, low }: Prices, order: ReadonlyArray<BandEvent>): ReadonlyArray<Stretch> =>
  [...order, undefined].map((stop, k) => {
    const ahead = order.slice(k)
    const above = ahead.flatMap(({ price, side }) => (side === "long" ? [price] : []))
    const below = ahead.flatMap(({ price, side }) => (side === "short" ? [price] : []))
    return { low: Math.max(low, ...below), high: Math.min(high, ...above), end: stop?.price ?? close }
  })

/** The prices that each stretch of a way visits before its end. */
export type Visits = ReadonlyArray<ReadonlyArray<number>>

/**
 * The ways that visit both extremes of the bar once and go straight otherwise: of them one falls least. An extreme at which
 * a stop lies is visited there.
 */
export const straight = (
  { high, low }: Prices,
  order: ReadonlyArray<BandEvent>,
  parts: ReadonlyArray<Stretch>
): ReadonlyArray<Visits> => {
  const places = (price: number, has: (part: Stretch) => boolean): ReadonlyArray<number> =>
    order.some((stop) => stop.price === price) ? [-1] : parts.flatMap((part, k) => (has(part) ? [k] : []))
  const lows = places(low, (part) => part.low === low)
  const highs = places(high, (part) => part.high === high)
  return lows.flatMap((atLow) =>
    highs.flatMap((atHigh) =>
      (atLow === atHigh ? [true, false] : [true]).map((isLowFirst) =>
        parts.map((_, k) => {
          const visits = [...(k === atLow ? [low] : []), ...(k === atHigh ? [high] : [])]
          return isLowFirst ? visits : visits.toReversed()
        })
      )
    )
  )
}

/** The way that falls most: every stretch goes to its best price, then to its worst. `sign` 1 gains with the price. */
export const steepest = (parts: ReadonlyArray<Stretch>, signs: ReadonlyArray<number>): Visits =>
  parts.map(({ high, low }, k) => ((signs[k] ?? 0) < 0 ? [low, high] : [high, low]))
