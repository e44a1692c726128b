/**
 * Runs a strategy and the engine on history, in virtual time.
 *
 * @module
 * @since 0.1.0
 */
import { Budget, Decimal, EngineOptions, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import { type OperatorFunction, Subject, type VirtualTimeScheduler } from "rxjs"
import type { MarketEvent } from "../MarketEvent.ts"
import type { DecimalInput } from "../kernel/KernelOptions.ts"
import { barsInTime, type Market } from "./Market.ts"
import type * as PaperVenue from "./PaperVenue.ts"
import type { ReplayOptions } from "./ReplayOptions.ts"
import * as Run from "./ReplayRun.ts"
import { type ReplayResult, summarize } from "./ReplayResult.ts"
import type * as Stops from "./Stops.ts"
import * as Timeline from "./Timeline.ts"

/** Where no limit binds, one is set that cannot: the engine is the same either way. */
const unlimited: Budget.Limit = { limit: 1_000_000_000, windowMs: 1 }

/** Longer than any history: pushes tell everything, so nothing is ever asked for. */
const never = 1e14

const decimal = (field: string, value: DecimalInput): Rational.Rational =>
  Result.getOrThrowWith(
    Decimal.parseNonNegative(field, Decimal.fromJson(value)),
    ({ message, remedy }) => new RangeError(`${message}. Remedy: ${remedy}.`)
  )

const termsOf = (options: ReplayOptions): PaperVenue.Terms => {
  const { latencyMs = 0 } = options
  let messages = 0
  return {
    fill: options.fill ?? "next-open",
    feeRate: options.feeRate === undefined ? undefined : decimal("feeRate", options.feeRate),
    slippage: Rational.divide(decimal("slippageBps", options.slippageBps ?? 0), Rational.make(10_000n)),
    delay: typeof latencyMs === "number" ? () => latencyMs : () => Math.max(0, Math.round(latencyMs(messages++))),
    mode: options.mode ?? "one-way",
    hasMinimums: options.hasMinimums ?? false,
    outcome:
      options.outcome ?? (({ order }) => ({ closed: order.order === "reversal" ? order.lots : 0, opened: order.lots }))
  }
}

const engineOptions = (markets: ReadonlyArray<Market>, options: ReplayOptions): EngineOptions.EngineOptions =>
  EngineOptions.make({
    session: "replay",
    instruments: Object.fromEntries(markets.map(({ instrument }) => [instrument.symbol, instrument])),
    limit: options.limit === null ? unlimited : (options.limit ?? Budget.ordinary),
    enter: options.whenFlat === "ignore" ? null : String(Decimal.fromJson(options.size)),
    complete: options.complete ?? false,
    guards: options.guards,
    timing: { answerMs: never, readMs: never, settleMs: never, lagMs: 0 }
  })

/** What a strategy may emit: a signal without a time is dated by the event that it was decided on. */
export type Wish = Omit<Stops.RestingSignal, "at"> & { readonly at?: number }

const runScheduler = (scheduler: VirtualTimeScheduler | undefined, atMs: number): void => {
  if (scheduler === undefined) return
  scheduler.maxFrames = atMs
  scheduler.flush()
  scheduler.frame = atMs
}

/**
 * Replays a strategy on history: the very operator that runs live, the very engine, in virtual time.
 *
 * A strategy sees a bar when it has closed, never before. Its signals pass through the engine with its rate limit, its
 * conflation and its one order at a time; a paper venue fills them by core's semantics.
 *
 * - **Units** prices of events are ticks of `bars.priceStep`; sizes are decimals in base units; times milliseconds.
 * - **Errors** throws a `RangeError` for options that are no numbers, and what the strategy throws.
 *
 * @param markets The history: one or several symbols on one clock.
 * @param strategy From market events to signals. Synchronous, or on `options.scheduler`.
 * @since 0.1.0
 */
export const replay = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent, Wish>,
  options: ReplayOptions
): ReplayResult => {
  const run = Run.make(markets, engineOptions(markets, options), termsOf(options))
  const source = new Subject<MarketEvent>()
  let nowMs = 0
  let failure: { readonly error: unknown } | undefined
  const subscription = source.pipe(strategy).subscribe({
    next: (wish) => Run.signal(run, { ...wish, at: wish.at ?? nowMs }),
    error: (error: unknown) => {
      failure = { error }
    }
  })
  let isBegun = false
  for (const bar of barsInTime(markets)) {
    nowMs = bar.at
    if (!isBegun) Run.begin(run, bar.time)
    isBegun = true
    Run.advance(run, nowMs, Timeline.market)
    runScheduler(options.scheduler, nowMs)
    source.next(bar)
    if (failure !== undefined) throw failure.error
  }
  source.complete()
  subscription.unsubscribe()
  Run.advance(run, Number.POSITIVE_INFINITY, Timeline.market)
  return summarize(markets, run.paper.executions, run.events, options)
}
