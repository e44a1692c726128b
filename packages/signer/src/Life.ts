/**
 * How long a signed request can live.
 *
 * The venue refuses a timestamp that is more than 30 seconds from its own clock. So a request signed for an earlier
 * moment dies sooner: after that, however late it arrives, it can no longer take effect, and a lost one has a known end.
 * Assumed: the window is what the exchange documents (reference: Bitget API, request headers; code 40008) and is checked
 * before an order is accepted. An order that was accepted in time may still be executed after the end.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { because, type SignerError } from "./SignerError.ts"

/**
 * How far a timestamp may be from the venue's clock, in milliseconds (reference: Bitget API, request headers).
 *
 * @since 0.1.0
 */
export const windowMs = 30_000

/**
 * Finds the timestamp with which a request that is signed now dies after `lifeMs` at the latest.
 *
 * With the offset's lower bound as `offsetMs` that is a proof; with an estimate it is as good as the estimate. The life
 * the request really has is shorter by as much as `offsetMs` is below the true offset, and by less than a millisecond of rounding.
 *
 * Fails with `InvalidLife` where the life is not positive or longer than the window, or a time is not finite.
 *
 * @param input.nowMs Our clock, in milliseconds since the epoch.
 * @param input.offsetMs The venue's clock minus ours: `lowMs` of `ClockOffset.read`.
 *
 * @example
 * ```ts
 * import { Life } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * Life.timestampFor({ nowMs: 1_000_000, offsetMs: 40, lifeMs: 5000 }) // => Result.succeed(975_040)
 * Result.isFailure(Life.timestampFor({ nowMs: 1_000_000, offsetMs: 40, lifeMs: 30_001 })) // => true
 * ```
 *
 * @since 0.1.0
 */
export const timestampFor = (input: {
  readonly lifeMs: number
  readonly nowMs: number
  readonly offsetMs: number
  readonly windowMs?: number
}): Result.Result<number, SignerError> => {
  const window = input.windowMs ?? windowMs
  const timestampMs = Math.floor(input.nowMs + input.offsetMs + input.lifeMs - window)
  return input.lifeMs > 0 && input.lifeMs <= window && Number.isSafeInteger(timestampMs) && timestampMs >= 0
    ? Result.succeed(timestampMs)
    : Result.fail(
        because(
          "InvalidLife",
          `a life of ${input.lifeMs} ms cannot be had within the venue's window of ${window} ms`,
          `ask for a life above 0 and at most ${window} ms, with finite clock readings since the epoch`
        )
      )
}

/**
 * Tells from when on, on our clock, the venue refuses what was signed with this timestamp: the request's end.
 *
 * @param input.offsetMs The venue's clock minus ours. Its lower bound makes the end certain: it can only come sooner.
 *
 * @example
 * ```ts
 * import { Life } from "@backhand/signer"
 *
 * Life.endsAtMs({ timestampMs: 975_040, offsetMs: 40 }) // => 1_005_001
 * ```
 *
 * @since 0.1.0
 */
export const endsAtMs = (input: {
  readonly offsetMs: number
  readonly timestampMs: number
  readonly windowMs?: number
}): number =>
  // The venue counts whole milliseconds and may still accept the last one of its window.
  input.timestampMs + (input.windowMs ?? windowMs) + 1 - input.offsetMs

/**
 * Says whether a venue accepts this timestamp at this moment of its own clock.
 *
 * @since 0.1.0
 */
export const isAccepted = (input: {
  readonly timestampMs: number
  readonly venueMs: number
  readonly windowMs?: number
}): boolean => Math.abs(Math.floor(input.venueMs) - input.timestampMs) <= (input.windowMs ?? windowMs)
