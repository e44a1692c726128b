/**
 * Falls of equity below its running peak: how deep, how long.
 *
 * @module
 * @since 0.1.0
 */

/**
 * One fall: from the bar of its peak to the bar that reaches the peak again, or to the last bar. `depth` is a fraction
 * of the peak.
 *
 * @category models
 * @since 0.1.0
 */
export interface Drawdown {
  readonly from: number
  readonly to: number
  readonly depth: number
}

/**
 * Lists the falls of a curve, in order. The deepest is the maximum drawdown: Magdon-Ismail and Atiya, "Maximum drawdown",
 * Risk 17 (2004).
 *
 * @example
 * ```ts
 * import { Drawdowns } from "@backhand/backtest-adapter"
 *
 * Drawdowns.of(Float64Array.of(100, 75, 100, 110, 99)) // => [{ from: 0, to: 2, depth: 0.25 }, { from: 3, to: 4, depth: 0.1 }]
 * ```
 *
 * @category folding
 * @since 0.1.0
 */
export const of = (equity: Float64Array): ReadonlyArray<Drawdown> => {
  const falls: Array<Drawdown> = []
  let from = 0
  let peak = equity[0] ?? 0
  let low = peak
  for (let i = 1; i < equity.length; i++) {
    const now = equity[i] as number
    if (now < low) low = now
    if (now < peak) continue
    if (low < peak) falls.push({ from, to: i, depth: (peak - low) / peak })
    from = i
    peak = now
    low = now
  }
  if (low < peak) falls.push({ from, to: equity.length - 1, depth: (peak - low) / peak })
  return falls
}
