/**
 * The rate limit as data: at most `limit` requests arriving at the venue in any window, whatever the network does.
 *
 * A request holds a slot from its sending until one window after its arrival is proved to have happened. Pacing at the
 * sender cannot keep such a limit: two requests sent a window apart arrive closer when the first is delayed.
 *
 * - **Response-anchored.** An answer in hand at local time `r` proves arrival by `r`: the slot is free at `r + window`.
 * - **Venue-stamp-anchored.** An answer stamped `v` by the venue proves arrival by `v + 1` on its clock: the slot is free as
 *   soon as that clock surely shows `v + 1 + window`, by the best bound that any answer has given.
 * - **Lost.** A request that was never answered holds its slot until one window after it can no longer arrive.
 *
 * A window is the venue's: on our clock it may take longer by what clocks drift apart.
 *
 * @module
 * @since 0.1.0
 */
import * as VenueClock from "./VenueClock.ts"

export { relax, throttle } from "./internal/throttle.ts"

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
 * @category constants
 * @since 0.1.0
 */
export const ordinary: Limit = { limit: 10, windowMs: 1000 }

/**
 * The exchange's limit for copy-trading traders: 1 a second per UID (Reversal page).
 * @category constants
 * @since 0.1.0
 */
export const trader: Limit = { limit: 1, windowMs: 1000 }

/**
 * One request that counts against the limit, until `freeAtMs`. `id` is null for calls that others made, `stampMs` is the
 * venue's time of its arrival, null where it is not known or not trusted.
 *
 * @category models
 * @since 0.1.0
 */
export interface Slot {
  readonly id: string | null
  readonly sentAtMs: number
  readonly freeAtMs: number
  readonly stampMs: number | null
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
 * Budget.freeAt(Budget.settle(spent, "a", 38), 0) // => 1040
 * ```
 *
 * @category getters
 * @since 0.1.0
 */
export const freeAt = (self: Budget, nowMs: number): number => {
  const from = Math.max(nowMs, self.pausedUntilMs)
  if (self.slots.length < self.limit.limit) return from
  const times = busy(self, from).map(({ freeAtMs }) => freeAtMs)
  return times.toSorted((a, b) => a - b)[times.length - self.limit.limit] ?? from
}

/**
 * Tells whether a slot is waited for that may turn out to be free earlier, once more is known of the venue's clock.
 *
 * @category guards
 * @since 0.1.0
 */
export const waitsForStamp = (self: Budget, nowMs: number): boolean => {
  const slots = self.pausedUntilMs > nowMs ? [] : busy(self, nowMs)
  return slots.length >= self.limit.limit && slots.some(({ stampMs }) => stampMs !== null)
}

/** How long a window of the venue may take on our clock. */
const heldMs = ({ windowMs }: Limit): number => windowMs / (1 - VenueClock.driftRate)

/**
 * Takes a slot for a request that can arrive until `deadAtMs` at the latest.
 *
 * @category combinators
 * @since 0.1.0
 */
export const take = (self: Budget, id: string | null, nowMs: number, deadAtMs: number): Budget => {
  // What was freed less than a window ago is kept: the remaining-calls header is compared with it.
  const slots = self.slots.filter((slot) => slot.freeAtMs > nowMs - self.limit.windowMs)
  slots.push({ id, sentAtMs: nowMs, freeAtMs: Math.ceil(deadAtMs + heldMs(self.limit)), stampMs: null })
  return { ...self, slots }
}

/**
 * When a request must have been a window ago that had arrived by the millisecond `receivedAtMs`.
 * @category formulas
 * @since 0.1.0
 */
export const freeAfterAnswer = (limit: Limit, receivedAtMs: number): number =>
  Math.ceil(receivedAtMs + 1 + heldMs(limit))

const improve = (slot: Slot, freeAtMs: number, stampMs = slot.stampMs): Slot =>
  freeAtMs < slot.freeAtMs || stampMs !== slot.stampMs
    ? { ...slot, freeAtMs: Math.min(freeAtMs, slot.freeAtMs), stampMs }
    : slot

/**
 * Anchors the slot of a request that was answered at `receivedAtMs`, stamped `stampMs` by the venue (null: no stamp, or
 * the stamp is not trusted). Never later than what was known.
 * @category combinators
 * @since 0.1.0
 */
export const settle = (self: Budget, id: string, receivedAtMs: number, stampMs: number | null = null): Budget => ({
  ...self,
  slots: self.slots.map((slot) =>
    slot.id === id ? improve(slot, freeAfterAnswer(self.limit, receivedAtMs), slot.stampMs ?? stampMs) : slot
  )
})

/**
 * Frees stamped slots as early as what is known of the venue's clock proves. One sent before a step of the clocks is let be.
 * @category combinators
 * @since 0.1.0
 */
export const anchor = (self: Budget, clock: VenueClock.VenueClock): Budget => ({
  ...self,
  slots: self.slots.map((slot) =>
    slot.stampMs === null || slot.sentAtMs < clock.sinceMs
      ? slot
      : improve(slot, Math.ceil(VenueClock.reachesAt(clock, slot.stampMs + 1 + self.limit.windowMs)))
  )
})

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
  const slot = { id: null, sentAtMs: nowMs, freeAtMs: freeAfterAnswer(self.limit, nowMs), stampMs: null }
  return others > 0 ? { ...self, slots: [...self.slots, ...Array.from({ length: others }, () => slot)] } : self
}

/**
 * Changes the limit, as when the account turns out to be a copy-trading trader's. What was sent before counts in the new
 * window too: where that is longer, every slot is held for the difference.
 * @category combinators
 * @since 0.1.0
 */
export const withLimit = (self: Budget, limit: Limit, nowMs: number): Budget => {
  const longerMs = Math.ceil(heldMs(limit) - heldMs(self.limit))
  if (longerMs <= 0 || self.slots.length === 0) return { ...self, limit }
  const slots = self.slots.map((slot) => ({ ...slot, freeAtMs: slot.freeAtMs + longerMs }))
  // Slots that are forgotten were free a window ago.
  const pausedUntilMs = Math.max(self.pausedUntilMs, nowMs + longerMs - self.limit.windowMs)
  return { ...self, limit, slots, pausedUntilMs }
}
