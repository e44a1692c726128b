/**
 * The ways that a price can take through a bar: between stops and liquidations, and when the extremes are visited.
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

/**
 * A stretch of the way before, between and after turns: from a tick beyond the last one, if that lay between two, it may
 * visit what lies within, and ends at a turn or the close. Where the next turn lies before that tick it visits nothing.
 */
export interface Stretch {
  readonly from: number | undefined
  readonly low: number
  readonly high: number
  readonly end: number
}

/** A price at which something happens: a stop, or a liquidation. `sign` 1 is reached from below, -1 from above. */
export interface Turn {
  readonly sign: 1 | -1
  readonly price: number
  readonly stop: BandEvent | undefined
}

/** The last tick before a price, from below (`sign` 1) or from above (-1): so far prices come without reaching it. */
export const before = (price: number, sign: 1 | -1, tick: number): number =>
  sign * (Math.ceil(sign * (price / tick) - 1e-9) - 1) * tick

/** The tick that prices are at once they have reached a turn. */
export const landing = ({ price, sign }: Turn, tick: number): number => {
  const ticks = sign * Math.ceil(sign * (price / tick) - 1e-9)
  return Math.abs(ticks - price / tick) < 1e-9 ? price : ticks * tick
}

/** The prices that each stretch of a way visits before its end. */
export type Visits = ReadonlyArray<ReadonlyArray<number>>

/**
 * The ways that visit both extremes of the bar once and go straight otherwise: of them one falls least. An extreme that a
 * turn leads to is visited there. There are none where a turn keeps prices from an extreme.
 */
export const straight = (
  { high, low, tick }: Prices,
  turns: ReadonlyArray<Turn>,
  parts: ReadonlyArray<Stretch>
): ReadonlyArray<Visits> => {
  const places = (price: number, has: (part: Stretch) => boolean): ReadonlyArray<number> =>
    turns.some((turn) => landing(turn, tick) === price) ? [-1] : parts.flatMap((part, k) => (has(part) ? [k] : []))
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
  Number.isNaN(low) ? [] : sign < 0 ? [low, high] : [high, low]

/** Every way in which `count` moments, one after the other, fall into stretches that last: which stretch each is in. */
export const moments = (count: number, parts: ReadonlyArray<Stretch>): ReadonlyArray<ReadonlyArray<number>> => {
  if (count === 0) return [[]]
  const lasting = parts.flatMap(({ low }, k) => (Number.isNaN(low) ? [] : [k]))
  return moments(count - 1, parts).flatMap((before) =>
    lasting.flatMap((k) => (k < (before.at(-1) ?? 0) ? [] : [[...before, k]]))
  )
}
