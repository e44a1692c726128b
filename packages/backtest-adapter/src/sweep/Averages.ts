/**
 * What pairs of averages share: running sums of the closes, and the least and greatest average of every block of bars, so
 * that whole blocks without a cross can be passed over.
 *
 * @module
 * @since 0.1.0
 */
import { greater, lesser, limit } from "../kernel/int32.ts"
import * as Blocks from "./Blocks.ts"

/**
 * The sum of the closes before each bar and before the end, in ticks, and the extremes of averages by their length, in
 * `scale` parts of a tick: as many as 32 bits hold, so that few averages fall into one.
 *
 * @category models
 * @since 0.1.0
 */
export interface Averages {
  readonly sums: Float64Array
  readonly scale: number
  readonly known: Map<number, Blocks.Blocks>
}

/** Lengths whose extremes are kept: those of the axis that a sweep goes through over and over, and of a batch. */
const room = 64

/**
 * Whether the running sums of so many bars are whole numbers that doubles hold.
 *
 * @category checks
 * @since 0.1.0
 */
export const sumsFit = (maxTicks: number, bars: number): boolean => maxTicks * bars <= 2 ** 53

/**
 * Sums up closes of at most `maxTicks`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (close: Float64Array, maxTicks: number): Averages => {
  const sums = new Float64Array(close.length + 1)
  let sum = 0
  for (let i = 0; i < close.length; i++) {
    sum += close[i] as number
    sums[i + 1] = sum
  }
  return { sums, scale: (limit - 2) / maxTicks, known: new Map() }
}

const find = ({ scale, sums }: Averages, length: number): Blocks.Blocks => {
  const bars = sums.length - 1
  const { high, low } = Blocks.make(bars)
  const unit = scale / length
  const later = sums.subarray(Math.min(length, bars))
  for (let k = (length - 1) >> Blocks.bits; k < low.length; k++) {
    let least = limit - 1
    let most = 0
    const from = Math.max((k << Blocks.bits) - length + 1, 0)
    for (let i = from, end = Math.min((k + 1) << Blocks.bits, bars) - length + 1; i < end; i++) {
      const average = (((later[i] as number) - (sums[i] as number)) * unit) | 0
      least = lesser(least, average)
      most = greater(most, average)
    }
    low[k] = least
    // Cut off above, and a rounding of less than a millionth: one more is surely not below.
    high[k] = most + 1
  }
  return { low, high }
}

/**
 * The extremes of the average of the last `length` closes in each block, which say nothing of bars before it is known.
 * The low one is rounded down and the high one up, so that averages never overlap where these do not.
 *
 * @category getters
 * @since 0.1.0
 */
export const extremes = (self: Averages, length: number): Blocks.Blocks => {
  const { known } = self
  const found = known.get(length) ?? find(self, length)
  // Those asked for last stand last, so that the first may go.
  known.delete(length)
  known.set(length, found)
  const [oldest] = known.keys()
  if (oldest !== undefined && known.size > room) known.delete(oldest)
  return found
}
