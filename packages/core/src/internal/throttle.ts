/**
 * What a budget does about the answer 429.
 *
 * @module
 * @since 0.1.0
 */
import type { Budget } from "../Budget.ts"

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
 *
 * @category combinators
 * @since 0.1.0
 */
export const relax = (self: Budget): Budget => (self.strikes === 0 ? self : { ...self, strikes: 0 })
