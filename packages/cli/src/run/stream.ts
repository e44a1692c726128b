/**
 * One run: signals in, events out, until the signals have ended and everything is settled, or an interrupt.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent } from "@backhand/core"
import {
  type Control,
  type Journal,
  reverseOn,
  type ReverseOnOptions,
  type SignalInput,
  type Venue
} from "@backhand/reversal-operator"
import { type Observable, Subject } from "rxjs"
import type { ExitCode } from "../CommandError.ts"
import { asVenueError } from "../exchange/explain.ts"
import type { Interrupt } from "../Host.ts"
import type { Log } from "./Log.ts"
import type { Observer } from "./Observer.ts"
import type { Settings } from "./settings.ts"

/**
 * What a run is made of.
 *
 * @since 0.1.0
 */
export interface Parts {
  readonly settings: Settings
  readonly venue: Venue
  readonly journal: Journal | undefined
  readonly observers: ReadonlyArray<Observer>
  readonly signals: Observable<SignalInput>
  readonly control: Subject<Control>
  readonly log: Log
  readonly onEvent: (event: ReversalEvent.ReversalEvent) => void
  readonly interrupts: Observable<Interrupt>
}

const optionsOf = ({ control, journal, observers, settings, venue }: Parts): ReverseOnOptions => ({
  venue,
  whenFlat: settings.whenFlat,
  limit: settings.limit,
  complete: settings.isComplete,
  guards: settings.guards,
  control,
  ...(journal === undefined ? {} : { journal }),
  record: (entry) => {
    for (const observer of observers) observer.entry?.(entry)
  }
})

/** The orders that were sent and are not settled. */
const inFlight = () => {
  const open = new Set<string>()
  return {
    open,
    take: (event: ReversalEvent.ReversalEvent): void => {
      if (event.event === "sent" || event.event === "recovered") open.add(event.clientOid)
      else if (event.event === "settled" || event.event === "throttled") open.delete(event.clientOid)
      else if (event.event === "refused" && event.clientOid !== null) open.delete(event.clientOid)
    }
  }
}

const leaving = (open: ReadonlySet<string>, hasJournal: boolean): string => {
  if (open.size === 0) return "ended at once; nothing was in flight"
  const what = `ended at once with ${open.size} in flight: ${[...open].join(", ")}`
  return hasJournal ? `${what}; the journal knows them` : `${what}; there is no journal that knows them`
}

/**
 * Runs to the end and gives the exit code: 0 where nothing halted, 1 otherwise. The first interrupt stops new orders and
 * settles what is in flight; the second ends at once, with 1.
 *
 * Errors: rejects where going on is impossible: with the venue's error, the journal's, or that of the signals.
 *
 * @since 0.1.0
 */
export const runToEnd = (parts: Parts): Promise<ExitCode> =>
  new Promise((resolve, reject) => {
    const { control, interrupts, journal, log, observers, onEvent, signals } = parts
    const flight = inFlight()
    let isHalted = false
    let isStopping = false
    interrupts.subscribe((name) => {
      if (!isStopping) {
        isStopping = true
        log("warn", `${name}: no new orders; settling what is in flight. Once more ends at once.`)
        return control.next({ fact: "stop" })
      }
      if (subscription.closed) return
      log("warn", leaving(flight.open, journal !== undefined))
      subscription.unsubscribe()
      resolve(1)
    })
    const subscription = signals.pipe(reverseOn(optionsOf(parts))).subscribe({
      next: (event) => {
        flight.take(event)
        isHalted ||= event.event === "halted"
        for (const observer of observers) observer.event?.(event)
        onEvent(event)
      },
      error: (error: unknown) => reject(asVenueError(error)),
      complete: () => resolve(isHalted ? 1 : 0)
    })
  })
