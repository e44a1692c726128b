/**
 * One pair of averages over a stretch of bars, on averages that it shares with other pairs.
 *
 * Averages of whole ticks, rounded once, compare as their exact values do: equal ones stay equal, and different ones
 * differ by more than rounding can hide (see `averagesFit`). Between two fills equity is a line in the close, so that its
 * least and greatest value follow from those of the closes; bars are looked at one by one only near a cross or a new peak.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { DoubleScale } from "../kernel/DoubleScale.ts"
import { block, blockBits, type Line } from "./Line.ts"
import type { Stretch } from "./stretches.ts"
import { fill, noteFall, type Pass, type Recording, takeSamples } from "./Pass.ts"

const mask = block - 1

/** The first of `k` to `end` at which `upper` is not above `lower`. */
const whileAbove = (upper: Line, lower: Line, k: number, end: number): number => {
  const { at, low } = upper
  const { at: below, high } = lower
  let i = k
  while (i < end) {
    if ((i & mask) === 0 && (low[i >> blockBits] as number) > (high[i >> blockBits] as number)) i += block
    else if ((at[i] as number) > (below[i] as number)) i++
    else return i
  }
  return end
}

/** Goes bar by bar from the last peak and trough to the next ones. */
const walk = (pass: Pass, close: Float64Array, from: number, end: number): void => {
  const { money, slope } = pass
  let { peak, trough } = pass
  for (let i = from; i < end; i++) {
    const now = money + slope * (close[i] as number)
    if (now < trough) trough = now
    else if (now > peak) {
      if (trough < peak) noteFall(pass, peak, trough)
      peak = now
      trough = now
    }
  }
  pass.peak = peak
  pass.trough = trough
}

/** Marks the closes `from` to `end` of a stretch, all under the account as it is. */
const mark = (pass: Pass, closes: Line, from: number, end: number): void => {
  const { money, slope } = pass
  if (from >= end) return
  const { at, high, low } = closes
  let least = at[from] as number
  let most = least
  for (let i = from; i < end; ) {
    if ((i & mask) === 0 && i + block <= end) {
      const k = i >> blockBits
      least = Math.min(least, low[k] as number)
      most = Math.max(most, high[k] as number)
      i += block
    } else {
      const now = at[i++] as number
      least = Math.min(least, now)
      most = Math.max(most, now)
    }
  }
  const best = money + slope * (slope > 0 ? most : least)
  if (best > pass.peak) return walk(pass, at, from, end)
  const worst = money + slope * (slope > 0 ? least : most)
  if (worst < pass.trough) pass.trough = worst
}

/** From a bar on which the fast average is above the slow one (or below: `sign`) to the one that ends it. */
const nextCross = (fast: Line, slow: Line, sign: number, k: number, end: number): number => {
  if (sign > 0) return whileAbove(fast, slow, k, end)
  if (sign < 0) return whileAbove(slow, fast, k, end)
  let i = k
  // Neither is above the other: they are equal, or one is not known yet.
  while (i < end && !(Math.abs((fast.at[i] as number) - (slow.at[i] as number)) > 0)) i++
  return i
}

/**
 * Takes a pass over a stretch. False when a sum does not fit doubles; the pass is then worthless, and the kernel with a
 * column of wishes gives the answer.
 *
 * @category folding
 * @since 0.1.0
 */
export const advance = (
  pass: Pass,
  { close, open }: Bars.Bars,
  { averages, closes, count, from }: Stretch,
  units: DoubleScale,
  recording: Recording
): boolean => {
  const fast = averages.get(pass.fast) as Line
  const slow = averages.get(pass.slow) as Line
  let marked = 0
  let sign = pass.lead
  for (let k = 0; k < count; ) {
    if (pass.wish !== 0) {
      mark(pass, closes, marked, k)
      pass.next = from + k
      takeSamples(pass, close, recording)
      if (!fill(pass, units, open[from + k] as number)) return false
      marked = k
    }
    k = nextCross(fast, slow, sign, k, count)
    if (k === count) break
    const now = Math.sign((fast.at[k] as number) - (slow.at[k] as number))
    if (now * sign < 0 && now * pass.lots <= 0) pass.wish = now
    sign = now
    k++
  }
  mark(pass, closes, marked, count)
  pass.lead = sign
  pass.next = from + count
  takeSamples(pass, close, recording)
  return true
}
