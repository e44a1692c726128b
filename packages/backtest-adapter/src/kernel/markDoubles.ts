/**
 * Equity and drawdown at every close, from the stretches between fills on which equity is a line in the close.
 *
 * @module
 * @since 0.1.0
 */
import type { Summary } from "./Run.ts"

/**
 * Stretches of a run: from bar `bar` on, equity is `base + slope x close` money units.
 *
 * @category models
 * @since 0.1.0
 */
export interface Segments {
  readonly bar: Array<number>
  readonly base: Array<number>
  readonly slope: Array<number>
}

/**
 * Equity, drawdown and their extremes, in quote (or margin) coin.
 *
 * @category models
 * @since 0.1.0
 */
export interface Marks {
  readonly equity: Float64Array
  readonly drawdown: Float64Array
  readonly extremes: Pick<Summary, "finalEquity" | "maxEquity" | "minEquity" | "maxDrawdown" | "maxDrawdownFraction">
}

const slack = 1 - 2 ** -50

/**
 * Marks a run whose sums are safe integers; `one` money units make one coin.
 *
 * @category folding
 * @since 0.1.0
 */
export const markDoubles = (close: Float64Array, segments: Segments, one: number): Marks => {
  const length = close.length
  const equity = new Float64Array(length)
  const drawdown = new Float64Array(length)
  let peak = segments.base[0] as number
  let low = peak
  let deepest = 0
  let fraction = 0
  for (let k = 0; k < segments.bar.length; k++) {
    const base = segments.base[k] as number
    const slope = segments.slope[k] as number
    const end = segments.bar[k + 1] ?? length
    for (let i = segments.bar[k] as number; i < end; i++) {
      const units = base + slope * (close[i] as number)
      if (units > peak) peak = units
      if (units < low) low = units
      const fall = peak - units
      if (fall > deepest) deepest = fall
      // Divides only near a new deepest fraction; the slack covers the rounding of the product.
      if (fall > fraction * peak * slack) fraction = Math.max(fraction, fall / peak)
      equity[i] = units / one
      drawdown[i] = fall / one
    }
  }
  return {
    equity,
    drawdown,
    extremes: {
      finalEquity: equity[length - 1] ?? (segments.base[0] as number) / one,
      maxEquity: peak / one,
      minEquity: low / one,
      maxDrawdown: deepest / one,
      maxDrawdownFraction: fraction
    }
  }
}
