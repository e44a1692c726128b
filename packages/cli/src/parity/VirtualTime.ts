/**
 * Virtual time in which the venue speaks before timers, as it is agreed for one instant.
 *
 * @module
 * @since 0.1.0
 */
import { type SchedulerAction, type SchedulerLike, VirtualTimeScheduler } from "rxjs"

/**
 * - `now` whole milliseconds.
 * - `timers` the scheduler of whoever waits for time to pass.
 * - `later` does something at the venue after some milliseconds, before the timers of that moment.
 * - `signal` does something at a time, after the timers of that moment: signals come last.
 * - `before` lets everything happen that comes before a time; then it is that time.
 * - `through` lets everything of that time happen as well.
 */
export interface VirtualTime {
  readonly now: () => number
  readonly timers: SchedulerLike
  readonly later: (delayMs: number, work: () => void) => void
  readonly signal: (atMs: number, work: () => void) => void
  readonly before: (atMs: number) => void
  readonly through: (atMs: number) => void
}

/** Timers go off within the millisecond, and signals after them. */
const timerLate = 0.25
const signalLate = 0.5

/** Virtual time that begins at `fromMs`. */
export const make = (fromMs: number): VirtualTime => {
  const scheduler = new VirtualTimeScheduler()
  scheduler.frame = fromMs
  const now = (): number => Math.floor(scheduler.frame)
  const flush = (until: number, atMs: number): void => {
    scheduler.maxFrames = until
    scheduler.flush()
    scheduler.frame = atMs
  }
  return {
    now,
    timers: {
      now,
      schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delayMs = 0, state?: T) {
        return scheduler.schedule(work, now() + delayMs + timerLate - scheduler.frame, state)
      }
    },
    later: (delayMs, work) => void scheduler.schedule(work, now() + delayMs - scheduler.frame),
    signal: (atMs, work) => void scheduler.schedule(work, atMs + signalLate - scheduler.frame),
    before: (atMs) => flush(atMs - timerLate, atMs),
    through: (atMs) => flush(atMs + timerLate, atMs)
  }
}
