/**
 * A source that is pushed from outside, like a `Subject`, at half its price an event: a replay pushes millions.
 *
 * @module
 * @since 0.1.0
 */
import type { Observable, Subscriber } from "rxjs"
import { rxjs } from "../rxjs.ts"

/** `source` emits what `next` is given, to everyone who is subscribed by then. */
export interface Hot<A> {
  readonly source: Observable<A>
  readonly next: (value: A) => void
  readonly complete: () => void
}

/** Makes a source. Whoever subscribes after it has completed is completed at once. */
export const hot = <A>(): Hot<A> => {
  const subscribers: Array<Subscriber<A>> = []
  let isComplete = false
  const source = new (rxjs().Observable)<A>((subscriber) => {
    if (isComplete) {
      subscriber.complete()
      return undefined
    }
    subscribers.push(subscriber)
    return () => void subscribers.splice(subscribers.indexOf(subscriber), 1)
  })
  /** Someone may come or go meanwhile: a value is for those who were there. */
  const tell = (what: (subscriber: Subscriber<A>) => void): void => {
    const there = [...subscribers]
    for (const subscriber of there) what(subscriber)
  }
  return {
    source,
    next: (value) => {
      const [only] = subscribers
      if (only !== undefined && subscribers.length === 1) only.next(value)
      else tell((subscriber) => subscriber.next(value))
    },
    complete: () => {
      isComplete = true
      tell((subscriber) => subscriber.complete())
    }
  }
}
