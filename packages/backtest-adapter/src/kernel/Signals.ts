/**
 * What a strategy wishes, as columns the kernel reads.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { Wishes } from "../Bars.ts"
import * as KernelRefusal from "./KernelRefusal.ts"

/**
 * One wish a bar, decided on its close.
 *
 * - `wishes` 1 long, -1 short, 0 none.
 * - `stops` quote units, NaN for none. A wish with a stop rests for the one bar after its own and fills there if a
 *   long's high >= stop, at max(open, stop), or a short's low <= stop, at min(open, stop). A stop is read as its
 *   shortest decimal and need not lie on a tick.
 * - `initial` a wish that was known before the first bar opened, as if decided on a bar before it. Filled at the first
 *   open, or within the first bar where it rests; never at a close.
 *
 * @category models
 * @since 0.1.0
 */
export interface Signals {
  readonly wishes: Wishes
  readonly stops?: Float64Array | undefined
  readonly initial?: { readonly wish: 1 | -1; readonly stop?: number | undefined } | undefined
}

/**
 * One signal of a list: the bar on whose close it was decided, its side, and the stop it rests at.
 *
 * @category models
 * @since 0.1.0
 */
export type ListedSignal = readonly [bar: number, side: number, stop?: number | undefined]

/**
 * Spreads a list of signals over `length` bars. Of two signals on one bar the later in the list stands, as a newer
 * signal replaces a waiting older one live.
 *
 * - **Errors** `BadColumns` for a bar outside the data, a side that is not 1 or -1, a stop that is not a price.
 *
 * @example
 * ```ts
 * import { Signals } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * Result.map(Signals.fromList(3, [[1, -1], [1, 1]]), (it) => [...it.wishes]) // => Result.succeed([0, 1, 0])
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const fromList = (
  length: number,
  list: ReadonlyArray<ListedSignal>
): Result.Result<Signals, KernelRefusal.KernelRefusal> => {
  const wishes = new Int8Array(length)
  const stops = list.some((signal) => signal[2] !== undefined) ? new Float64Array(length).fill(Number.NaN) : undefined
  for (const [bar, side, stop] of list) {
    const problem = problemOf(length, bar, side, stop)
    if (problem !== undefined)
      return KernelRefusal.fail("BadColumns", "signals", problem, "correct the signal or the candles it belongs to")
    wishes[bar] = side
    if (stops !== undefined) stops[bar] = stop ?? Number.NaN
  }
  return Result.succeed({ wishes, stops })
}

const problemOf = (length: number, bar: number, side: number, stop: number | undefined): string | undefined => {
  if (!Number.isInteger(bar) || bar < 0 || bar >= length) return `bar ${bar} is not one of the ${length} bars`
  if (side !== 1 && side !== -1) return `bar ${bar} wishes ${side}, expected 1 or -1`
  if (stop !== undefined && !(stop > 0 && stop < Number.POSITIVE_INFINITY)) return `bar ${bar} has the stop ${stop}`
  return undefined
}
