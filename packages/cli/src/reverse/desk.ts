/**
 * A connection to an account for one order by hand: through the engine and the venue that `run` uses.
 *
 * @module
 * @since 0.1.0
 */
import type { Instrument, Position, ReversalEvent } from "@backhand/core"
import { type Journal, reverseOn, type SignalInput, type Venue } from "@backhand/reversal-operator"
import { Subject } from "rxjs"
import type { Instruments } from "../exchange/contracts.ts"
import { asVenueError } from "../exchange/explain.ts"

/**
 * One connection.
 *
 * - `ready` resolves with the instrument and what is held of it; rejects where the account cannot be used.
 * - `position` what is held as far as it is known now.
 * - `send` passes one signal on, and resolves with its events once all is settled.
 * - `close` ends the connection; nothing is sent any more.
 *
 * @since 0.1.0
 */
export interface Desk {
  readonly ready: Promise<{ readonly instrument: Instrument.Instrument; readonly position: Position.Position }>
  readonly position: () => Position.Position | undefined
  readonly send: (signal: SignalInput) => Promise<ReadonlyArray<ReversalEvent.ReversalEvent>>
  readonly close: () => void
}

/** Hears what the venue tells of one symbol before the engine does. */
const tapped = (
  venue: Venue,
  symbol: string,
  onPosition: (position: Position.Position, all: Instruments) => void
): Venue => ({
  connect: (link) => {
    let instruments: Instruments = {}
    return venue.connect({
      ...link,
      ready: (ready) => {
        instruments = ready.instruments
        link.ready(ready)
      },
      tell: (fact) => {
        link.tell(fact)
        if (fact.fact === "position" && fact.symbol === symbol) onPosition(fact.position, instruments)
      }
    })
  }
})

/**
 * Opens a desk. Orders that an earlier run left in the journal are settled first.
 *
 * @since 0.1.0
 */
export const open = (venue: Venue, symbol: string, journal: Journal | undefined): Desk => {
  const signals = new Subject<SignalInput>()
  const events: Array<ReversalEvent.ReversalEvent> = []
  const start = Promise.withResolvers<Awaited<Desk["ready"]>>()
  const end = Promise.withResolvers<ReadonlyArray<ReversalEvent.ReversalEvent>>()
  // Each is heard by whoever waits for it; the other must not count as unheard.
  start.promise.catch(() => undefined)
  end.promise.catch(() => undefined)
  let latest: Position.Position | undefined
  const watched = tapped(venue, symbol, (position, instruments) => {
    latest = position
    const instrument = instruments[symbol]
    if (instrument !== undefined) start.resolve({ instrument, position })
  })
  const options = { venue: watched, ...(journal === undefined ? {} : { journal }) }
  const subscription = signals.pipe(reverseOn(options)).subscribe({
    next: (event) => void events.push(event),
    error: (cause: unknown) => {
      start.reject(asVenueError(cause))
      end.reject(asVenueError(cause))
    },
    complete: () => end.resolve(events)
  })
  return {
    ready: start.promise,
    position: () => latest,
    send: (signal) => {
      signals.next(signal)
      signals.complete()
      return end.promise
    },
    close: () => subscription.unsubscribe()
  }
}
