/**
 * How far the venue's clock is from ours, as bounds that are proved and not merely estimated.
 *
 * Let theta be the venue's clock minus ours. The venue stamps a request somewhere between our sending it and our having
 * the answer, and it drops the fraction of its millisecond. So one exchange proves
 * `server - received <= theta < server + 1 - sent`. The bounds of several exchanges are intersected, after the older ones
 * have been widened by what the two clocks can have drifted apart since.
 *
 * Proved, given three assumptions: the stamp is made while the request is being handled, the drift stays below
 * `driftPpm`, and neither clock steps. A step shows as a contradiction sooner or later; the newest sample then starts anew.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { because, type SignerError } from "./SignerError.ts"

/**
 * The public endpoint that tells the venue's time; `requestTime` of any answer serves as well.
 *
 * @since 0.1.0
 */
export const serverTimePath = "/api/v2/public/time"

/**
 * One exchange with the venue. Units: milliseconds; `sentMs` and `receivedMs` on our clock, `serverMs` on the venue's.
 *
 * @since 0.1.0
 */
export interface Sample {
  readonly receivedMs: number
  readonly sentMs: number
  readonly serverMs: number
}

/**
 * What is known: at `atMs` on our clock, theta lies between `lowMs` and `highMs`. Plain data; make it with `unknown`.
 *
 * @since 0.1.0
 */
export interface ClockOffset {
  readonly atMs: number
  readonly driftPpm: number
  readonly highMs: number
  readonly lowMs: number
  readonly resolutionMs: number
  /** How often a sample contradicted the bounds, so that they were thrown away. */
  readonly restarts: number
}

/**
 * Theta at one moment: proved bounds, and their middle.
 *
 * @since 0.1.0
 */
export interface Reading {
  readonly estimateMs: number
  readonly highMs: number
  readonly lowMs: number
}

/**
 * Knows nothing yet.
 *
 * @param options.driftPpm How fast the two clocks may drift apart, in millionths. Default: 500, as fast as Linux slews.
 * @param options.resolutionMs The step in which our clock counts: 1 for `Date.now`, 0 (default) for `performance`.
 *
 * @since 0.1.0
 */
export const unknown = (options: { readonly driftPpm?: number; readonly resolutionMs?: number } = {}): ClockOffset => ({
  atMs: 0,
  driftPpm: options.driftPpm ?? 500,
  highMs: Number.POSITIVE_INFINITY,
  lowMs: Number.NEGATIVE_INFINITY,
  resolutionMs: options.resolutionMs ?? 0,
  restarts: 0
})

/** What the clocks can drift apart in this time, in either direction. */
const driftMs = (self: ClockOffset, elapsedMs: number): number => (Math.abs(elapsedMs) * self.driftPpm) / 1e6

/**
 * Takes an exchange into account. The order in which samples arrive does not matter unless they contradict each other.
 *
 * Fails with `InvalidSample` where a time is not finite, or the answer came before the question: our clock has stepped.
 *
 * @example
 * ```ts
 * import { ClockOffset } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * const known = Result.getOrThrow(
 *   ClockOffset.observe(ClockOffset.unknown(), { sentMs: 1000, receivedMs: 1080, serverMs: 3040 })
 * )
 *
 * known.lowMs // => 1960
 * Math.round(known.highMs) // => 2041
 * ```
 *
 * @since 0.1.0
 */
export const observe = (self: ClockOffset, sample: Sample): Result.Result<ClockOffset, SignerError> => {
  const { receivedMs, sentMs, serverMs } = sample
  if (![receivedMs, sentMs, serverMs].every(Number.isFinite) || receivedMs < sentMs) return Result.fail(invalidSample())
  const atMs = Math.max(self.atMs, receivedMs)
  const sampleLow = serverMs - receivedMs - self.resolutionMs - driftMs(self, atMs - receivedMs)
  const sampleHigh = serverMs + 1 - sentMs + driftMs(self, atMs - sentMs)
  const aged = driftMs(self, atMs - self.atMs)
  const lowMs = Math.max(self.lowMs - aged, sampleLow)
  const highMs = Math.min(self.highMs + aged, sampleHigh)
  return Result.succeed(
    lowMs <= highMs
      ? { ...self, atMs, lowMs, highMs }
      : { ...self, atMs, lowMs: sampleLow, highMs: sampleHigh, restarts: self.restarts + 1 }
  )
}

const invalidSample = () =>
  because(
    "InvalidSample",
    "a clock sample has a time that is not a number, or was received before it was sent",
    "take both local times from one monotonic clock, and drop this sample"
  )

/**
 * Reads the bounds of theta at a moment of our clock. Fails with `OffsetUnknown` before the first sample.
 *
 * @since 0.1.0
 */
export const read = (self: ClockOffset, nowMs: number): Result.Result<Reading, SignerError> => {
  if (!Number.isFinite(self.lowMs)) {
    return Result.fail(
      because(
        "OffsetUnknown",
        "the venue's clock has not been read yet",
        `take a sample from GET ${serverTimePath} first`
      )
    )
  }
  const aged = driftMs(self, nowMs - self.atMs)
  const [lowMs, highMs] = [self.lowMs - aged, self.highMs + aged]
  return Result.succeed({ lowMs, highMs, estimateMs: (lowMs + highMs) / 2 })
}
