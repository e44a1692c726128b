/**
 * Joins a source of signals, a venue, a journal and an engine for one subscription.
 *
 * @module
 * @since 0.1.0
 */
import { EngineOptions, type ReversalEvent } from "@backhand/core"
import { Observable, type SchedulerLike, type Subscriber, takeWhile } from "rxjs"
import { type Clock, monotonicClock } from "../Clock.ts"
import type { OpenJournal } from "../Journal.ts"
import { memoryJournal } from "../memoryJournal.ts"
import type { ReverseOnOptions, SignalInput } from "../reverseOn.ts"
import type { Connection, Ready } from "../Venue.ts"
import * as Inbox from "./Inbox.ts"
import * as Shell from "./Shell.ts"

/** Whole milliseconds that never step back. */
const steady = (clock: Clock) => {
  let last = 0
  return (): number => {
    last = Math.max(last, Math.floor(clock.now()))
    return last
  }
}

const engineOptions = (options: ReverseOnOptions, ready: Ready, journal: OpenJournal): EngineOptions.EngineOptions => {
  const { complete, guards, maxAttempts, sharesBudget, timing, trustsVenueStamp, whenFlat } = options
  const limit = options.limit === undefined || options.limit === "auto" ? ready.limit : options.limit
  const made = EngineOptions.make({
    session: journal.opening.session,
    instruments: ready.instruments,
    enter: typeof whenFlat === "object" ? whenFlat.enter : null,
    guards,
    timing,
    ...(limit === undefined ? {} : { limit }),
    ...(complete === undefined ? {} : { complete }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    ...(sharesBudget === undefined ? {} : { sharesBudget }),
    ...(trustsVenueStamp === undefined ? {} : { trustsVenueStamp })
  })
  const { lastSettledAtMs } = journal.opening
  if (lastSettledAtMs === null) return made
  // What an earlier run had settled has arrived by then; its unsettled orders hold slots of their own. Reads lag.
  const pausedUntilMs = lastSettledAtMs + made.limit.windowMs
  const trustedFromMs = lastSettledAtMs + made.timing.lagMs
  return { ...made, pausedUntilMs, trustedFromMs }
}

/** Everything of one subscription that comes after the journal is open. */
const run = (
  subscriber: Subscriber<ReversalEvent.ReversalEvent>,
  options: ReverseOnOptions,
  ground: Omit<Shell.Ground, "onDone" | "subscriber">
) => {
  const inbox = Inbox.make(subscriber, ground.now)
  const onDone = (): void =>
    inbox.failure === undefined ? subscriber.complete() : subscriber.error(inbox.failure.error)
  const begin = (venue: Ready): void => {
    if (subscriber.closed) return
    const shell = Shell.make(engineOptions(options, venue, ground.journal), { ...ground, subscriber, onDone })
    for (const unsettled of ground.journal.opening.unsettled) shell.feed({ fact: "unsettled", unsettled })
    inbox.open(shell.feed)
  }
  return { inbox, begin }
}

/** Makes the observable that `reverseOn` returns. */
export const connect = (
  signals: Observable<SignalInput>,
  options: ReverseOnOptions,
  scheduler: SchedulerLike
): Observable<ReversalEvent.ReversalEvent> =>
  new Observable((subscriber) => {
    const now = steady(options.clock ?? (options.scheduler === undefined ? monotonicClock : scheduler))
    const journal = (options.journal ?? memoryJournal()).open(now())
    subscriber.add(() => journal.close())
    let connection: Connection | undefined
    let early: Ready | undefined
    const { inbox, begin } = run(subscriber, options, {
      journal,
      scheduler,
      now,
      record: options.record,
      connection: () => connection
    })
    connection = options.venue.connect({
      now,
      tell: inbox.put,
      fail: (error) => subscriber.error(error),
      ready(venue) {
        // A venue may be ready before its connection is in hand.
        if (connection === undefined) early = venue
        else begin(venue)
      }
    })
    subscriber.add(() => connection?.close())
    if (early !== undefined) begin(early)
    if (options.control !== undefined)
      subscriber.add(options.control.subscribe({ next: inbox.put, error: inbox.error }))
    // `takeWhile` stops an endless synchronous source once downstream has had enough.
    subscriber.add(signals.pipe(takeWhile(() => !subscriber.closed)).subscribe(inbox))
  })
