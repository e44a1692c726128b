/**
 * The lesser and the greater of two whole numbers from 0 to 2^31 - 1, without a branch: on prices, which of two is less is
 * a coin toss that a processor guesses wrong half of the time.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Prices below this many ticks can be compared so.
 *
 * @category constants
 * @since 0.1.0
 */
export const limit = 2 ** 31

/**
 * The lesser of two.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const lesser = (a: number, b: number): number => {
  const gap = (b - a) | 0
  return (a + (gap & (gap >> 31))) | 0
}

/**
 * The greater of two.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const greater = (a: number, b: number): number => {
  const gap = (a - b) | 0
  return (a - (gap & (gap >> 31))) | 0
}
