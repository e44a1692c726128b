/**
 * What a strategy wishes on which bars, as the kernel reads it.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { Wishes } from "../Bars.ts"
import * as KernelRefusal from "./KernelRefusal.ts"
import { wishingBars } from "./wishingBars.ts"

/**
 * What a strategy wishes, in the order of time: a few of many bars.
 *
 * - `length` how many bars were looked at.
 * - `bars` those on whose close a side was wished, increasing; `sides` 1 long, -1 short.
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
  readonly length: number
  readonly bars: Int32Array
  readonly sides: Int8Array
  readonly stops?: Float64Array | undefined
  readonly initial?: { readonly wish: 1 | -1; readonly stop?: number | undefined } | undefined
}

/**
 * The same with one wish a bar, as it comes from arithmetic on columns: `wishes` 1 long, -1 short, 0 none, and a stop for
 * each.
 *
 * @category models
 * @since 0.1.0
 */
export interface Column extends Pick<Signals, "stops" | "initial"> {
  readonly wishes: Wishes
}

/**
 * Picks the bars that wish anything out of a column.
 *
 * - **Errors** `BadColumns` where there is not a stop for each bar. What is wished is checked when it is run.
 *
 * @example
 * ```ts
 * import { Signals } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * Result.map(Signals.fromColumn({ wishes: Int8Array.of(0, 0, -1, 0) }), (it) => [it.bars, it.sides])
 * // => Result.succeed([Int32Array.of(2), Int8Array.of(-1)])
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const fromColumn = ({ initial, stops, wishes }: Column): Result.Result<Signals, KernelRefusal.KernelRefusal> => {
  const { length } = wishes
  const bars = wishingBars(wishes)
  const sides = new Int8Array(bars.length)
  for (let k = 0; k < bars.length; k++) sides[k] = wishes[bars[k] as number] as number
  if (stops === undefined) return Result.succeed({ length, bars, sides, initial })
  const problem = `${stops.length} values for ${length} bars`
  if (stops.length !== length)
    return KernelRefusal.fail("BadColumns", "stops", problem, "give every bar a stop, NaN where there is none")
  return Result.succeed({ length, bars, sides, stops: Float64Array.from(bars, (bar) => stops[bar] as number), initial })
}

/**
 * One signal of a list: the bar on whose close it was decided, its side, and the stop it rests at.
 *
 * @category models
 * @since 0.1.0
 */
export type ListedSignal = readonly [bar: number, side: number, stop?: number | undefined]

/**
 * Puts a list of signals in the order of `length` bars. Of two signals on one bar the later in the list stands, as a newer
 * signal replaces a waiting older one live.
 *
 * - **Errors** `BadColumns` for a bar outside the data, a side that is not 1 or -1, a stop that is not a price.
 *
 * @example
 * ```ts
 * import { Signals } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * Result.map(Signals.fromList(3, [[1, -1], [1, 1]]), (it) => [it.bars, it.sides])
 * // => Result.succeed([Int32Array.of(1), Int8Array.of(1)])
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const fromList = (
  length: number,
  list: ReadonlyArray<ListedSignal>
): Result.Result<Signals, KernelRefusal.KernelRefusal> => {
  const byBar = new Map<number, ListedSignal>()
  for (const signal of list) {
    const problem = problemOf(length, ...signal)
    if (problem !== undefined)
      return KernelRefusal.fail("BadColumns", "signals", problem, "correct the signal or the candles it belongs to")
    byBar.set(signal[0], signal)
  }
  const standing = [...byBar.values()].toSorted(([a], [b]) => a - b)
  return Result.succeed({
    length,
    bars: Int32Array.from(standing, ([bar]) => bar),
    sides: Int8Array.from(standing, ([, side]) => side),
    stops: list.some(([, , stop]) => stop !== undefined)
      ? Float64Array.from(standing, ([, , stop = Number.NaN]) => stop)
      : undefined
  })
}

const problemOf = (length: number, bar: number, side: number, stop?: number): string | undefined => {
  if (!Number.isInteger(bar) || bar < 0 || bar >= length) return `bar ${bar} is not one of the ${length} bars`
  if (side !== 1 && side !== -1) return `bar ${bar} wishes ${side}, expected 1 or -1`
  if (stop !== undefined && !(stop > 0 && stop < Number.POSITIVE_INFINITY)) return `bar ${bar} has the stop ${stop}`
  return undefined
}
