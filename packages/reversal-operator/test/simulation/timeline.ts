import { Position, type ReversalEvent } from "@backhand/core"

/** The side that is held, or flat. */
export const sideOf = (position: Position.Position): string => {
  if (position.mode === "hedge") return `long ${position.long?.lots ?? 0}, short ${position.short?.lots ?? 0}`
  return position.net === null ? "flat" : `${position.net.side} ${position.net.lots}`
}

const detail = (event: ReversalEvent.ReversalEvent): string => {
  switch (event.event) {
    case "held":
    case "refused":
      return `${event.signal.id ?? "completion"}: ${event.reason}`
    case "superseded":
      return `${event.signal.id} by ${event.by.id}`
    case "expired":
      return `${event.signal.id}, ${event.ageMs} ms old`
    case "sent":
      return `${event.clientOid} to ${event.to} for ${event.signal?.id ?? "completion"}, attempt ${event.attempt}`
    case "throttled":
      return `${event.clientOid} until ${event.pausedUntilMs}`
    case "settled":
      return `${event.clientOid} ${event.settlement}, ${event.position === null ? "position unknown" : sideOf(event.position)}`
    case "mismatch":
      return `expected ${sideOf(event.predicted)}, is ${sideOf(event.observed)}`
    case "halted":
      return event.reason
    case "accepted":
    case "unknown":
    case "recovered":
      return event.clientOid
    case "resumed":
      return ""
  }
}

/** An event as a line of a timeline. */
export const lineOf = (event: ReversalEvent.ReversalEvent): string =>
  `${event.symbol} ${event.event} ${detail(event)}`.trimEnd()

/** A moment of a timeline: when, who, what. */
export const moment = (atMs: number, who: string, what: string): string =>
  `${atMs.toFixed(1).padStart(9)} ms  ${who.padEnd(8)}  ${what}`
