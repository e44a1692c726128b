/**
 * What a person watching a run should know, on standard error.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent } from "@backhand/core"
import type { Host } from "../Host.ts"
import { paintFor } from "../terminal/Paint.ts"

/**
 * From what on lines are written.
 *
 * @since 0.1.0
 */
export const levels = ["debug", "info", "warn", "error", "none"] as const

/**
 * A level.
 *
 * @since 0.1.0
 */
export type Level = (typeof levels)[number]

/**
 * Writes a line where its level is wanted. `fields` are for machines; the text says all that a person needs.
 *
 * @since 0.1.0
 */
export type Log = (level: Exclude<Level, "none">, text: string, fields?: Readonly<Record<string, unknown>>) => void

/**
 * Makes a log: lines of text, coloured in a terminal, or JSON lines.
 *
 * @since 0.1.0
 */
export const make = (host: Host, least: Level, isJson: boolean, now: () => number): Log => {
  const paint = paintFor(host, "stderr")
  const colours = { debug: paint.dim, info: paint.green, warn: paint.yellow, error: paint.red }
  return (level, text, fields = {}) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return
    const at = Math.floor(now())
    const line = isJson
      ? JSON.stringify({ at, level, text, ...fields })
      : `${paint.dim(new Date(at).toISOString())} ${colours[level](level.padEnd(5))} ${text}`
    host.stderr.write(`${line}\n`)
  }
}

/**
 * The level and the words of an event.
 *
 * @since 0.1.0
 */
export const ofEvent = (event: ReversalEvent.ReversalEvent): readonly [level: Exclude<Level, "none">, text: string] => {
  const { symbol } = event
  switch (event.event) {
    case "halted":
      return ["error", `${symbol} is halted: ${event.message}. To do: ${event.remedy}.`]
    case "mismatch":
      return event.clientOid === null
        ? ["error", `${symbol}: the position changed without an order of this run; look at it at the exchange`]
        : ["warn", `${symbol}: ${event.clientOid}, executed whole and alone, would have left another position`]
    case "refused":
      return ["warn", `${symbol}: refused (${event.code ?? event.reason}): ${event.message}. To do: ${event.remedy}.`]
    case "unknown":
      return ["warn", `${symbol}: no certain answer for ${event.clientOid}; it is looked up, never sent again`]
    case "throttled":
      return [
        "warn",
        `${symbol}: too many requests for the exchange; pausing until ${new Date(event.pausedUntilMs).toISOString()}`
      ]
    case "expired":
      return ["warn", `${symbol}: a signal to be ${event.signal.side} was ${event.ageMs} ms old and was dropped`]
    case "settled": {
      const level = event.settlement === "reversed" ? "info" : "warn"
      return [
        level,
        `${symbol}: ${event.settlement}, closed ${event.closed}, opened ${event.opened} (${event.clientOid})`
      ]
    }
    case "recovered":
      return ["info", `${symbol}: settling ${event.clientOid} of an earlier run before anything new`]
    case "resumed":
      return ["info", `${symbol} goes on`]
    case "sent":
      return ["info", `${symbol}: sent ${event.clientOid}: closes ${event.closes}, opens ${event.opens} ${event.to}`]
    case "accepted":
      return ["debug", `${symbol}: accepted ${event.clientOid}`]
    case "held":
      return ["debug", `${symbol}: held, ${event.reason === "agrees" ? "already there" : "nothing to reverse"}`]
    case "superseded":
      return ["debug", `${symbol}: a newer signal took the place of a waiting one`]
  }
}
