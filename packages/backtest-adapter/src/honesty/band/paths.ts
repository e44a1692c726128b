/**
 * The ways that a price can take through a bar: in which order stops are reached, and when the extremes are visited.
 *
 * @module
 * @since 0.1.0
 */
import type { BandEvent } from "./BandEvents.ts"

/** Prices of a bar in quote units, and the step that all of them are multiples of. */
export interface Prices {
  readonly tick: number
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

/** The last tick before a price, from below (`sign` 1) or from above (-1): so far prices come without reaching it. */
const before = (price: number, sign: 1 | -1, tick: number): number =>
  sign * (Math.ceil(sign * (price / tick) - 1e-9) - 1) * tick

/** The stretches of a way that reaches stops in an order. Before a stop is reached, prices stay on this side of it. */
export const stretches = (
  { close, high, low, tick }: Prices,
  order: ReadonlyArray<BandEvent>
): ReadonlyArray<Stretch> =>
  [...order, undefined].map((stop, k) => {
    const ahead = order.slice(k)
    const above = ahead.flatMap(({ price, side }) => (side === "long" ? [before(price, 1, tick)] : []))
    const below = ahead.flatMap(({ price, side }) => (side === "short" ? [before(price, -1, tick)] : []))
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

/** The way of a stretch that falls most: to its best price, then to its worst. `sign` 1 gains with the price. */
export const steepest = ({ high, low }: Stretch, sign: number): ReadonlyArray<number> =>
  sign < 0 ? [low, high] : [high, low]

/** Every way in which `count` moments, one after the other, fall into stretches: which stretch each is in. */
export const moments = (count: number, stretches: number): ReadonlyArray<ReadonlyArray<number>> => {
  if (count === 0) return [[]]
  return moments(count - 1, stretches).flatMap((before) =>
    Array.from({ length: stretches - (before.at(-1) ?? 0) }, (_, k) => [...before, (before.at(-1) ?? 0) + k])
  )
}
