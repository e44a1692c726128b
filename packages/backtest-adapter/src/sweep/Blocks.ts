/**
 * The least and greatest close of every block of bars, so that whole blocks can be passed over.
 *
 * @module
 * @since 0.1.0
 */
import { lesser, greater } from "../kernel/int32.ts"

/**
 * Bars of a block, a power of two, and its exponent.
 *
 * @category tuning
 * @since 0.1.0
 */
export const size = 16
export const bits = 4

/**
 * The least and the greatest close of each block, in ticks.
 *
 * @category models
 * @since 0.1.0
 */
export interface Blocks {
  readonly low: Int32Array
  readonly high: Int32Array
}

/**
 * Finds the extremes of every block of closes below 2^31 ticks; the last block may be short.
 *
 * @category constructors
 * @since 0.1.0
 */
export const of = (close: Float64Array): Blocks => {
  const count = Math.ceil(close.length / size)
  const [low, high] = [new Int32Array(count), new Int32Array(count)]
  for (let k = 0; k < count; k++) {
    let least = (close[k << bits] as number) | 0
    let most = least
    for (let i = k << bits, end = Math.min(i + size, close.length); i < end; i++) {
      const ticks = (close[i] as number) | 0
      least = lesser(least, ticks)
      most = greater(most, ticks)
    }
    low[k] = least
    high[k] = most
  }
  return { low, high }
}
