/**
 * Paces the reads of one endpoint, and leaves out those that already wait.
 *
 * @module
 * @since 0.1.0
 */
import { Budget } from "@backhand/core"
import { asyncScheduler, type SchedulerLike } from "rxjs"

/** Reads are limited like orders, each endpoint on its own; one call is left for the user's own tools. */
const usual = 9

/** What a read failed with. */
export interface Failure {
  readonly cause: unknown
}

export interface Reads {
  /** Runs a read when its turn comes. One of the same key that still waits is not run twice. */
  readonly add: (key: string, read: () => Promise<void>) => void
  readonly close: () => void
}

/** Tells when reads begin to fail, and when they work again. */
const makeNote = (onChange: (failure: Failure | undefined) => void) => {
  let isFailing = false
  return (failure?: Failure): void => {
    if (isFailing === (failure !== undefined)) return
    isFailing = failure !== undefined
    onChange(failure)
  }
}

/** `onChange` hears of the first read that fails and of the first that works again. */
export const make = (
  now: () => number,
  onChange: (failure: Failure | undefined) => void,
  perSecond = usual,
  scheduler: SchedulerLike = asyncScheduler
): Reads => {
  const limit: Budget.Limit = { limit: perSecond, windowMs: 1000 }
  const waiting = new Map<string, () => Promise<void>>()
  let budget = Budget.make(limit)
  let timer: { unsubscribe: () => void } | undefined
  let count = 0
  let isClosed = false
  const note = makeNote(onChange)

  const run = async (read: () => Promise<void>): Promise<void> => {
    const id = String(++count)
    budget = Budget.take(budget, id, now(), now() + 30_000)
    try {
      await read()
      if (!isClosed) note()
    } catch (cause) {
      // A read that failed says nothing of the account; the engine asks again.
      if (!isClosed) note({ cause })
    }
    budget = Budget.settle(budget, id, now())
    serve()
  }

  const serve = (): void => {
    for (const [key, read] of waiting) {
      if (isClosed) return
      // Looked at once: the clock moves on, and a timer that is to wait less than nothing makes the host complain.
      const atMs = now()
      const freeAtMs = Budget.freeAt(budget, atMs)
      if (freeAtMs > atMs) return arm(freeAtMs - atMs)
      waiting.delete(key)
      void run(read)
    }
  }

  const arm = (delayMs: number): void => {
    timer?.unsubscribe()
    timer = scheduler.schedule(serve, delayMs)
  }

  return {
    add: (key, read) => {
      if (!waiting.has(key)) waiting.set(key, read)
      serve()
    },
    close: () => {
      isClosed = true
      timer?.unsubscribe()
    }
  }
}
