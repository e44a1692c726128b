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
 * Lists the falls of a curve, in order.
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
  let low = equity[0] ?? 0
  for (let i = 1; i < equity.length; i++) {
    const peak = equity[from] as number
    const now = equity[i] as number
    low = Math.min(low, now)
    const isOver = now >= peak || i + 1 === equity.length
    if (isOver && low < peak) falls.push({ from, to: i, depth: (peak - low) / peak })
    if (now < peak) continue
    from = i
    low = now
  }
  return falls
}
