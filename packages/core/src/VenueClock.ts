/**
 * What is known of the exchange's clock, as bounds that are proved rather than as an estimate.
 *
 * Let theta be venue clock minus local clock. A request sent at `s` and answered at `r` (local readings, truncated to
 * milliseconds) with the venue's stamp `v` (truncated too) proves `v - r - 1 < theta < v + 1 - s`.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Bounds of theta in milliseconds, as they were proved at local time `atMs`.
 *
 * @category models
 * @since 0.1.0
 */
export interface VenueClock {
  readonly lowMs: number
  readonly highMs: number
  readonly atMs: number
}

/**
 * Two quartz clocks drift apart by less than this; steered ones are slewed by at most 500 parts in a million.
 *
 * @category constants
 * @since 0.1.0
 */
export const driftRate = 0.0005

/**
 * The bounds at a later local time: they widen by what the clocks may have drifted apart.
 *
 * @category getters
 * @since 0.1.0
 */
export const age = (self: VenueClock, nowMs: number): VenueClock => {
  const drift = Math.max(0, nowMs - self.atMs) * driftRate
  return { lowMs: self.lowMs - drift, highMs: self.highMs + drift, atMs: nowMs }
}

/**
 * Learns from one exchange of request and answer. Where the sample contradicts what was known, a clock was stepped, and
 * the sample alone counts.
 *
 * @example
 * ```ts
 * import { VenueClock } from "@backhand/core"
 *
 * VenueClock.learn(null, { sentAtMs: 1000, receivedAtMs: 1040, venueAtMs: 6020 }) // => { lowMs: 4979, highMs: 5021, atMs: 1040 }
 * ```
 *
 * @category combinators
 * @since 0.1.0
 */
export const learn = (
  self: VenueClock | null,
  sample: { readonly sentAtMs: number; readonly receivedAtMs: number; readonly venueAtMs: number }
): VenueClock => {
  const atMs = sample.receivedAtMs
  const low = sample.venueAtMs - sample.receivedAtMs - 1
  const high = sample.venueAtMs + 1 - sample.sentAtMs
  if (self === null) return { lowMs: low, highMs: high, atMs }
  const aged = age(self, atMs)
  const lowMs = Math.max(aged.lowMs, low)
  const highMs = Math.min(aged.highMs, high)
  return lowMs <= highMs ? { lowMs, highMs, atMs } : { lowMs: low, highMs: high, atMs }
}
