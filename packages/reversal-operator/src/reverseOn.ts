/**
 * `reverseOn`: signals in, position reversals out.
 *
 * @module
 * @since 0.1.0
 */
import { type Budget, EngineOptions, type Fact, type ReversalEvent, type Signal } from "@backhand/core"
import { asyncScheduler, type Observable, type OperatorFunction, type SchedulerLike } from "rxjs"
import type { Clock } from "./Clock.ts"
import { connect } from "./internal/connect.ts"
import { check } from "./internal/engineOptions.ts"
import type { Journal } from "./Journal.ts"
import type { Entry } from "./Recording.ts"
import type { Venue } from "./Venue.ts"

/**
 * A signal as a strategy writes it. Without `at` it is dated when it arrives.
 *
 * @since 0.1.0
 */
export type SignalInput = Omit<Signal.Signal, "at"> & { readonly at?: number }

/**
 * What a user may do while the operator runs.
 *
 * - `kill` no new orders, at once; what is in flight is settled. `revive` lifts it.
 * - `stop` as `kill`, for good: the stream completes when everything is settled.
 * - `resume` a halted symbol goes on, after its position is read.
 *
 * @since 0.1.0
 */
export type Control = Extract<Fact.Fact, { readonly fact: "kill" | "revive" | "stop" | "resume" | "price" }>

/**
 * Options of `reverseOn`. Only the venue is needed.
 *
 * - `whenFlat` what a signal means while nothing is held: `"ignore"` (default), or enter with a size in base units.
 * - `limit` requests in a window; default what the venue knows of the account, else 10 a second.
 * - `complete` a reversal whose open failed or shrank is completed by one entry order. Default false.
 * - `guards`, `timing` see `EngineOptions` of `@backhand/core`. Times in milliseconds.
 * - `journal` where sent orders are written before they leave. Default: memory, which does not survive a crash.
 * - `control` the kill switch, stop and resume. Where it errors, the stream stops, settles, and errors with it.
 * - `record` the flight recorder: hears every fact and the commands that came of it.
 * - `scheduler`, `clock` sources of time. With a scheduler and no clock, the scheduler is the clock.
 *
 * @since 0.1.0
 */
export interface ReverseOnOptions {
  readonly venue: Venue
  readonly whenFlat?: "ignore" | { readonly enter: string }
  readonly limit?: "auto" | Budget.Limit
  readonly sharesBudget?: boolean
  readonly trustsVenueStamp?: boolean
  readonly complete?: boolean
  readonly maxAttempts?: number
  readonly guards?: Partial<EngineOptions.Guards>
  readonly timing?: Partial<EngineOptions.Timing>
  readonly journal?: Journal
  readonly control?: Observable<Control>
  readonly record?: (entry: Entry) => void
  readonly scheduler?: SchedulerLike
  readonly clock?: Clock
}

/**
 * Turns signals into position reversals at the venue's pace, never twice, and tells everything that happens.
 *
 * With one request a window of 4 frames, everything else taking no time, `S` a wish to be short, `L` to be long, while
 * long (`s`: sent, accepted and settled; `u`: superseded). A slot is held for two frames more, because clocks are read in
 * whole frames, and drift:
 *
 * ```text
 * signals   S-LSL------|
 * events    s--uu-s----|
 * ```
 *
 * - **Units** times are milliseconds, sizes decimals in base units.
 * - **Emits** an event for everything that happens to a signal or an order; refusals and lost answers are events, not errors.
 * - **Completes** when the source has completed and every symbol is idle or halted.
 * - **Errors** when going on is impossible: the venue refuses the account, the journal cannot be written. When the source
 *   errors, nothing new is sent, what is in flight is settled, and then the error is passed on.
 * - **Unsubscribe** sends nothing more. What is in flight stays in the journal, and the next start settles it.
 * - **Throws** at the call a `RangeError` for options that cannot be: a limit of nothing, a life beyond the venue's window.
 *
 * Every subscription is an engine of its own. Two on one account would each spend the whole rate limit: `share()` the
 * result instead.
 *
 * @example
 * ```ts
 * import { Contract } from "@backhand/core"
 * import { dryRun, reverseOn } from "@backhand/reversal-operator"
 * import { Result } from "effect"
 * import { firstValueFrom, map, of, toArray } from "rxjs"
 *
 * const contract = { symbol: "ETHUSDT", quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "0.01", takerFeeRate: "0.0006" }
 * const ETHUSDT = Result.getOrThrow(Contract.decode(contract))
 *
 * const events$ = of({ symbol: "ETHUSDT", side: "long" as const }).pipe(
 *   reverseOn({ venue: dryRun({ instruments: { ETHUSDT } }), whenFlat: { enter: "0.5" } })
 * )
 * await firstValueFrom(events$.pipe(map(({ event }) => event), toArray())) // => ["sent", "accepted", "settled"]
 * ```
 *
 * @since 0.1.0
 */
export function reverseOn(options: ReverseOnOptions): OperatorFunction<SignalInput, ReversalEvent.ReversalEvent> {
  check(options)
  const scheduler = options.scheduler ?? asyncScheduler
  return (signals) => connect(signals, options, scheduler)
}
