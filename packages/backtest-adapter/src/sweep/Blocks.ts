/**
 * The least and greatest value of every block of bars, so that whole blocks can be passed over.
 *
 * @module
 * @since 0.1.0
 */
import { lesser, greater } from "../kernel/int32.ts"

/**
 * A block is of 16 bars: the power of two.
 *
 * @category tuning
 * @since 0.1.0
 */
export const bits = 4

/**
 * The least and the greatest value of each block.
 *
 * @category models
 * @since 0.1.0
 */
export interface Blocks {
  readonly low: Int32Array
  readonly high: Int32Array
}

/**
 * The extremes of closes in ticks: of each block, from each bar to the end of its block, and from there up to each bar.
 *
 * @category models
 * @since 0.1.0
 */
export interface Closes extends Blocks {
  readonly lowOn: Int32Array
  readonly highOn: Int32Array
  readonly lowSoFar: Int32Array
  readonly highSoFar: Int32Array
}

/**
 * Room for the blocks of so many bars.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (bars: number): Blocks => {
  const count = Math.ceil(bars / 2 ** bits)
  return { low: new Int32Array(count), high: new Int32Array(count) }
}

/**
 * Finds the extremes of closes below 2^31 ticks; the last block may be short.
 *
 * @category constructors
 * @since 0.1.0
 */
export const of = (close: Float64Array): Closes => {
  const bars = close.length
  const { high, low } = make(bars)
  const [lowOn, highOn] = [new Int32Array(bars), new Int32Array(bars)]
  const [lowSoFar, highSoFar] = [new Int32Array(bars), new Int32Array(bars)]
  for (let k = 0; k < low.length; k++) {
    const [from, end] = [k << bits, Math.min((k + 1) << bits, bars)]
    let least = (close[from] as number) | 0
    let most = least
    for (let i = from; i < end; i++) {
      const ticks = (close[i] as number) | 0
      lowSoFar[i] = least = lesser(least, ticks)
      highSoFar[i] = most = greater(most, ticks)
    }
    low[k] = least
    high[k] = most
    least = most = (close[end - 1] as number) | 0
    for (let i = end - 1; i >= from; i--) {
      const ticks = (close[i] as number) | 0
      lowOn[i] = least = lesser(least, ticks)
      highOn[i] = most = greater(most, ticks)
    }
  }
  return { low, high, lowOn, highOn, lowSoFar, highSoFar }
}
