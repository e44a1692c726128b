/**
 * The rate limit as data: at most `limit` requests arriving at the venue in any window, whatever the network does.
 *
 * A request holds a slot from its sending until one window after its arrival is proved to have happened. Pacing at the
 * sender cannot keep such a limit: two requests sent a window apart arrive closer when the first is delayed.
 *
 * - **Response-anchored.** An answer in hand at local time `r` proves arrival by `r`: the slot is free at `r + window`.
 * - **Venue-stamp-anchored.** An answer stamped `v` by the venue proves arrival by `v` on its clock, and a request sent at
 *   `t` arrives no earlier than `t + theta_low`: the slot is free at `v + 1 + window - theta_low`.
 * - **Lost.** A request that was never answered holds its slot until one window after it can no longer arrive.
 *
 * A window is the venue's: on our clock it may take longer by what clocks drift apart.
 *
 * @module
 * @since 0.1.0
 */
import { driftRate } from "./VenueClock.ts"

/**
 * At most `limit` requests in any window of `windowMs` milliseconds; both are whole numbers above zero.
 * @category models
 * @since 0.1.0
 */
export interface Limit {
  readonly limit: number
  readonly windowMs: number
}

/**
 * The exchange's limit for reversals and orders: 10 a second per UID (Reversal page).
 *
 * @category constants
 * @since 0.1.0
 */
export const ordinary: Limit = { limit: 10, windowMs: 1000 }

/**
 * The exchange's limit for copy-trading traders: 1 a second per UID (Reversal page).
 *
 * @category constants
 * @since 0.1.0
 */
export const trader: Limit = { limit: 1, windowMs: 1000 }

/**
 * One request that counts against the limit, until `freeAtMs`. `id` is null for calls that others made.
 *
 * @category models
 * @since 0.1.0
 */
export interface Slot {
  readonly id: string | null
  readonly sentAtMs: number
  readonly freeAtMs: number
}

/**
 * A limit with its slots, the time until which nothing may be sent, and the throttled answers in a row.
 *
 * @category models
 * @since 0.1.0
 */
export interface Budget {
  readonly limit: Limit
  readonly slots: ReadonlyArray<Slot>
  readonly pausedUntilMs: number
  readonly strikes: number
}

/**
 * A budget of which nothing is spent, and nothing may be spent before `pausedUntilMs`: where an earlier process may have
 * sent requests, that is one window after its end.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (limit: Limit, pausedUntilMs = 0): Budget => ({ limit, slots: [], pausedUntilMs, strikes: 0 })

const busy = (self: Budget, nowMs: number): ReadonlyArray<Slot> => self.slots.filter((slot) => slot.freeAtMs > nowMs)

/**
 * The earliest time at or after `nowMs` at which a request may be sent, as far as is known now.
 *
 * @example
 * ```ts
 * import { Budget } from "@backhand/core"
 *
 * const once = Budget.make({ limit: 1, windowMs: 1000 })
 * const spent = Budget.take(once, "a", 0, 5000)
 * Budget.freeAt(spent, 0) // => 6001
 * Budget.freeAt(Budget.settle(spent, "a", 1040), 0) // => 1040
 * ```
 *
 * @category getters
 * @since 0.1.0
 */
export const freeAt = (self: Budget, nowMs: number): number => {
  const from = Math.max(nowMs, self.pausedUntilMs)
  const times = self.slots.length < self.limit.limit ? [] : busy(self, from).map((slot) => slot.freeAtMs)
  if (times.length < self.limit.limit) return from
  return times.toSorted((a, b) => a - b)[times.length - self.limit.limit] ?? from
}

/**
 * Takes a slot for a request that can arrive until `deadAtMs` at the latest.
 *
 * @category combinators
 * @since 0.1.0
 */
export const take = (self: Budget, id: string | null, nowMs: number, deadAtMs: number): Budget => ({
  ...self,
  slots: [
    // What was freed less than a window ago is kept: the remaining-calls header is compared with it.
    ...self.slots.filter((slot) => slot.freeAtMs > nowMs - self.limit.windowMs),
    { id, sentAtMs: nowMs, freeAtMs: Math.ceil(deadAtMs + self.limit.windowMs * (1 + driftRate)) }
  ]
})

/**
 * Sets when the slot of an answered request becomes free. Never later than what was known.
 *
 * @category combinators
 * @since 0.1.0
 */
export const settle = (self: Budget, id: string, freeAtMs: number): Budget => ({
  ...self,
  slots: self.slots.map((slot) => (slot.id === id ? { ...slot, freeAtMs: Math.min(slot.freeAtMs, freeAtMs) } : slot))
})

/**
 * When the slot of a request becomes free that was answered at `receivedAtMs`, stamped `venueAtMs` (null: no stamp, or
 * the stamp is not trusted). `thetaLowMs` is the proved lower bound of venue clock minus local clock.
 *
 * @category formulas
 * @since 0.1.0
 */
export const freeAfterAnswer = (
  { windowMs }: Limit,
  receivedAtMs: number,
  venueAtMs: number | null,
  thetaLowMs: number
): number => {
  const heldMs = windowMs * (1 + driftRate)
  const byResponse = Math.ceil(receivedAtMs + 1 + heldMs)
  return venueAtMs === null ? byResponse : Math.min(byResponse, Math.ceil(venueAtMs + 1 + heldMs - thetaLowMs))
}

/**
 * Learns from the venue's remaining-calls header that others used some of the limit: they take slots for a window.
 * Only ever lowers the rate.
 *
 * @category combinators
 * @since 0.1.0
 */
export const heed = (self: Budget, remaining: number, sentAtMs: number, nowMs: number): Budget => {
  const ours = self.slots.filter((slot) => slot.freeAtMs > sentAtMs).length
  const others = Math.min(self.limit.limit, self.limit.limit - remaining - ours)
  const slot = { id: null, sentAtMs: nowMs, freeAtMs: nowMs + 1 + self.limit.windowMs }
  return others > 0 ? { ...self, slots: [...self.slots, ...Array.from({ length: others }, () => slot)] } : self
}

/** The exchange's recovery once its overall limit is tripped: five minutes (Quick Start, rate limits). */
const recoveryMs = 300_000
const strikesUntilRecovery = 4

/**
 * Pauses after a throttled answer to a request sent at `sentAtMs`: one window, then twice as long each time; from the fifth
 * in a row the five minutes that the exchange takes to recover. Requests that were under way together count once.
 *
 * @category combinators
 * @since 0.1.0
 */
export const throttle = (self: Budget, sentAtMs: number, nowMs: number): Budget => {
  if (sentAtMs < self.pausedUntilMs)
    return { ...self, pausedUntilMs: Math.max(self.pausedUntilMs, nowMs + 1 + self.limit.windowMs) }
  const pauseMs = self.strikes >= strikesUntilRecovery ? recoveryMs : self.limit.windowMs * 2 ** self.strikes
  return { ...self, pausedUntilMs: Math.max(self.pausedUntilMs, nowMs + 1 + pauseMs), strikes: self.strikes + 1 }
}

/**
 * Forgets the throttled answers: the venue took a request again.
 * @category combinators
 * @since 0.1.0
 */
export const relax = (self: Budget): Budget => (self.strikes === 0 ? self : { ...self, strikes: 0 })

/**
 * Changes the limit, as when the account turns out to be a copy-trading trader's. What was sent before counts in the new
 * window too: where that is longer, every slot is held for the difference.
 * @category combinators
 * @since 0.1.0
 */
export const withLimit = (self: Budget, limit: Limit, nowMs: number): Budget => {
  const longerMs = limit.windowMs - self.limit.windowMs
  if (longerMs <= 0 || self.slots.length === 0) return { ...self, limit }
  const slots = self.slots.map((slot) => ({ ...slot, freeAtMs: slot.freeAtMs + longerMs }))
  // Slots that are forgotten were free a window ago.
  const pausedUntilMs = Math.max(self.pausedUntilMs, nowMs + longerMs - self.limit.windowMs)
  return { ...self, limit, slots, pausedUntilMs }
}
