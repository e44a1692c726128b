/**
 * Joins a source of signals, a venue, a journal and an engine for one subscription.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent } from "@backhand/core"
import { Observable, type SchedulerLike, Subject, type Subscriber, Subscription, takeUntil } from "rxjs"
import { monotonicClock } from "../Clock.ts"
import { memoryJournal } from "../memoryJournal.ts"
import type { ReverseOnOptions, SignalInput } from "../reverseOn.ts"
import type { Connection, Link, Ready } from "../Venue.ts"
import { engineOptions } from "./engineOptions.ts"
import { Inbox } from "./Inbox.ts"
import * as Shell from "./Shell.ts"
import * as Ticker from "./Ticker.ts"

type Events = Subscriber<ReversalEvent.ReversalEvent>

/** Closes everything before the end is told: whoever hears of it may start anew at once, with the same journal. */
const makeEnd = (subscriber: Events, life: Subscription) => (end: () => void) => {
  if (life.closed) return
  try {
    life.unsubscribe()
  } catch (error) {
    return subscriber.error(error)
  }
  end()
}

/** Everything of one subscription that comes after the journal is open. */
const run = (options: ReverseOnOptions, ground: Omit<Shell.Ground, "fail" | "onDone">) => {
  const { journal, life, now, subscriber } = ground
  const end = makeEnd(subscriber, life)
  const fail = (error: unknown): void => end(() => subscriber.error(error))
  const onDone = (): void =>
    inbox.failure === undefined ? end(() => subscriber.complete()) : fail(inbox.failure.error)
  const isIdle = journal.opening.unsettled.length === 0
  const tell = (event: ReversalEvent.ReversalEvent) => subscriber.next(event)
  const inbox = new Inbox({ fail, isIdle, now, onDone, tell })
  let hasBegun = false

  const begin = (venue: Ready): void => {
    if (life.closed || hasBegun) return
    hasBegun = true
    try {
      const shell = Shell.make(engineOptions(options, venue, journal), { ...ground, fail, onDone })
      for (const unsettled of journal.opening.unsettled) shell.feed({ fact: "unsettled", unsettled })
      inbox.open(shell)
    } catch (error) {
      fail(error)
    }
  }
  return { begin, fail, inbox }
}

/** Makes the observable that `reverseOn` returns. */
export const connect = (
  signals: Observable<SignalInput>,
  options: ReverseOnOptions,
  scheduler: SchedulerLike
): Observable<ReversalEvent.ReversalEvent> =>
  new Observable((subscriber) => {
    const { now, recent } = Ticker.make(options.clock ?? (options.scheduler === undefined ? monotonicClock : scheduler))
    const journal = (options.journal ?? memoryJournal()).open(now())
    const life = new Subscription()
    let connection: Connection | undefined
    let early: Ready | undefined
    subscriber.add(life)
    life.add(() => connection?.close())
    life.add(() => journal.close())

    const { record } = options
    const ground = { connection: () => connection, journal, life, now, recent, record, scheduler, subscriber }
    const { begin, fail, inbox } = run(options, ground)
    const link: Link = {
      now,
      tell: inbox.put,
      fail,
      ready(venue) {
        // A venue may be ready before its connection is in hand.
        if (connection === undefined) early = venue
        else begin(venue)
      }
    }
    connection = options.venue.connect(link)
    if (life.closed) return connection.close()
    if (early !== undefined) begin(early)
    life.add(inbox)
    const { control } = options
    if (control !== undefined) {
      // `gone` stops an endless synchronous control once downstream has had enough.
      const gone = new Subject<void>()
      life.add(() => gone.next())
      life.add(control.pipe(takeUntil(gone)).subscribe({ next: inbox.put, error: inbox.fail }))
    }
    if (!life.closed) signals.subscribe(inbox)
  })
