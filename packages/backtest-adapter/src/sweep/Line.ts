/**
 * A stretch of one series with the least and greatest value of every block of it, so that whole blocks can be passed over.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Bars of a block, a power of two, and its exponent.
 *
 * @category tuning
 * @since 0.1.0
 */
export const block = 16
export const blockBits = 4

/**
 * A stretch: its values, and the least and greatest of each block; NaN where a block begins with a NaN.
 *
 * @category models
 * @since 0.1.0
 */
export interface Line {
  readonly at: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * Room for `length` values.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (length: number): Line => ({
  at: new Float64Array(length),
  low: new Float64Array(Math.ceil(length / block)),
  high: new Float64Array(Math.ceil(length / block))
})

/**
 * Finds the least and greatest value of every block of the first `count` values.
 *
 * @category folding
 * @since 0.1.0
 */
export const summarize = ({ at, high, low }: Line, count: number): void => {
  for (let from = 0; from < count; from += block) {
    let least = at[from] as number
    let most = least
    for (let i = from + 1, end = Math.min(from + block, count); i < end; i++) {
      const value = at[i] as number
      if (value < least) least = value
      if (value > most) most = value
    }
    low[from >> blockBits] = least
    high[from >> blockBits] = most
  }
}
