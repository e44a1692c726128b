/**
 * Equity and drawdown at every close, from the stretches between fills on which equity is a line in the close.
 *
 * @module
 * @since 0.1.0
 */
import type { Summary } from "./Run.ts"
import * as Segments from "./Segments.ts"

/**
 * Equity and the extremes of equity and drawdown, in quote (or margin) coin. `drawdown` is computed when it is asked for:
 * most runs are summed up by their extremes, and a column costs as much as the rest of the pass.
 *
 * @category models
 * @since 0.1.0
 */
export interface Marks {
  readonly equity: Float64Array
  readonly drawdown: () => Float64Array
  readonly extremes: Pick<Summary, "finalEquity" | "maxEquity" | "minEquity" | "maxDrawdown" | "maxDrawdownFraction">
}

const drawdownOf = (close: Float64Array, segments: Segments.Segments, one: number): Float64Array => {
  const drawdown = new Float64Array(close.length)
  let peak = segments.base[0] as number
  for (let k = 0; k < segments.length; k++) {
    const base = segments.base[k] as number
    const slope = segments.slope[k] as number
    const end = Segments.endOf(segments, k, close.length)
    for (let i = segments.bar[k] as number; i < end; i++) {
      const units = base + slope * (close[i] as number)
      if (units > peak) peak = units
      drawdown[i] = (peak - units) / one
    }
  }
  return drawdown
}

/**
 * Marks a run whose sums are safe integers; `one` money units make one coin.
 *
 * The peak only rises. So no equity is the lowest so far, and no fall the largest fraction, without being the deepest
 * fall: two comparisons a bar find all four extremes.
 *
 * @category folding
 * @since 0.1.0
 */
export const markDoubles = (close: Float64Array, segments: Segments.Segments, one: number): Marks => {
  const length = close.length
  const equity = new Float64Array(length)
  let peak = segments.base[0] as number
  let low = peak
  let deepest = 0
  let fraction = 0
  // Below it a fall is deeper than all before.
  let floor = peak
  for (let k = 0; k < segments.length; k++) {
    const base = segments.base[k] as number
    const slope = segments.slope[k] as number
    const end = Segments.endOf(segments, k, length)
    for (let i = segments.bar[k] as number; i < end; i++) {
      const units = base + slope * (close[i] as number)
      equity[i] = units / one
      if (units > peak) {
        peak = units
        floor = peak - deepest
      } else if (units < floor) {
        deepest = peak - units
        floor = units
        fraction = Math.max(fraction, deepest / peak)
        if (units < low) low = units
      }
    }
  }
  let drawdown: Float64Array | undefined
  return {
    equity,
    drawdown: () => (drawdown ??= drawdownOf(close, segments, one)),
    extremes: {
      finalEquity: equity[length - 1] ?? (segments.base[0] as number) / one,
      maxEquity: peak / one,
      minEquity: low / one,
      maxDrawdown: deepest / one,
      maxDrawdownFraction: fraction
    }
  }
}
