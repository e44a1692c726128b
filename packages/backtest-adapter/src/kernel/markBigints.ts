/**
 * Equity and drawdown at every close in bigints, for runs whose sums do not fit doubles.
 *
 * @module
 * @since 0.1.0
 */
import type { BigScale } from "./BigScale.ts"
import type { Extremes } from "./Marking.ts"
import { nearest, ratio } from "./ratio.ts"

/** From bar `bar` on the account holds `base` money units, `one` of them a coin, and signed `lots`. */
export interface BigSegment {
  readonly bar: number
  readonly base: bigint
  readonly lots: bigint
  readonly one: bigint
}

/**
 * Equity and drawdown at every close, and their extremes.
 *
 * @category models
 * @since 0.1.0
 */
export interface Marks {
  readonly equity: Float64Array
  readonly drawdown: Float64Array
  readonly extremes: Extremes
}

/**
 * Marks a run; segments may have been counted in coarser units than the last ones, `units`.
 *
 * @category folding
 * @since 0.1.0
 */
export const markBigints = (
  close: Float64Array,
  segments: ReadonlyArray<BigSegment>,
  units: BigScale,
  subTicks: bigint,
  kind: "linear" | "inverse"
): Marks => {
  const length = close.length
  const equity = new Float64Array(length)
  const drawdown = new Float64Array(length)
  const { one } = units
  let peak = ((segments[0] as BigSegment).base * one) / (segments[0] as BigSegment).one
  let low = peak
  let deepest = 0n
  let fraction = 0
  for (let k = 0; k < segments.length; k++) {
    const segment = segments[k] as BigSegment
    const end = segments[k + 1]?.bar ?? length
    const base = (segment.base * one) / segment.one
    const worth = units.value * segment.lots
    for (let i = segment.bar; i < end; i++) {
      const price = BigInt(close[i] as number) * subTicks
      const sum = kind === "linear" ? base + worth * price : base - nearest(worth, price)
      if (sum > peak) peak = sum
      if (sum < low) low = sum
      const fall = peak - sum
      if (fall > deepest) deepest = fall
      equity[i] = ratio(sum, one)
      drawdown[i] = ratio(fall, one)
      if (fall > 0n) fraction = Math.max(fraction, ratio(fall, peak))
    }
  }
  return {
    equity,
    drawdown,
    extremes: {
      finalEquity: equity[length - 1] ?? ratio(peak, one),
      maxEquity: ratio(peak, one),
      minEquity: ratio(low, one),
      maxDrawdown: ratio(deepest, one),
      maxDrawdownFraction: fraction
    }
  }
}
