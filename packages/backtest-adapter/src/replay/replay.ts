/**
 * Runs a strategy and the engine on history, in virtual time.
 *
 * @module
 * @since 0.1.0
 */
import { Budget, EngineOptions, Rational } from "@backhand/core"
import type { OperatorFunction } from "rxjs"
import type { MarketEvent } from "../MarketEvent.ts"
import { beginning, drive } from "./drive.ts"
import { hear } from "./hear.ts"
import type { Market } from "./Market.ts"
import type { ReplayOptions } from "./ReplayOptions.ts"
import * as Orders from "./Orders.ts"
import * as Run from "./ReplayRun.ts"
import { type ReplayResult, summarize } from "./ReplayResult.ts"
import type * as Stops from "./Stops.ts"
import * as Terms from "./Terms.ts"
import * as Timeline from "./Timeline.ts"

/** Where no limit binds, one is set that cannot: the engine is the same either way. */
const unlimited: Budget.Limit = { limit: 1_000_000_000, windowMs: 1 }

const engineOptions = (
  markets: ReadonlyArray<Market>,
  options: ReplayOptions,
  { size, sizing }: Terms.Terms
): EngineOptions.EngineOptions =>
  EngineOptions.make({
    session: Orders.session,
    instruments: Object.fromEntries(markets.map(({ instrument }) => [instrument.symbol, instrument])),
    limit: options.limit === null ? unlimited : (options.limit ?? Budget.ordinary),
    // A value is no size: signals that may enter carry their own, and one that could not be sized is refused.
    enter: options.whenFlat === "ignore" ? null : sizing === "value" ? "unsized" : Rational.toDecimal(size),
    complete: options.complete ?? false,
    guards: options.guards,
    timing: { answerMs: Run.never, readMs: Run.never, settleMs: Run.never, lagMs: 0 }
  })

/**
 * What a strategy may emit: a signal without a time is dated by the event that it was decided on.
 *
 * @since 0.1.0
 */
export type Wish = Omit<Stops.RestingSignal, "at"> & { readonly at?: number }

/** Replays on terms that are read already. */
export const replayOn = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent, Wish>,
  options: ReplayOptions,
  terms: Terms.Terms
): ReplayResult => {
  Terms.checkMarkets(terms, markets)
  const run = Run.make(markets, engineOptions(markets, options, terms), terms, beginning(markets))
  drive(
    markets,
    strategy,
    {
      before: (event) => Run.market(run, event),
      wish: (wish, nowMs) => hear(run, { ...wish, at: wish.at ?? nowMs })
    },
    options.scheduler
  )
  // What is on its way still comes to its end; what has nothing left to be filled by stays open.
  Run.advance(run, Run.never / 2, Timeline.beforeAll)
  return summarize(run)
}

/**
 * Replays a strategy on history: the very operator that runs live, the very engine, in virtual time.
 *
 * A strategy sees a bar when it has closed, never before. Its signals pass through the engine with its rate limit, its
 * conflation and its one order at a time; a paper venue fills them by core's semantics. A signal dated later than the
 * event it was emitted on waits for its time.
 *
 * - **Units** prices of events are ticks of `bars.priceStep`; sizes are decimals in base units; times milliseconds.
 * - **Errors** throws a `RangeError` for options that cannot be read or honoured, and what the strategy throws.
 *
 * @param markets The history: one or several symbols on one clock.
 * @param strategy From market events to signals. Synchronous, or on `options.scheduler`.
 * @since 0.1.0
 */
export const replay = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent, Wish>,
  options: ReplayOptions
): ReplayResult => replayOn(markets, strategy, options, Terms.of(options))
