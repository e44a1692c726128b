/**
 * Times as exchanges and spreadsheets write them: numbers since the epoch, or ISO 8601.
 *
 * @module
 * @since 0.1.0
 */

/**
 * How a time column counts: seconds, milliseconds, microseconds or nanoseconds since the epoch, or ISO 8601 text.
 *
 * @category models
 * @since 0.1.0
 */
export type TimeUnit = "s" | "ms" | "us" | "iso"

/**
 * The unit that a number since the epoch must be in: each unit's numbers for the years 1973 to 5138 are its own.
 *
 * @category constructors
 * @since 0.1.0
 */
export const unitOf = (value: number): TimeUnit => (value < 1e11 ? "s" : value < 1e14 ? "ms" : "us")

/** The numbers that are plausible in a unit: from the first to below the second. */
export const rangeOf = (unit: TimeUnit): readonly [number, number] =>
  unit === "s" ? [0, 1e11] : unit === "ms" ? [1e11, 1e14] : unit === "us" ? [1e14, 2 ** 53] : [1, 0]

/** Milliseconds of a number in a unit; NaN where it is not a whole number of milliseconds. */
export const toMs = (value: number, unit: TimeUnit): number =>
  unit === "s" ? value * 1000 : unit === "us" ? (value % 1000 === 0 ? value / 1000 : Number.NaN) : value

const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2}))?$/i

/**
 * Reads ISO 8601 as milliseconds since the epoch. A date alone is its midnight; without a zone the time is UTC.
 * Undefined for anything else, a day that does not exist, or a fraction finer than milliseconds.
 *
 * @category decoding
 * @since 0.1.0
 */
export const isoToMs = (text: string): number | undefined => {
  const match = form.exec(text)
  if (match === null) return undefined
  const part = (index: number): number => Number(match[index] ?? 0)
  const fraction = (match[7] ?? "").padEnd(9, "0")
  const isReal = part(4) < 24 && part(5) < 60 && part(6) < 60 && Number(fraction.slice(3)) === 0
  const dayMs = Date.UTC(part(1), part(2) - 1, part(3))
  const day = new Date(dayMs)
  if (!isReal || day.getUTCMonth() !== part(2) - 1 || day.getUTCDate() !== part(3)) return undefined
  const offset = (part(10) * 60 + part(11)) * (match[9] === "-" ? -1 : 1)
  return dayMs + ((part(4) * 60 + part(5) - offset) * 60 + part(6)) * 1000 + Number(fraction.slice(0, 3))
}
