/**
 * Reads a clock in whole milliseconds that never step back.
 *
 * @module
 * @since 0.1.0
 */
import { type Clock, monotonicClock } from "../Clock.ts"

export interface Ticker {
  /** The time now. */
  readonly now: () => number
  /** The last time that was read, if that was a moment ago in the same synchronous burst; else the time now. */
  readonly recent: () => number
}

/** So many signals of a burst share a reading at most. */
const shared = 16

/**
 * Reading the host's clock costs more than all the rest that is done for a signal that only replaces a waiting one.
 *
 * Order is kept: a shared reading is never older than what anyone was told before, and nothing can come from outside
 * while a burst goes on. A clock that is given may move within a burst, so it is read every time.
 */
export const make = (clock: Clock): Ticker => {
  let last = 0
  let left = 0
  let isBurst = false
  const now = (): number => {
    last = Math.max(last, Math.floor(clock.now()))
    return last
  }
  if (clock !== monotonicClock) return { now, recent: now }

  const endBurst = (): void => {
    isBurst = false
    left = 0
  }
  const recent = (): number => {
    if (left-- > 0) return last
    left = shared - 1
    if (!isBurst) {
      isBurst = true
      queueMicrotask(endBurst)
    }
    return now()
  }
  return { now, recent }
}
