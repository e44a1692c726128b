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

/** The unit of a time column, once it is known, and the numbers that are plausible in it. */
export interface Clock {
  unit: TimeUnit | undefined
  earliest: number
  latest: number
}

/** A clock of a unit that was told, and is believed, or of one that the first time will show, and is held to. */
export const clockOf = (unit: TimeUnit | undefined): Clock => ({
  unit,
  earliest: 0,
  latest: unit === undefined ? 0 : Number.MAX_SAFE_INTEGER
})

/** Milliseconds of a time that was read. NaN if it is in another unit than the times before it. */
export const toMs = (clock: Clock, value: number, isIso: boolean): number => {
  if (clock.unit === undefined) {
    clock.unit = isIso ? "iso" : unitOf(value)
    ;[clock.earliest, clock.latest] = rangeOf(clock.unit)
  }
  const { unit } = clock
  if (isIso || unit === "iso") return isIso && unit === "iso" ? value : Number.NaN
  if (!(value >= clock.earliest && value < clock.latest)) return Number.NaN
  return unit === "s" ? value * 1000 : unit === "us" ? value / 1000 : value
}

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
