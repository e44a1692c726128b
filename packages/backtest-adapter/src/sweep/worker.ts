/**
 * The body of a worker thread: takes the next batch until none is left or the sweep is cancelled.
 *
 * @module
 * @since 0.1.0
 */
import { parentPort, workerData } from "node:worker_threads"
import * as Result from "effect/Result"
import { loadStrategy } from "./loadStrategy.ts"
import type { FromWorker, ToWorker } from "./pool.ts"
import { prepare } from "./SweepJob.ts"

const { batches, control, job } = workerData as ToWorker
const cursor = new Int32Array(control)

const send = (message: FromWorker) => parentPort?.postMessage(message, [])

const evaluate = prepare(job, await loadStrategy(job))
if (Result.isFailure(evaluate)) send({ refusal: evaluate.failure })
else
  while (Atomics.load(cursor, 1) === 0) {
    const batch = batches[Atomics.add(cursor, 0, 1)]
    if (batch === undefined) break
    const rows = evaluate.success(batch)
    send(Result.isFailure(rows) ? { refusal: rows.failure } : { rows: rows.success })
    if (Result.isFailure(rows)) break
  }
