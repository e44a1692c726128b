/**
 * Worker threads that share one set of columns and one list of combinations.
 *
 * @module
 * @since 0.1.0
 */
import { Worker } from "node:worker_threads"
import * as Result from "effect/Result"
import type * as Bars from "../Bars.ts"
import * as KernelRefusal from "../kernel/KernelRefusal.ts"
import { batchesOf } from "./batches.ts"
import type { Row } from "./Row.ts"
import type { SweepJob } from "./SweepJob.ts"

/**
 * What a worker is given. `control` holds the index of the next batch, and whether to stop.
 *
 * @category models
 * @since 0.1.0
 */
export interface ToWorker {
  readonly job: SweepJob
  readonly batches: ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>>
  readonly control: SharedArrayBuffer
}

/**
 * What a worker sends: finished rows, or why it cannot go on.
 *
 * @category models
 * @since 0.1.0
 */
export type FromWorker = { readonly rows: ReadonlyArray<Row> } | { readonly refusal: KernelRefusal.KernelRefusal }

const shared = (column: Float64Array): Float64Array => {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength))
  copy.set(column)
  return copy
}

/**
 * The same bars in memory that threads can share; columns that are shared already are not copied.
 *
 * @category conversions
 * @since 0.1.0
 */
const shareBars = (bars: Bars.Bars): Bars.Bars => ({
  ...bars,
  time: shared(bars.time),
  open: shared(bars.open),
  high: shared(bars.high),
  low: shared(bars.low),
  close: shared(bars.close),
  volume: shared(bars.volume)
})

// The same module runs from source, where Node strips the types and packages resolve to their sources, and built.
const isSource = import.meta.url.endsWith(".ts")
const script = new URL(`./worker.${import.meta.url.slice(-2)}`, import.meta.url)
const execArgv = isSource ? ["--conditions=@backhand/source"] : []

/**
 * Evaluates combinations on `count` threads and hands every row over as soon as it is finished, in no fixed order.
 * Resolves when all are done or `signal` has been obeyed; threads have ended by then.
 *
 * - **Errors** the first refusal of a worker; `BadOption` when a worker cannot load the strategy or ends unasked.
 *
 * @category running
 * @since 0.1.0
 */
export const runPool = async (
  job: SweepJob,
  combinations: ReadonlyArray<ReadonlyArray<number>>,
  count: number,
  onRow: (row: Row) => void,
  signal?: AbortSignal
): Promise<Result.Result<void, KernelRefusal.KernelRefusal>> => {
  const control = new SharedArrayBuffer(8)
  const stop = () => Atomics.store(new Int32Array(control), 1, 1)
  signal?.addEventListener("abort", stop)
  const workerData: ToWorker = {
    job: { ...job, bars: shareBars(job.bars) },
    batches: batchesOf(job, combinations, count),
    control
  }
  let refused: Result.Result<void, KernelRefusal.KernelRefusal> = Result.void
  const refuse = (refusal: Result.Result<never, KernelRefusal.KernelRefusal>) => {
    if (Result.isSuccess(refused)) refused = refusal
    stop()
  }
  const runOne = (): Promise<void> =>
    new Promise((resolve) => {
      const worker = new Worker(script, { workerData, execArgv })
      worker.on("message", (message: FromWorker) =>
        "rows" in message ? message.rows.forEach(onRow) : refuse(Result.fail(message.refusal))
      )
      worker.on("error", (error: unknown) =>
        refuse(KernelRefusal.fail("BadOption", "strategy", String(error), "check the strategy's module and name"))
      )
      worker.on("exit", () => resolve())
    })
  if (signal?.aborted !== true) await Promise.all(Array.from({ length: count }, runOne))
  signal?.removeEventListener("abort", stop)
  return refused
}
