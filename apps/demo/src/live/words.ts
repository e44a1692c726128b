/** Events in words, for a reader who sees them go by. */
import type { ReversalEvent } from "@backhand/core"

const short = (clientOid: string): string => clientOid.slice(-7)

const seconds = (ms: number): string => `${(Math.max(0, ms) / 1000).toFixed(1)} s`

const ofOrder = (event: ReversalEvent.ReversalEvent): string => {
  switch (event.event) {
    case "sent": {
      const what =
        event.order === "reversal" ? `turns ${event.closes} to ${event.to}` : `enters ${event.opens} ${event.to}`
      return `${what}, order …${short(event.clientOid)}${event.attempt > 1 ? `, attempt ${event.attempt}` : ""}`
    }
    case "accepted":
      return `taken by the exchange; accepted is not filled`
    case "throttled":
      return `too many requests: everything pauses for ${seconds(event.pausedUntilMs - event.at)}, the signal keeps its place`
    case "unknown":
      return `no certain answer: looked up, never sent again while it can still take effect`
    case "settled":
      return event.order === "entry" && event.settlement === "reversed"
        ? `entered: opened ${event.opened}`
        : `${event.settlement}: closed ${event.closed}, opened ${event.opened}`
    case "recovered":
      return `the journal knows order …${short(event.clientOid)} of the earlier run: settled first`
    default:
      return ""
  }
}

/** One event, in a few words. */
export const wordsOf = (event: ReversalEvent.ReversalEvent): string => {
  switch (event.event) {
    case "held":
      return event.reason === "agrees"
        ? `${event.signal.side} already: no request spent`
        : "flat, and entries are not wished"
    case "superseded":
      return `a newer wish (${event.by.side}) took the waiting one's place`
    case "expired":
      return `waited ${seconds(event.ageMs)}, too old: dropped`
    case "refused":
      return `refused (${event.code ?? event.reason}): ${event.message}`
    case "halted":
      return `halted: ${event.message}. ${event.remedy}`
    case "mismatch":
      return "the position is not the one that was predicted"
    case "resumed":
      return "goes on"
    default:
      return ofOrder(event)
  }
}
