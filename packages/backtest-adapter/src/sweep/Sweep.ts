/**
 * Evaluates a strategy for every combination of a grid, on all cores, best first.
 *
 * @module
 * @since 0.1.0
 */
import { availableParallelism } from "node:os"
import * as Result from "effect/Result"
import type { Bars } from "../Bars.ts"
import type { KernelRefusal } from "../kernel/KernelRefusal.ts"
import * as Calendar from "../statistics/Calendar.ts"
import * as Returns from "../statistics/Returns.ts"
import * as Checkpoint from "./Checkpoint.ts"
import * as Grid from "./Grid.ts"
import { gridOf } from "./gridOf.ts"
import { runPool } from "./pool.ts"
import * as Row from "./Row.ts"
import { runHere } from "./runHere.ts"
import type { SweepJob } from "./SweepJob.ts"

/**
 * How a sweep runs.
 *
 * - `workers` threads; as many as there are cores by default. With 0 the calling thread does the work itself.
 * - `by` what rows are ranked by; the Sharpe ratio by default.
 * - `resume` a file of finished rows: read first, added to as rows finish.
 * - `signal` stops the sweep after the batches at work, at most 32 combinations a thread.
 * - `onRow` told of every finished row as it ranks, with how many of all are done.
 *
 * @category models
 * @since 0.1.0
 */
export interface SweepOptions {
  readonly workers?: number | undefined
  readonly by?: Row.By | undefined
  readonly resume?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly onRow?: ((row: Row.Row, done: number, total: number) => void) | undefined
}

/**
 * A finished or cancelled sweep: rows best first, how many came from the file, and how many combinations make
 * no sense to the strategy (a fast average not shorter than the slow one) and were left out. Of less than thirty days,
 * figures a year rank rows and are NaN in them, as in the table of a run.
 *
 * @category models
 * @since 0.1.0
 */
export interface SweepResult {
  readonly axes: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row.Row>
  readonly isComplete: boolean
  readonly resumed: number
  readonly leftOut: number
}

/** Rows without the figures a year of data that are too short for them. They have ranked them: all are of the same days. */
const told = (rows: ReadonlyArray<Row.Row>, { time }: Bars): ReadonlyArray<Row.Row> =>
  Calendar.dayEnds(time).length >= Returns.fewestDays
    ? rows
    : rows.map((row) => ({ ...row, annualReturn: Number.NaN, sharpe: Number.NaN, calmar: Number.NaN }))

/**
 * Runs a sweep. The axes of a built-in strategy may be written in any order; rows have them in the strategy's own.
 *
 * - **Errors** what the kernel refuses, or what a strategy's module does wrong. Cancelling is no error: the rows
 *   finished so far are the result. Rejects where a row cannot be kept, and with what `onRow` throws.
 *
 * @category running
 * @since 0.1.0
 */
export const run = async (
  job: SweepJob,
  axes: Grid.Grid,
  options: SweepOptions = {}
): Promise<Result.Result<SweepResult, KernelRefusal>> => {
  const fitted = gridOf(job, axes)
  if (Result.isFailure(fitted)) return Result.fail(fitted.failure)
  const { grid, isSensible } = fitted.success
  const all = Grid.combinations(grid)
  const wanted = all.filter(isSensible)
  const total = wanted.length
  const key = options.resume === undefined ? "" : Checkpoint.keyOf(job)
  const names = new Set(wanted.map(String))
  const known = options.resume === undefined ? [] : Checkpoint.read(options.resume, key)
  const rows = new Map(known.filter((row) => names.has(String(row.params))).map((row) => [String(row.params), row]))
  const resumed = rows.size
  const stopping = new AbortController()
  const signal = AbortSignal.any([stopping.signal, ...(options.signal === undefined ? [] : [options.signal])])
  let failure: { readonly cause: unknown } | undefined
  const onRow = (row: Row.Row) => {
    // Threads may have gone on before they hear that it ends.
    if (failure !== undefined) return
    try {
      rows.set(String(row.params), row)
      if (options.resume !== undefined) Checkpoint.append(options.resume, key, row)
      options.onRow?.(row, rows.size, total)
    } catch (cause) {
      failure = { cause }
      stopping.abort()
    }
  }
  const open = wanted.filter((params) => !rows.has(String(params)))
  const count = Math.min(options.workers ?? availableParallelism(), open.length)
  const done = await (count === 0 ? runHere(job, open, onRow, signal) : runPool(job, open, count, onRow, signal))
  if (failure !== undefined) throw failure.cause
  return Result.map(done, () => ({
    axes: grid.map((axis) => axis.name),
    rows: told(Row.rank([...rows.values()], options.by ?? "sharpe"), job.bars),
    isComplete: rows.size === total,
    resumed,
    leftOut: all.length - total
  }))
}
