/**
 * Ends what takes too long, with one timer for everything that is under way.
 *
 * @module
 * @since 0.1.0
 */

interface Entry {
  readonly atMs: number
  readonly onLate: () => void
}

/** All take equally long at most, so the oldest is due first: a timer for each would cost more than the rest of its keeping. */
export class Deadlines {
  readonly longestMs: number
  readonly #open = new Set<Entry>()
  #timer: NodeJS.Timeout | undefined

  constructor(longestMs: number) {
    this.longestMs = longestMs
  }

  /** Calls `onLate` unless the returned function is called in time. */
  start(onLate: () => void): () => void {
    const entry = { atMs: performance.now() + this.longestMs, onLate }
    this.#open.add(entry)
    this.#timer ??= this.#wait(this.longestMs)
    return () => void this.#open.delete(entry)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#open.clear()
  }

  /** What is under way keeps the process alive; the timer need not. */
  #wait(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.#sweep(), milliseconds).unref()
  }

  #sweep(): void {
    this.#timer = undefined
    const now = performance.now()
    for (const entry of this.#open) {
      // Timers of the host may be a millisecond early.
      if (entry.atMs > now + 1) {
        this.#timer = this.#wait(entry.atMs - now)
        return
      }
      this.#open.delete(entry)
      entry.onLate()
    }
  }
}
