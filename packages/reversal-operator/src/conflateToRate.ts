/**
 * Fair, latest-wins throttling of any stream by key.
 *
 * @module
 * @since 0.1.0
 */
import type { Budget } from "@backhand/core"
import {
  asyncScheduler,
  type MonoTypeOperatorFunction,
  Observable,
  type SchedulerLike,
  type Subscription,
  takeWhile
} from "rxjs"

/** Counts what was let through in the last window. */
const makePace = ({ limit, windowMs }: Budget.Limit, scheduler: SchedulerLike) => {
  const sentAtMs: Array<number> = []
  return {
    spend(): void {
      sentAtMs.push(scheduler.now())
      if (sentAtMs.length > limit) sentAtMs.shift()
    },
    waitMs(): number {
      const oldest = sentAtMs.length < limit ? undefined : sentAtMs[0]
      return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - scheduler.now())
    }
  }
}

/**
 * Lets values through no faster than `limit`, keeping only the newest of each key while it waits. Keys are served in the
 * order in which they began to wait.
 *
 * A value is a wish about now: while the budget is spent, an older wish is worth less than a newer one of its key.
 *
 * With `{ limit: 1, windowMs: 4 }`, one frame a millisecond, and every value its own key but `c`, which replaces `b`:
 *
 * ```text
 * source   a-b-c-----d|
 * output   a---c-----d|
 * ```
 *
 * This paces at the sender. Behind a network with jitter that does not keep a venue's limit; `reverseOn` does.
 *
 * - **Units** `windowMs` is milliseconds on `scheduler`'s clock.
 * - **Emits** synchronously while a slot is free, otherwise at the first free slot.
 * - **Completes** after everything that waits has been emitted.
 * - **Errors** at once when the source errors or `keyOf` throws; what waits is dropped. Adds no error of its own.
 * - **Unsubscribe** cancels the timer and drops what waits.
 *
 * @param limit At most `limit` emissions in any window of `windowMs`.
 * @param keyOf Values of equal keys replace each other. Default: all do.
 * @param scheduler Source of time. Pass a `VirtualTimeScheduler` to replay.
 * @since 0.1.0
 */
export function conflateToRate<T>(
  limit: Budget.Limit,
  keyOf: (value: T) => unknown = () => undefined,
  scheduler: SchedulerLike = asyncScheduler
): MonoTypeOperatorFunction<T> {
  return (source) =>
    new Observable((subscriber) => {
      const newest = new Map<unknown, T>()
      const pace = makePace(limit, scheduler)
      let timer: Subscription | undefined
      let isTimed = false
      let isSourceDone = false

      const serve = (): void => {
        isTimed = false
        for (const [key, value] of newest) {
          if (pace.waitMs() > 0) break
          // Left before it is emitted: a subscriber may feed the source again.
          newest.delete(key)
          pace.spend()
          subscriber.next(value)
        }
        if (newest.size > 0) setTimer()
        else if (isSourceDone) subscriber.complete()
      }

      const setTimer = (): void => {
        if (isTimed || subscriber.closed) return
        isTimed = true
        timer?.unsubscribe()
        timer = scheduler.schedule(serve, pace.waitMs())
        subscriber.add(timer)
      }

      // `takeWhile` stops an endless synchronous source once downstream has had enough.
      return source.pipe(takeWhile(() => !subscriber.closed)).subscribe({
        next(value) {
          let key: unknown
          try {
            key = keyOf(value)
          } catch (error) {
            return subscriber.error(error)
          }
          newest.set(key, value)
          if (!isTimed) serve()
        },
        error: (error: unknown) => subscriber.error(error),
        complete() {
          isSourceDone = true
          if (newest.size === 0) subscriber.complete()
        }
      })
    })
}
