/**
 * The strict cross of two simple moving averages as a column of wishes.
 *
 * @module
 * @since 0.1.0
 */
import type { Wishes } from "../Bars.ts"

/**
 * One wish a bar, decided on its close: long where the fast average was below the slow one and is above it now, short
 * the other way round, none on a tie. Exact while four times the product of the highest close and both lengths is a
 * safe integer.
 *
 * @category strategies
 * @since 0.1.0
 */
export const smaCrossWishes = (close: Float64Array, fast: number, slow: number): Wishes => {
  const wishes = new Int8Array(close.length)
  let lead = 0
  for (let i = 0; i < close.length; i++) {
    const before = lead
    lead += (slow - fast) * (close[i] as number)
    if (i >= fast) lead -= slow * (close[i - fast] as number)
    if (i >= slow) lead += fast * (close[i - slow] as number)
    if (i < slow) continue
    if (before < 0 && lead > 0) wishes[i] = 1
    if (before > 0 && lead < 0) wishes[i] = -1
  }
  return wishes
}
