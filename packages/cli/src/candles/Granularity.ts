/**
 * The lengths of bars that the exchange serves.
 *
 * @module
 * @since 0.1.0
 */
import { CommandError } from "../CommandError.ts"
import { suggest } from "../readArguments.ts"

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Shortest length of a bar in milliseconds, by the exchange's name (Get Historical Candlestick). */
const lengths = {
  "1m": minuteMs,
  "3m": 3 * minuteMs,
  "5m": 5 * minuteMs,
  "15m": 15 * minuteMs,
  "30m": 30 * minuteMs,
  "1H": hourMs,
  "2H": 2 * hourMs,
  "4H": 4 * hourMs,
  "6H": 6 * hourMs,
  "12H": 12 * hourMs,
  "1D": dayMs,
  "3D": 3 * dayMs,
  "1W": 7 * dayMs,
  "1M": 28 * dayMs
} as const

/**
 * A granularity: how the exchange spells it, and the shortest that a bar of it can be, in milliseconds.
 *
 * @since 0.1.0
 */
export interface Granularity {
  readonly name: string
  readonly lengthMs: number
}

/**
 * A day.
 *
 * @since 0.1.0
 */
export const day: Granularity = { name: "1Dutc", lengthMs: dayMs }

/**
 * Reads a granularity. Hours, days and weeks may be written small; `1m` is a minute, `1M` a month. Bars of six hours and
 * more are asked for as UTC ones: the others begin at midnight of UTC+8.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const parse = (text: string): Granularity => {
  const name = text.replace(/utc$/, "").replace(/[hdw]$/, (unit) => unit.toUpperCase())
  const lengthMs = Object.hasOwn(lengths, name) ? lengths[name as keyof typeof lengths] : undefined
  if (lengthMs !== undefined) return { name: lengthMs >= lengths["6H"] ? `${name}utc` : name, lengthMs }
  throw new CommandError(
    2,
    `candles: --granularity: the exchange has no bars of ${JSON.stringify(text)}`,
    suggest(text, Object.keys(lengths))
  )
}
