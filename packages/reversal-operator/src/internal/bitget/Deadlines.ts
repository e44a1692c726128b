/**
 * Ends what takes too long, with one timer for everything that is under way.
 *
 * @module
 * @since 0.1.0
 */

/** What is under way. */
export interface Timed {
  /** It was not ended in time. */
  onLate(): void
}

/** All take equally long at most, so the oldest is due first: a timer for each would cost more than the rest of its keeping. */
export class Deadlines {
  readonly longestMs: number
  /** When each is due, the oldest first. */
  readonly #open = new Map<Timed, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(longestMs: number) {
    this.longestMs = longestMs
  }

  /** Calls `onLate` unless it is ended in time. */
  start(timed: Timed): void {
    this.#open.set(timed, performance.now() + this.longestMs)
    this.#timer ??= this.#wait(this.longestMs)
  }

  end(timed: Timed): void {
    this.#open.delete(timed)
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
    for (const [timed, atMs] of this.#open) {
      // Timers of the host may be a millisecond early.
      if (atMs > now + 1) {
        this.#timer = this.#wait(atMs - now)
        return
      }
      this.#open.delete(timed)
      timed.onLate()
    }
  }
}
