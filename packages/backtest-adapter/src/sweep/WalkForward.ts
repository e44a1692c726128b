/**
 * Walk-forward: choose parameters on one stretch of history, judge them on the stretch that follows.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type * as Bars from "../Bars.ts"
import * as KernelRefusal from "../kernel/KernelRefusal.ts"

/**
 * One split, as bars: `[from, to)` of the training and of the test stretch, which begins where the training ends.
 *
 * @category models
 * @since 0.1.0
 */
export interface Split {
  readonly train: readonly [from: number, to: number]
  readonly test: readonly [from: number, to: number]
}

/**
 * Cuts `length` bars into splits of `train` and `test` bars. `rolling` moves the training stretch along; `anchored`
 * begins it at the first bar and lets it grow. Bars left over at the end are not tested on.
 *
 * - **Errors** `BadOption` for lengths that are not whole and positive, or that do not fit once.
 *
 * @example
 * ```ts
 * import { WalkForward } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * Result.map(WalkForward.splits(10, 4, 3, "rolling"), (it) => it.map((split) => split.test))
 * // => Result.succeed([[4, 7], [7, 10]])
 * ```
 *
 * @category splitting
 * @since 0.1.0
 */
export const splits = (
  length: number,
  train: number,
  test: number,
  kind: "rolling" | "anchored" = "rolling"
): Result.Result<ReadonlyArray<Split>, KernelRefusal.KernelRefusal> => {
  const isWhole = [train, test].every((it) => Number.isInteger(it) && it > 0)
  if (!isWhole || train + test > length)
    return KernelRefusal.fail(
      "BadOption",
      "walkForward",
      `${length} bars cannot be cut into ${train} to train and ${test} to test`,
      "give whole positive lengths that fit the data together"
    )
  const count = Math.floor((length - train) / test)
  return Result.succeed(
    Array.from({ length: count }, (_, k) => {
      const cut = train + k * test
      return { train: [kind === "rolling" ? k * test : 0, cut], test: [cut, cut + test] }
    })
  )
}

/**
 * The bars `[from, to)` as bars of their own, sharing the memory of the whole.
 *
 * @category splitting
 * @since 0.1.0
 */
export const slice = (bars: Bars.Bars, [from, to]: readonly [number, number]): Bars.Bars => ({
  ...bars,
  length: Math.max(0, Math.min(to, bars.length) - from),
  time: bars.time.subarray(from, to),
  open: bars.open.subarray(from, to),
  high: bars.high.subarray(from, to),
  low: bars.low.subarray(from, to),
  close: bars.close.subarray(from, to),
  volume: bars.volume.subarray(from, to)
})
