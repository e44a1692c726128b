/**
 * Counts requests the way an exchange counts them: in fixed windows of the clock, or in any window that slides.
 *
 * The exchange does not say which it uses (Quick Start page, rate limits); both are here.
 *
 * @module
 * @since 0.1.0
 */

/**
 * At most `limit` requests in `windowMs` milliseconds; once exceeded, `penaltyMs` milliseconds of nothing.
 *
 * @category models
 * @since 0.1.0
 */
export interface Rate {
  readonly limit: number
  readonly windowMs: number
  readonly penaltyMs?: number
}

/**
 * The verdict over one request. `remaining` is what the header `x-mbx-used-remain-limit` carries.
 *
 * @category models
 * @since 0.1.0
 */
export interface Verdict {
  readonly isAllowed: boolean
  readonly remaining: number
}

/**
 * The arrivals that were let through, by counter.
 *
 * @category models
 * @since 0.1.0
 */
export interface Limiter {
  readonly arrivals: Map<string, Array<number>>
  readonly blockedUntil: Map<string, number>
}

/**
 * A limiter that has seen nothing.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (): Limiter => ({ arrivals: new Map(), blockedUntil: new Map() })

/**
 * Judges one request of a counter at `atMs` and remembers it if it is let through; a refused request does not count.
 *
 * @category counting
 * @since 0.1.0
 */
export const take = (self: Limiter, counter: string, rate: Rate, kind: "fixed" | "sliding", atMs: number): Verdict => {
  if ((self.blockedUntil.get(counter) ?? Number.NEGATIVE_INFINITY) > atMs) return { isAllowed: false, remaining: 0 }
  // A fixed window starts at a multiple of its length; a sliding one is open at its far end.
  const isPast =
    kind === "fixed"
      ? (at: number) => Math.floor(at / rate.windowMs) < Math.floor(atMs / rate.windowMs)
      : (at: number) => at <= atMs - rate.windowMs
  const counted = self.arrivals.get(counter) ?? []
  self.arrivals.set(counter, counted)
  while (counted[0] !== undefined && isPast(counted[0])) counted.shift()
  if (counted.length >= rate.limit) {
    if (rate.penaltyMs !== undefined) self.blockedUntil.set(counter, atMs + rate.penaltyMs)
    return { isAllowed: false, remaining: 0 }
  }
  counted.push(atMs)
  return { isAllowed: true, remaining: rate.limit - counted.length }
}

/**
 * The most arrivals in any sliding window of `windowMs` milliseconds: what a client's limiter is judged by.
 *
 * @example
 * ```ts
 * import { Limiter } from "@backhand/bitget-simulator"
 *
 * Limiter.most([0, 400, 999, 1000], 1000) // => 3
 * ```
 *
 * @category measuring
 * @since 0.1.0
 */
export const most = (arrivals: ReadonlyArray<number>, windowMs: number): number => {
  const times = arrivals.toSorted((a, b) => a - b)
  let first = 0
  let largest = 0
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - windowMs) first++
    largest = Math.max(largest, index - first + 1)
  }
  return largest
}
