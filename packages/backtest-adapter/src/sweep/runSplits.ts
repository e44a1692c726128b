/**
 * Runs a walk-forward: one sweep a split, the best combination judged on bars that the sweep has not seen.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { KernelRefusal } from "../kernel/KernelRefusal.ts"
import type * as Grid from "./Grid.ts"
import type { Row } from "./Row.ts"
import * as Sweep from "./Sweep.ts"
import type { SweepJob } from "./SweepJob.ts"
import { type Split, slice } from "./WalkForward.ts"

/**
 * One split's outcome: the best row on the training stretch, and the same parameters on the test stretch.
 *
 * @category models
 * @since 0.1.0
 */
export interface SplitOutcome {
  readonly split: Split
  readonly trained: Row
  readonly tested: Row
}

/**
 * Runs the splits in order. Every stretch is an account of its own: it begins flat with the whole capital, and
 * indicators warm up on its own first bars. A cancelled run returns the splits finished so far.
 *
 * - **Errors** as a sweep.
 *
 * @category running
 * @since 0.1.0
 */
export const runSplits = async (
  job: SweepJob,
  grid: Grid.Grid,
  splits: ReadonlyArray<Split>,
  options: Sweep.SweepOptions = {}
): Promise<Result.Result<ReadonlyArray<SplitOutcome>, KernelRefusal>> => {
  const outcomes: Array<SplitOutcome> = []
  for (const split of splits) {
    const [seen, unseen] = [slice(job.bars, split.train), slice(job.bars, split.test)]
    const trained = await Sweep.run({ ...job, bars: seen }, grid, options)
    if (Result.isFailure(trained)) return Result.fail(trained.failure)
    const best = trained.success.rows[0]
    if (best === undefined || !trained.success.isComplete) break
    // Rows have the strategy's own order of parameters, whatever the order of the grid.
    const only = trained.success.axes.map((name, k) => ({ name, values: [best.params[k] ?? 0] }))
    const tested = await Sweep.run({ ...job, bars: unseen }, only, { ...options, workers: 0 })
    if (Result.isFailure(tested)) return Result.fail(tested.failure)
    const row = tested.success.rows[0]
    if (row === undefined) break
    outcomes.push({ split, trained: best, tested: row })
  }
  return Result.succeed(outcomes)
}
