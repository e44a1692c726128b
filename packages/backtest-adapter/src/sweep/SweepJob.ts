/**
 * What a worker must know to evaluate any combination, and the evaluation itself.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type * as Bars from "../Bars.ts"
import * as DoubleScale from "../kernel/DoubleScale.ts"
import * as Extent from "../kernel/Extent.ts"
import * as Kernel from "../kernel/Kernel.ts"
import * as KernelOptions from "../kernel/KernelOptions.ts"
import * as KernelRefusal from "../kernel/KernelRefusal.ts"
import * as Scale from "../kernel/Scale.ts"
import type { Column, Signals } from "../kernel/Signals.ts"
import * as Calendar from "../statistics/Calendar.ts"
import { makeStrategy } from "../strategies/builtIn.ts"
import * as Averages from "./Averages.ts"
import * as Blocks from "./Blocks.ts"
import { fusedBatch } from "./fusedBatch.ts"
import type { Row } from "./Row.ts"
import { toRow } from "./toRow.ts"

/**
 * A strategy over columns: what it wishes on every bar, for one combination of parameters.
 *
 * @category models
 * @since 0.1.0
 */
export type ColumnStrategy = (bars: Bars.Bars, params: ReadonlyArray<number>) => Signals | Column

/**
 * A sweep that can be sent to a worker. `strategy` is the name of a built-in one, or an exported `ColumnStrategy` of a
 * module, named by its URL.
 *
 * @category models
 * @since 0.1.0
 */
export interface SweepJob {
  readonly bars: Bars.Bars
  readonly costs: KernelOptions.KernelOptions
  readonly strategy: string | { readonly module: string; readonly name: string }
  readonly daysPerYear?: number | undefined
}

/**
 * A job made ready: evaluates a batch of combinations, one row each, in order.
 *
 * @category models
 * @since 0.1.0
 */
export type Evaluate = (
  batch: ReadonlyArray<ReadonlyArray<number>>
) => Result.Result<ReadonlyArray<Row>, KernelRefusal.KernelRefusal>

type EvaluateOne = (params: ReadonlyArray<number>) => Result.Result<Row, KernelRefusal.KernelRefusal>

type Wished = (params: ReadonlyArray<number>) => Result.Result<Kernel.Wished, KernelRefusal.KernelRefusal>

const wishedBy = ({ bars, strategy }: SweepJob, loaded: ColumnStrategy | undefined): Wished =>
  loaded === undefined
    ? (params) =>
        makeStrategy(typeof strategy === "string" ? strategy : strategy.name, params).pipe(
          Result.mapError(({ message, remedy }) => ({ _tag: "BadOption" as const, field: "grid", message, remedy }))
        )
    : (params) => Result.succeed(loaded(bars, params))

const throughKernel = (job: SweepJob, wished: Wished, ends: Int32Array, days: number): EvaluateOne => {
  const daily = new Float64Array(ends.length)
  const run = (params: ReadonlyArray<number>) =>
    Result.flatMap(wished(params), (it) => Kernel.run(job.bars, it, job.costs))
  return (params) =>
    Result.map(run(params), ({ equity, summary }) => {
      for (let k = 0; k < ends.length; k++) daily[k] = equity[ends[k] as number] as number
      const { capital, finalEquity, maxDrawdown, maxDrawdownFraction, totalCommission: commission, trades } = summary
      return toRow(params, capital, daily, days, { finalEquity, maxDrawdown, maxDrawdownFraction, trades, commission })
    })
}

const isFusible = (terms: KernelOptions.Terms): boolean =>
  terms.kind === "linear" &&
  terms.fill === "next-open" &&
  terms.whenFlat === "enter" &&
  terms.value === undefined &&
  terms.funding === undefined

/**
 * Makes a job ready; `loaded` is the strategy of its module, if it names one. Pairs of averages take the fused pass
 * where it applies, everything else the kernel on a column of wishes.
 *
 * - **Errors** what the kernel refuses; a combination may be refused with `BadOption` by its strategy.
 *
 * @category running
 * @since 0.1.0
 */
export const prepare = (job: SweepJob, loaded?: ColumnStrategy): Result.Result<Evaluate, KernelRefusal.KernelRefusal> =>
  Result.gen(function* () {
    const terms = yield* KernelOptions.decode(job.costs)
    const { maxTicks, priceStep } = yield* Extent.of(job.bars)
    const ends = Calendar.dayEnds(job.bars.time)
    const days = job.daysPerYear ?? Calendar.daysPerYear(job.bars.time)
    const kernel = throughKernel(job, wishedBy(job, loaded), ends, days)
    const isFused = loaded === undefined && job.strategy === "sma-cross" && isFusible(terms)
    const units = isFused ? DoubleScale.make(Scale.make(terms, priceStep), maxTicks, terms.isAllIn) : undefined
    const { close } = job.bars
    const shared = units && { blocks: Blocks.of(close), averages: Averages.make(close, maxTicks) }
    const input = shared && { bars: job.bars, ...shared, units, maxTicks, ends, days }
    const fused = (batch: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<Row | undefined> =>
      input === undefined ? [] : fusedBatch(input, batch)
    return (batch: ReadonlyArray<ReadonlyArray<number>>) => {
      const rows = fused(batch)
      return Result.all(batch.map((params, k) => (rows[k] === undefined ? kernel(params) : Result.succeed(rows[k]))))
    }
  })
