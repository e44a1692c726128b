/**
 * The bars on which two simple moving averages cross, whole blocks of bars at a time.
 *
 * @module
 * @since 0.1.0
 */
import type { Averages as Pair } from "../strategies/smaCrosses.ts"
import * as Blocks from "./Blocks.ts"

/**
 * As `smaCrosses`, for a pair that is taken through all its bars in this way: of its lead only the sign is kept.
 *
 * @category folding
 * @since 0.1.0
 */
export const blockCrosses = (
  self: Pair,
  sums: Float64Array,
  { high: fastHigh, low: fastLow }: Blocks.Blocks,
  { high: slowHigh, low: slowLow }: Blocks.Blocks,
  end: number,
  into: Int32Array
): number => {
  const { fast, slow } = self
  let before = self.lead
  let count = 0
  for (let i = Math.max(self.next, slow - 1); i < end; ) {
    const k = i >> Blocks.bits
    const stop = Math.min((k + 1) << Blocks.bits, end)
    if ((fastLow[k] as number) > (slowHigh[k] as number)) {
      if (before < 0) into[count++] = i
      before = 1
      i = stop
    } else if ((fastHigh[k] as number) < (slowLow[k] as number)) {
      if (before > 0) into[count++] = ~i
      before = -1
      i = stop
    } else
      for (; i < stop; i++) {
        const sum = sums[i + 1] as number
        const lead = slow * (sum - (sums[i + 1 - fast] as number)) - fast * (sum - (sums[i + 1 - slow] as number))
        if (lead * before < 0) into[count++] = lead > 0 ? i : ~i
        before = lead
      }
  }
  self.lead = before
  self.next = end
  return count
}
