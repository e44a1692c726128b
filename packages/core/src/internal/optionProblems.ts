/**
 * Finds settings that an engine cannot be run with.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { Limit } from "../Budget.ts"
import * as Decimal from "../Decimal.ts"
import type { EngineOptions, Guards, Timing } from "../EngineOptions.ts"
import * as Refusal from "../Refusal.ts"

type Problems = ReadonlyArray<Refusal.Refusal>

/** A whole number from `least` to `most`; null and what is left out are for the caller to leave out. */
const whole = (field: string, value: unknown, least: number, most: number, remedy: string): Problems =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
    ? []
    : [
        Refusal.make(
          "OutOfRange",
          field,
          `expected a whole number from ${least} to ${most}, got ${Refusal.show(value)}`,
          remedy
        )
      ]

const decimal = (field: string, value: string | null): Problems => {
  const read = value === null ? undefined : Decimal.parsePositive(field, value)
  return read !== undefined && Result.isFailure(read) ? [read.failure] : []
}

const dayMs = 86_400_000
const inMs = "give milliseconds"

const ofLimit = ({ limit, windowMs }: Limit): Problems => [
  ...whole("limit.limit", limit, 1, 100_000, "say how many requests the exchange allows in a window"),
  ...whole("limit.windowMs", windowMs, 1, dayMs, inMs)
]

const ofTiming = ({ answerMs, lagMs, lifeMs, readMs, settleMs }: Timing, windowMs: number): Problems => [
  ...whole("timing.lifeMs", lifeMs, 1, windowMs, "the exchange refuses signatures that are older than its window"),
  ...whole("timing.answerMs", answerMs, 1, dayMs, inMs),
  ...whole("timing.lagMs", lagMs, 0, dayMs, inMs),
  ...whole("timing.readMs", readMs, 1, dayMs, inMs),
  // An order that left no trace is settled when reads can no longer lag: not to be halted before.
  ...whole("timing.settleMs", settleMs, lagMs + 1, dayMs, "give an order more time to be settled than reads may lag")
]

const ofGuards = ({ coolDownMs, maxNotional, maxReversals, maxSize, ttlMs }: Guards): Problems => [
  ...(ttlMs === null ? [] : whole("guards.ttlMs", ttlMs, 0, Number.MAX_SAFE_INTEGER, inMs)),
  ...(coolDownMs === null ? [] : whole("guards.coolDownMs", coolDownMs, 0, Number.MAX_SAFE_INTEGER, inMs)),
  ...(maxReversals === null
    ? []
    : [
        ...whole(
          "guards.maxReversals.count",
          maxReversals.count,
          1,
          1_000_000,
          "allow at least one, or use the kill switch"
        ),
        ...whole("guards.maxReversals.periodMs", maxReversals.periodMs, 1, Number.MAX_SAFE_INTEGER, inMs)
      ]),
  ...decimal("guards.maxSize", maxSize),
  ...decimal("guards.maxNotional", maxNotional)
]

export const problems = (options: EngineOptions, signatureWindowMs: number): Problems => [
  ...(/^[a-z0-9]{1,10}$/.test(options.session)
    ? []
    : [
        Refusal.make(
          "OutOfRange",
          "session",
          `expected 1 to 10 of a-z and 0-9, got ${Refusal.show(options.session)}`,
          "client ids begin with it: keep it short"
        )
      ]),
  ...ofLimit(options.limit),
  ...ofTiming(options.timing, signatureWindowMs),
  ...ofGuards(options.guards),
  ...decimal("enter", options.enter),
  ...whole("maxAttempts", options.maxAttempts, 1, 1000, "allow at least one order for a signal")
]
