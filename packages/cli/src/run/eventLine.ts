/**
 * Events as lines of JSON: flat, with decimals and names, for whoever reads standard output.
 *
 * @module
 * @since 0.1.0
 */
import type { Position, ReversalEvent, Signal } from "@backhand/core"
import * as PositionJson from "../conform/PositionJson.ts"
import type { Instruments } from "../exchange/contracts.ts"

type Line = Readonly<Record<string, unknown>>

const ofSignal = (signal: Signal.Signal | null): Line =>
  signal === null
    ? { signal: null }
    : {
        signal: signal.id ?? null,
        side: signal.side,
        signalAt: signal.at,
        ...(signal.size === undefined ? {} : { size: signal.size })
      }

/** A position is told of a known instrument only. */
const ofPosition = (instruments: Instruments, symbol: string, position: Position.Position | null): unknown => {
  const instrument = instruments[symbol]
  return position === null || instrument === undefined ? null : PositionJson.write(instrument, position)
}

/** Which prices an order meets is not predicted. */
const withoutEntries = (position: unknown): unknown =>
  JSON.parse(JSON.stringify(position, (name, value: unknown) => (name === "entry" ? undefined : value)))

const rest = (event: ReversalEvent.ReversalEvent, instruments: Instruments): Line => {
  switch (event.event) {
    case "held":
      return { ...ofSignal(event.signal), reason: event.reason }
    case "superseded":
      return { ...ofSignal(event.signal), by: event.by.id ?? null, bySide: event.by.side, byAt: event.by.at }
    case "expired":
      return { ...ofSignal(event.signal), ageMs: event.ageMs }
    case "refused": {
      const { code, message, reason, remedy, retry } = event
      return { ...ofSignal(event.signal), reason, code, retry, message, remedy }
    }
    case "sent": {
      const { attempt, closes, opens, order, signal, to } = event
      return { order, ...ofSignal(signal), to, closes, opens, attempt }
    }
    case "settled": {
      const { closed, opened, order, position, settlement } = event
      return { order, settlement, closed, opened, position: ofPosition(instruments, event.symbol, position) }
    }
    case "mismatch": {
      const { observed, predicted, symbol } = event
      return {
        predicted: withoutEntries(ofPosition(instruments, symbol, predicted)),
        observed: ofPosition(instruments, symbol, observed)
      }
    }
    case "accepted":
    case "throttled":
    case "unknown":
    case "halted":
    case "recovered":
    case "resumed": {
      const { at: _at, event: _event, symbol: _symbol, ...more } = event
      return more
    }
  }
}

/**
 * One event as one line, without its line end: `at`, `event`, `symbol`, `clientOid` where an order is meant, then the
 * rest. A signal is told by its id, side and time; positions have the shape of `conform`.
 *
 * @since 0.1.0
 */
export const eventLine = (event: ReversalEvent.ReversalEvent, instruments: Instruments): string => {
  const { at, symbol } = event
  const clientOid = "clientOid" in event && event.clientOid !== null ? { clientOid: event.clientOid } : {}
  return JSON.stringify({ at, event: event.event, symbol, ...clientOid, ...rest(event, instruments) })
}
