/**
 * The operator's clock.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Gives the time in milliseconds since the epoch. It must never step back. A scheduler of RxJS is one.
 *
 * @since 0.1.0
 */
export interface Clock {
  readonly now: () => number
}

const originMs = performance.timeOrigin

/**
 * The host's monotonic clock, set once by its wall clock: it is not stepped when the wall clock is corrected.
 *
 * @since 0.1.0
 */
export const monotonicClock: Clock = { now: () => originMs + performance.now() }
