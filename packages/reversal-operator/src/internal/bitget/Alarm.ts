/**
 * A timer that can be set again and cleared.
 *
 * @module
 * @since 0.1.0
 */
import { asyncScheduler, type Subscription } from "rxjs"

export class Alarm {
  #timer: Subscription | undefined

  /** Replaces what was set. */
  set(delayMs: number, onDue: () => void): void {
    this.clear()
    this.#timer = asyncScheduler.schedule(onDue, delayMs)
  }

  clear(): void {
    this.#timer?.unsubscribe()
    this.#timer = undefined
  }
}
