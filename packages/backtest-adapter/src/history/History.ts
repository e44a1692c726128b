/**
 * Settled columns as the tables that the rest of the package works with.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { Bars } from "../Bars.ts"
import * as Extent from "../kernel/Extent.ts"
import { HistoryError } from "./HistoryError.ts"
import type { HistoryOptions, RepairLog, Repairs } from "./HistoryOptions.ts"
import { type BarsReport, look } from "./inspectBars.ts"
import { settle } from "./settle.ts"
import type { Shape } from "./Shape.ts"
import * as Step from "./Step.ts"
import * as Store from "./Store.ts"

/**
 * Candles that were read, and what was found and repaired on the way.
 *
 * @category models
 * @since 0.1.0
 */
export interface History {
  readonly bars: Bars
  readonly report: BarsReport
  readonly repairs: Repairs
}

/**
 * Trades in order of time: `price` in ticks, `size` in base units, `side` 1 where the taker bought, -1 where it sold,
 * 0 where the source does not say.
 *
 * @category models
 * @since 0.1.0
 */
export interface TradeColumns {
  readonly length: number
  readonly time: Float64Array
  readonly price: Float64Array
  readonly size: Float64Array
  readonly side: Int8Array
  readonly priceStep: string
}

/**
 * Best bids and asks in order of time, in ticks.
 *
 * @category models
 * @since 0.1.0
 */
export interface QuoteColumns {
  readonly length: number
  readonly time: Float64Array
  readonly bid: Float64Array
  readonly ask: Float64Array
  readonly priceStep: string
}

/**
 * Funding settlements in order of time. `rate` and `mark` are doubles to be read as their shortest decimals; `mark` is
 * the price of the settlement in quote units, where the source has it.
 *
 * @category models
 * @since 0.1.0
 */
export interface FundingRates {
  readonly time: Float64Array
  readonly rate: Float64Array
  readonly mark?: Float64Array
}

/** The commonest distance between two times; of equally common ones the shortest. Zero for fewer than two. */
export const commonestDistance = (time: Float64Array): number => {
  const counts = new Map<number, number>()
  let current = Number.NaN
  let run = 0
  for (let row = 1; row <= time.length; row++) {
    const distance = row < time.length ? (time[row] as number) - (time[row - 1] as number) : Number.NaN
    if (distance === current) {
      run++
      continue
    }
    if (run > 0) counts.set(current, (counts.get(current) ?? 0) + run)
    current = distance
    run = 1
  }
  const [best = [0, 0]] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
  return best[0]
}

const column = (columns: ReadonlyArray<Float64Array>, at: number): Float64Array => columns[at] ?? new Float64Array(0)

/** The bars that a settled store holds, without copying. */
export const barsOf = (store: Store.Store, step: Step.Step, intervalMs?: number): Bars => ({
  length: store.length,
  time: store.time,
  open: column(store.prices, 0),
  high: column(store.prices, 1),
  low: column(store.prices, 2),
  close: column(store.prices, 3),
  volume: column(store.numbers, 0),
  priceStep: step.text,
  intervalMs: intervalMs ?? commonestDistance(store.time)
})

/** The trades that a settled store holds. */
export const tradesOf = (store: Store.Store, step: Step.Step): TradeColumns => ({
  length: store.length,
  time: store.time,
  price: column(store.prices, 0),
  size: column(store.numbers, 0),
  side: store.sides,
  priceStep: step.text
})

/** The quotes that a settled store holds. */
export const quotesOf = (store: Store.Store, step: Step.Step): QuoteColumns => ({
  length: store.length,
  time: store.time,
  bid: column(store.prices, 0),
  ask: column(store.prices, 1),
  priceStep: step.text
})

/** The settlements that a settled store holds. */
export const fundingOf = (store: Store.Store): FundingRates => {
  const [rate, mark] = [column(store.numbers, 0), column(store.numbers, 1)]
  return { time: store.time, rate, ...(mark.some((price) => price > 0) ? { mark } : {}) }
}

/** Settles a filled store: checks or repairs its rows, cuts its columns to length. Answers with the price step. */
export const complete = (
  shape: Shape,
  options: HistoryOptions,
  step: Step.Step | undefined,
  store: Store.Store,
  repairs: RepairLog
): Result.Result<Step.Step, HistoryError> => {
  const failure = settle({ shape, options, step, repairs, previous: Number.NEGATIVE_INFINITY }, store)
  if (failure !== undefined) return Result.fail(failure)
  Store.trim(store)
  if (store.length > 0) return Result.succeed(step ?? Step.inferred(store.places))
  return Result.fail(
    new HistoryError({
      reason: "Empty",
      file: options.file ?? shape.what,
      expected: `rows of ${shape.what}`,
      got: repairs.count === 0 ? "a header alone" : `none that could be used, ${repairs.count} were dropped`,
      remedy: "check that the file was written completely"
    })
  )
}

/**
 * Bars that a reader made, with what was found in them; `highest` is their highest price in ticks.
 *
 * @category conversions
 * @since 0.1.0
 */
export const vouchedHistory = (bars: Bars, report: BarsReport, highest: number, repairs: Repairs): History => {
  if (report.outside.count === 0) Extent.vouch(bars, highest)
  return { bars, report, repairs }
}

/** Candles from a filled store. */
export const historyOf = (
  shape: Shape,
  options: HistoryOptions,
  step: Step.Step | undefined,
  store: Store.Store,
  repairs: RepairLog
): Result.Result<History, HistoryError> =>
  Result.map(complete(shape, options, step, store, repairs), (settled) => {
    const bars = barsOf(store, settled, options.intervalMs)
    return vouchedHistory(bars, ...look(bars), { count: repairs.count, first: repairs.first })
  })
