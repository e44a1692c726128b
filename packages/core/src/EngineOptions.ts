/**
 * What the engine is set to do.
 *
 * @module
 * @since 0.1.0
 */
import * as Budget from "./Budget.ts"
import type { Instrument } from "./Instrument.ts"
import { problems as ofOptions } from "./internal/optionProblems.ts"
import type { Refusal } from "./Refusal.ts"

/**
 * The limits a trader puts on the engine. Null switches one off.
 *
 * - `ttlMs` a signal that still waits when it is older than this is dropped, at that moment.
 * - `coolDownMs` least time between two orders of a symbol.
 * - `maxReversals` at most `count` orders of a symbol in any `periodMs`; what completes a reversal is part of it in both.
 * - `maxSize` largest order of a symbol, in base units, as a decimal.
 * - `maxNotional` largest value of an order, in quote units, as a decimal.
 *
 * @category models
 * @since 0.1.0
 */
export interface Guards {
  readonly ttlMs: number | null
  readonly coolDownMs: number | null
  readonly maxReversals: { readonly count: number; readonly periodMs: number } | null
  readonly maxSize: string | null
  readonly maxNotional: string | null
}

/**
 * How long the engine waits for what. Milliseconds.
 *
 * - `lifeMs` a request can take effect for this long after it is sent; at most the venue's window of 30 seconds.
 * - `answerMs` a request without an answer for this long is looked up.
 * - `lagMs` reads may show the state of this long ago: absence, and a half-done reversal, count only after it.
 * - `readMs` from one read of a settling symbol to the next; it doubles up to `lagMs`.
 * - `settleMs` a symbol whose order is not settled by then is halted; once the signals have ended, so is one that waits for an
 *   exchange which has not answered for so long.
 *
 * @category models
 * @since 0.1.0
 */
export interface Timing {
  readonly lifeMs: number
  readonly answerMs: number
  readonly lagMs: number
  readonly readMs: number
  readonly settleMs: number
}

/**
 * The settings of an engine. All data: a recording starts with them.
 *
 * - `session` 1 to 10 of `[a-z0-9]`; differs from every earlier run's, so that client ids never repeat.
 * - `instruments` by symbol.
 * - `enter` the size, in base units, to enter with when flat; null: signals while flat are held.
 * - `complete` whether a reversal whose open failed or shrank is completed by one entry order.
 * - `sharesBudget` whether entries count against the limit of reversals.
 * - `trustsVenueStamp` whether the time in an answer is no earlier than the moment at which the request was counted.
 * - `maxAttempts` orders for one signal, after back-offs and after losses without effect.
 * - `pausedUntilMs` nothing is sent earlier: one window after an earlier run's last request may have arrived.
 * - `trustedFromMs` a position that was asked for earlier may be older than what an earlier run did: reads lag.
 *
 * @category models
 * @since 0.1.0
 */
export interface EngineOptions {
  readonly session: string
  readonly instruments: Readonly<Record<string, Instrument>>
  readonly limit: Budget.Limit
  readonly sharesBudget: boolean
  readonly trustsVenueStamp: boolean
  readonly enter: string | null
  readonly complete: boolean
  readonly guards: Guards
  readonly timing: Timing
  readonly maxAttempts: number
  readonly pausedUntilMs: number
  readonly trustedFromMs: number
}

/**
 * The venue refuses a timestamp more than this far from its own clock (Signature page).
 *
 * @category constants
 * @since 0.1.0
 */
export const signatureWindowMs = 30_000

/**
 * Fills in what is not stated.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (
  options: Pick<EngineOptions, "session" | "instruments"> &
    Partial<Omit<EngineOptions, "guards" | "timing">> & {
      readonly guards?: Partial<Guards> | undefined
      readonly timing?: Partial<Timing> | undefined
    }
): EngineOptions => ({
  limit: Budget.ordinary,
  sharesBudget: true,
  trustsVenueStamp: true,
  enter: null,
  complete: false,
  maxAttempts: 5,
  pausedUntilMs: 0,
  trustedFromMs: -1,
  ...options,
  guards: { ttlMs: null, coolDownMs: null, maxReversals: null, maxSize: null, maxNotional: null, ...options.guards },
  timing: { lifeMs: 5000, answerMs: 2000, lagMs: 5000, readMs: 250, settleMs: 60_000, ...options.timing }
})

/**
 * What is wrong with settings, one refusal each; none where an engine can be run with them.
 *
 * @example
 * ```ts
 * import { EngineOptions } from "@backhand/core"
 *
 * const options = EngineOptions.make({ session: "s", instruments: {}, timing: { lifeMs: 60_000 } })
 * EngineOptions.problems(options).map(({ message }) => message)
 * // => ["timing.lifeMs: expected a whole number from 1 to 30000, got 60000"]
 * ```
 *
 * @category guards
 * @since 0.1.0
 */
export const problems = (options: EngineOptions): ReadonlyArray<Refusal> => ofOptions(options, signatureWindowMs)
