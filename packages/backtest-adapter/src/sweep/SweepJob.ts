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
import { ratio } from "../kernel/ratio.ts"
import * as Scale from "../kernel/Scale.ts"
import type { Signals } from "../kernel/Signals.ts"
import * as Calendar from "../statistics/Calendar.ts"
import * as Returns from "../statistics/Returns.ts"
import { makeStrategy } from "../strategies/builtIn.ts"
import type { Row } from "./Row.ts"
import { averagesFit, smaCrossUnits } from "./smaCross.ts"

/**
 * A strategy over columns: what it wishes on every bar, for one combination of parameters.
 *
 * @category models
 * @since 0.1.0
 */
export type ColumnStrategy = (bars: Bars.Bars, params: ReadonlyArray<number>) => Signals

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
 * A job made ready: evaluates one combination.
 *
 * @category models
 * @since 0.1.0
 */
export type Evaluate = (params: ReadonlyArray<number>) => Result.Result<Row, KernelRefusal.KernelRefusal>

type Figures = Pick<Row, "finalEquity" | "maxDrawdown" | "maxDrawdownFraction" | "trades" | "commission">

const toRow = (params: ReadonlyArray<number>, capital: number, daily: Float64Array, days: number, it: Figures): Row => {
  const annualReturn = Returns.annual(daily, days)
  return {
    ...it,
    params,
    totalReturn: it.finalEquity / capital - 1,
    annualReturn,
    sharpe: Returns.sharpe(daily, days),
    calmar: Returns.calmar(annualReturn, it.maxDrawdownFraction)
  }
}

type Column = (params: ReadonlyArray<number>) => Result.Result<Signals, KernelRefusal.KernelRefusal>

const columnOf = ({ bars, strategy }: SweepJob, loaded: ColumnStrategy | undefined): Column =>
  loaded === undefined
    ? (params) =>
        makeStrategy(String(strategy), params).pipe(
          Result.map((it) => it.signals(bars)),
          Result.mapError(({ message, remedy }) => ({ _tag: "BadOption" as const, field: "grid", message, remedy }))
        )
    : (params) => Result.succeed(loaded(bars, params))

const throughKernel = (job: SweepJob, column: Column, ends: Int32Array, days: number): Evaluate => {
  const daily = new Float64Array(ends.length)
  const run = (params: ReadonlyArray<number>) =>
    Result.flatMap(column(params), (signals) => Kernel.run(job.bars, signals, job.costs))
  return (params) =>
    Result.map(run(params), ({ equity, summary }) => {
      for (let k = 0; k < ends.length; k++) daily[k] = equity[ends[k] as number] as number
      const { capital, finalEquity, maxDrawdown, maxDrawdownFraction, totalCommission: commission, trades } = summary
      return toRow(params, capital, daily, days, { finalEquity, maxDrawdown, maxDrawdownFraction, trades, commission })
    })
}

/** The fused pass where it applies; the kernel on a column of wishes where a sum would not fit doubles. */
const throughFusion = (
  bars: Bars.Bars,
  units: DoubleScale.DoubleScale,
  maxTicks: number,
  ends: Int32Array,
  days: number,
  otherwise: Evaluate
): Evaluate => {
  const sampled = new Float64Array(ends.length)
  const capital = units.capital / units.one
  return (params) => {
    const [fast = 0, slow = 0] = params
    const isFit = Number.isInteger(fast) && Number.isInteger(slow) && 0 < fast && fast < slow
    const it =
      isFit && averagesFit(maxTicks, fast, slow)
        ? smaCrossUnits(bars, fast, slow, units, { samples: ends, sampled })
        : undefined
    if (it === undefined) return otherwise(params)
    for (let k = 0; k < sampled.length; k++) sampled[k] = (sampled[k] as number) / units.one
    return Result.succeed(
      toRow(params, capital, sampled, days, {
        finalEquity: it.equity / units.one,
        maxDrawdown: it.drawdown / units.one,
        maxDrawdownFraction: it.drawdownFraction,
        trades: it.trades,
        commission: ratio(BigInt(it.traded) * BigInt(units.fee), BigInt(units.one))
      })
    )
  }
}

const isFusible = (terms: KernelOptions.Terms): boolean =>
  terms.kind === "linear" && terms.fill === "next-open" && terms.whenFlat === "enter" && terms.funding === undefined

/**
 * Makes a job ready. `load` brings the strategy of a module.
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
    const kernel = throughKernel(job, columnOf(job, loaded), ends, days)
    const isFused = loaded === undefined && job.strategy === "sma-cross" && isFusible(terms)
    const units = isFused ? DoubleScale.make(Scale.make(terms, priceStep), maxTicks, terms.isAllIn) : undefined
    return units === undefined ? kernel : throughFusion(job.bars, units, maxTicks, ends, days, kernel)
  })
