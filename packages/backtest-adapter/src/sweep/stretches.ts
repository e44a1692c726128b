/**
 * Goes through bars in stretches, with the averages that a batch of pairs shares.
 *
 * @module
 * @since 0.1.0
 */
import * as Line from "./Line.ts"

/**
 * What the pairs of a batch share of `count` bars that begin at bar `from`: the closes, and averages by their length.
 *
 * @category models
 * @since 0.1.0
 */
export interface Stretch {
  from: number
  count: number
  readonly longest: number
  readonly sums: Float64Array
  readonly closes: Line.Line
  readonly averages: ReadonlyMap<number, Line.Line>
}

/** Bars a stretch: its closes and some dozen averages fit the second-level cache of any recent processor. */
const most = 2048

/**
 * Whether sums and averages of ticks stay exact: sums over a stretch and the longest average are whole numbers that
 * doubles hold.
 *
 * @category checks
 * @since 0.1.0
 */
export const sumsFit = (maxTicks: number, longest: number): boolean => maxTicks * (most + longest) <= 2 ** 53

/** Averages of the last `length` closes; `sums[i]` is the sum of the closes before the one at `begin + i`. */
const average = (
  into: Float64Array,
  sums: Float64Array,
  length: number,
  from: number,
  begin: number,
  count: number
): void => {
  const known = Math.max(0, Math.min(count, length - 1 - from))
  into.fill(Number.NaN, 0, known)
  const shift = from - begin + 1
  for (let k = known; k < count; k++)
    into[k] = ((sums[shift + k] as number) - (sums[shift + k - length] as number)) / length
}

/**
 * Room for the stretches of bars, one after the other in the same memory.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (bars: number, lengths: ReadonlyArray<number>): Stretch => {
  const room = Math.min(most, bars)
  const longest = lengths.reduce((max, length) => Math.max(max, length), 1)
  return {
    from: 0,
    count: 0,
    longest,
    sums: new Float64Array(room + longest + 1),
    closes: Line.make(room),
    averages: new Map(lengths.map((length) => [length, Line.make(room)]))
  }
}

/**
 * Goes on to the next stretch; false where there is none.
 *
 * @category folding
 * @since 0.1.0
 */
export const next = (self: Stretch, close: Float64Array): boolean => {
  const { averages, closes, longest, sums } = self
  const from = self.from + self.count
  if (from >= close.length) return false
  const count = Math.min(most, close.length - from)
  const begin = Math.max(0, from - longest)
  let sum = 0
  for (let k = 0; k < from + count - begin; k++) {
    sum += close[begin + k] as number
    sums[k + 1] = sum
  }
  closes.at.set(close.subarray(from, from + count))
  Line.summarize(closes, count)
  for (const [length, line] of averages) {
    average(line.at, sums, length, from, begin, count)
    Line.summarize(line, count)
  }
  self.from = from
  self.count = count
  return true
}
