/**
 * What is known of the exchange's clock, as bounds that are proved rather than as an estimate.
 *
 * Let theta be venue clock minus local clock. A request sent at `s` and answered at `r` (local readings, truncated to
 * milliseconds) with the venue's stamp `v` (truncated too) proves `v - r - 1 < theta < v + 1 - s`, the one from the answer on,
 * the other from the sending on; each bound widens by what the clocks may have drifted apart since.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Bounds of theta in milliseconds, as they were proved at local time `atMs`, of clocks that were not stepped since `sinceMs`.
 * `behindMs` is by how much the newest answer, alone, would have proved less than the best: its way back took longer by that.
 *
 * @category models
 * @since 0.1.0
 */
export interface VenueClock {
  readonly lowMs: number
  readonly highMs: number
  readonly atMs: number
  readonly sinceMs: number
  readonly behindMs: number
}

/**
 * Two quartz clocks drift apart by less than this; steered ones are slewed by at most 500 parts in a million.
 *
 * @category constants
 * @since 0.1.0
 */
export const driftRate = 0.0005

/**
 * The bounds at another local time: they widen by what the clocks may have drifted apart.
 *
 * @category getters
 * @since 0.1.0
 */
export const age = (self: VenueClock, nowMs: number): VenueClock => {
  const { atMs, behindMs, highMs, lowMs, sinceMs } = self
  const drift = Math.abs(nowMs - atMs) * driftRate
  return { lowMs: lowMs - drift, highMs: highMs + drift, atMs: nowMs, sinceMs, behindMs }
}

/**
 * The earliest local time, not before `atMs`, from which on the venue's clock surely shows `venueMs` or later.
 *
 * @category getters
 * @since 0.1.0
 */
export const reachesAt = ({ atMs, lowMs }: VenueClock, venueMs: number): number =>
  atMs + Math.max(0, venueMs - lowMs - atMs) / (1 - driftRate)

/** Half as often as the exchange allows its time to be read. */
const askEveryMs = 100

/**
 * The local time from which on it pays to ask for the venue's time, where a slot of a window is waited for: a tenth of a second
 * after an answer whose way back took longer than others' by more than a hundredth of the window. Infinity where answers are alike.
 *
 * @category getters
 * @since 0.1.0
 */
export const worthAskingAt = ({ atMs, behindMs }: VenueClock, windowMs: number): number =>
  behindMs > windowMs / 100 ? atMs + askEveryMs : Number.POSITIVE_INFINITY

/**
 * Learns from one exchange of request and answer. Where the sample contradicts what was known, a clock was stepped, and
 * the sample alone counts.
 *
 * @example
 * ```ts
 * import { VenueClock } from "@backhand/core"
 *
 * const { lowMs, highMs } = VenueClock.learn(null, { sentAtMs: 1000, receivedAtMs: 3000, venueAtMs: 6020 })
 * const bounds = [lowMs, highMs] // => [3019, 5022.0005]
 * ```
 *
 * @category combinators
 * @since 0.1.0
 */
export const learn = (
  self: VenueClock | null,
  sample: { readonly sentAtMs: number; readonly receivedAtMs: number; readonly venueAtMs: number }
): VenueClock => {
  const { receivedAtMs: atMs, sentAtMs, venueAtMs } = sample
  const low = venueAtMs - atMs - 1
  const high = venueAtMs + 1 - sentAtMs + (atMs + 1 - sentAtMs) * driftRate
  if (self !== null) {
    const aged = age(self, atMs)
    const lowMs = Math.max(aged.lowMs, low)
    const highMs = Math.min(aged.highMs, high)
    if (lowMs <= highMs) return { lowMs, highMs, atMs, sinceMs: aged.sinceMs, behindMs: lowMs - low }
  }
  return { lowMs: low, highMs: high, atMs, sinceMs: atMs, behindMs: 0 }
}
