/**
 * Evaluates combinations on the calling thread, for jobs too small to be worth a worker.
 *
 * @module
 * @since 0.1.0
 */
import { setImmediate } from "node:timers/promises"
import * as Result from "effect/Result"
import * as KernelRefusal from "../kernel/KernelRefusal.ts"
import { batchesOf } from "./batches.ts"
import { loadStrategy } from "./loadStrategy.ts"
import type { Row } from "./Row.ts"
import { prepare, type SweepJob } from "./SweepJob.ts"

type Refused<A> = Result.Result<A, KernelRefusal.KernelRefusal>

/** What a strategy throws is its refusal, as it is where a thread ends of it. */
const trying = async <A>(work: () => Refused<A> | Promise<Refused<A>>): Promise<Refused<A>> => {
  try {
    return await work()
  } catch (error) {
    return KernelRefusal.fail("BadOption", "strategy", String(error), "check the strategy's module and name")
  }
}

/**
 * As `runPool`, without threads.
 *
 * @category running
 * @since 0.1.0
 */
export const runHere = async (
  job: SweepJob,
  combinations: ReadonlyArray<ReadonlyArray<number>>,
  onRow: (row: Row) => void,
  signal?: AbortSignal
): Promise<Refused<void>> => {
  const evaluate = await trying(async () => prepare(job, await loadStrategy(job)))
  if (Result.isFailure(evaluate)) return Result.fail(evaluate.failure)
  for (const batch of batchesOf(job, combinations, 1)) {
    // Lets an interrupt be heard.
    await setImmediate()
    if (signal?.aborted === true) break
    const rows = await trying(() => evaluate.success(batch))
    if (Result.isFailure(rows)) return Result.fail(rows.failure)
    for (const row of rows.success) onRow(row)
  }
  return Result.void
}
