/** Events in words, for a reader who sees them go by. */
import type { ReversalEvent } from "@backhand/core"

const short = (clientOid: string): string => clientOid.slice(-7)

const seconds = (ms: number): string => `${(Math.max(0, ms) / 1000).toFixed(1)} s`

const ofSent = ({ attempt, clientOid, closes, opens, order, to }: ReversalEvent.Sent): string => {
  const what = order === "reversal" ? `turns ${closes} to ${to}` : `enters ${opens} ${to}`
  return `${what}, order …${short(clientOid)}${attempt > 1 ? `, attempt ${attempt}` : ""}`
}

const ofSettled = ({ closed, opened, order, settlement }: ReversalEvent.Settled): string =>
  order === "entry" && settlement === "reversed"
    ? `entered: opened ${opened}`
    : `${settlement}: closed ${closed}, opened ${opened}`

/** One event, in a few words. */
export const wordsOf = (event: ReversalEvent.ReversalEvent): string => {
  switch (event.event) {
    case "sent":
      return ofSent(event)
    case "accepted":
      return "taken by the exchange; accepted is not filled"
    case "settled":
      return ofSettled(event)
    case "held":
      return event.reason === "agrees"
        ? `${event.signal.side} already: no request spent`
        : "flat, and entries are not wished"
    case "superseded":
      return `a newer wish (${event.by.side}) took the waiting one's place`
    case "expired":
      return `waited ${seconds(event.ageMs)}, too old: dropped`
    case "throttled":
      return `too many requests: everything pauses for ${seconds(event.pausedUntilMs - event.at)}, the signal keeps its place`
    case "unknown":
      return "no certain answer: looked up, never sent again while it can still take effect"
    case "recovered":
      return `the journal knows order …${short(event.clientOid)} of the earlier run: settled first`
    case "refused":
      return `refused (${event.code ?? event.reason}): ${event.message}`
    case "halted":
      return `halted: ${event.message}. ${event.remedy}`
    case "mismatch":
      return "the position is not the one that was predicted"
    case "resumed":
      return "goes on"
  }
}
