/**
 * Runs a backtest: through the kernel where it can honour what is asked for, through the replay otherwise.
 *
 * @module
 * @since 0.1.0
 */
import {
  type Bars,
  type FileSignal,
  type FundingRates,
  Kernel,
  knownAt,
  listedSignals,
  type Market,
  placeSignals,
  type ReplayOptions,
  type ReplayResult,
  replay,
  replayAsRun,
  type Run,
  type Signals,
  Table,
  type Wish
} from "@backhand/backtest-adapter"
import { type Budget, type Instrument, Rational } from "@backhand/core"
import { orRefuse } from "../asCommandError.ts"
import { CommandError } from "../CommandError.ts"
import { type Costs, kernelCosts } from "./costs.ts"
import { mayBeRefused, wasRefused } from "./minimums.ts"
import type { Wishes } from "./wishes.ts"

/**
 * What is run. `hasMinimums` tells that the contract was given, so that its minimums apply; `isRecorded` that executions
 * and events are asked for, which only the replay keeps; `notes` are what was found in the candles.
 *
 * @since 0.1.0
 */
export interface Plan {
  readonly bars: Bars.Bars
  readonly instrument: Instrument.Instrument
  readonly hasMinimums: boolean
  readonly isRecorded: boolean
  readonly notes: ReadonlyArray<string>
  readonly wishes: Wishes
  readonly costs: Costs
  readonly funding: FundingRates | undefined
  readonly latencyMs: number
  readonly limit: Budget.Limit | undefined
}

/**
 * A replay with its options, and the same without a rate limit for those who ask.
 *
 * @since 0.1.0
 */
interface Replayed {
  readonly market: Market
  readonly options: ReplayOptions
  readonly result: ReplayResult
  readonly unlimited: () => ReplayResult
}

/**
 * A finished run, the signals as columns, how many of them gave way or had no bar to be filled by, and the replay where it was one.
 *
 * @since 0.1.0
 */
export interface Simulated {
  readonly run: Run
  readonly signals: Signals.Signals
  readonly superseded: number
  readonly early: number
  readonly late: number
  readonly replayed: Replayed | undefined
}

/** A strategy's signals as a file would list them. */
const listOf = ({ bars, sides, stops }: Signals.Signals): ReadonlyArray<FileSignal> =>
  Array.from(bars, (bar, k) => {
    const stop = stops?.[k] ?? Number.NaN
    const rests = Number.isNaN(stop) ? {} : { stop: Table.decimal(stop) }
    return { side: Table.sideText(sides[k] as number), bar, ...rests }
  })

const wishesOf = ({ bars, instrument }: Plan, list: ReadonlyArray<FileSignal>): ReadonlyArray<Wish> =>
  list.map((signal) => {
    const { bar: _, ...rest } = signal
    return { ...rest, symbol: instrument.symbol, at: knownAt(bars, signal) }
  })

/**
 * What a replay of a plan assumes.
 *
 * @since 0.1.0
 */
export const replayOptions = ({
  costs,
  hasMinimums,
  latencyMs,
  limit
}: Pick<Plan, "costs" | "hasMinimums" | "latencyMs" | "limit">): ReplayOptions => {
  const { kind: _, ...shared } = costs
  return { ...shared, latencyMs, limit: limit ?? null, hasMinimums }
}

/**
 * Waits for a replay: what it refuses ends the command.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const replaying = <A>(work: () => A): A => {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    const [message = "", remedy = "see --help"] = cause.message.split(". Remedy: ")
    throw new CommandError(2, message, remedy)
  }
}

const byReplay = async (plan: Plan, list: ReadonlyArray<FileSignal>) => {
  const { VirtualTimeScheduler } = await import("rxjs")
  const { bars, funding, instrument, wishes } = plan
  const market: Market = { instrument, bars, funding }
  const options = replayOptions(plan)
  const run = (limit: ReplayOptions["limit"] = null): ReplayResult => {
    const scheduler = new VirtualTimeScheduler()
    const isListed = "columns" in wishes || wishes.pipeline === undefined
    const strategy = isListed ? listedSignals(wishesOf(plan, list)) : wishes.pipeline([market], scheduler)
    return replay([market], strategy, { ...options, scheduler, limit })
  }
  const result = replaying(() => run(options.limit))
  return { run: replayAsRun([market], result).run, replayed: { market, options, result, unlimited: () => run() } }
}

const byKernel = ({ bars, costs, funding, instrument }: Plan, signals: Signals.Signals): Run =>
  orRefuse(Kernel.run(bars, signals, { ...kernelCosts(costs, Rational.toDecimal(instrument.sizeStep)), funding }))

/**
 * Runs a plan.
 *
 * Errors: `CommandError` with exit code 2 for a combination that neither can honour.
 *
 * @since 0.1.0
 */
export const simulate = async (plan: Plan): Promise<Simulated> => {
  const { bars, costs, isRecorded, latencyMs, limit, wishes } = plan
  const placed =
    "columns" in wishes
      ? { signals: wishes.columns, list: [], newest: [], early: 0, late: 0, superseded: 0, isPlain: true }
      : placeSignals(bars, wishes.list, costs.fill)
  const { isPlain, list, newest, ...told } = placed
  // Where orders have to wait, the engine says which signals give way.
  const isWaiting = latencyMs > 0 || limit !== undefined
  const isForReplay = !isPlain || isWaiting || isRecorded || mayBeRefused(plan)
  const run = isForReplay ? undefined : byKernel(plan, placed.signals)
  if (run !== undefined && !wasRefused(plan, run)) return { ...told, run, replayed: undefined }
  const carried = isWaiting ? list : newest
  const superseded = isWaiting ? 0 : placed.superseded
  return { ...told, superseded, ...(await byReplay(plan, "columns" in wishes ? listOf(wishes.columns) : carried)) }
}
