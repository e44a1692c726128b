/**
 * Times as exchanges and spreadsheets write them: numbers since the epoch, or ISO 8601.
 *
 * @module
 * @since 0.1.0
 */

/**
 * How a time column counts: seconds, milliseconds or microseconds since the epoch, or ISO 8601 text.
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
const unitOf = (value: number): TimeUnit => (value < 1e11 ? "s" : value < 1e14 ? "ms" : "us")

/** The numbers that are plausible in a unit: from the first to below the second. */
const rangeOf = (unit: TimeUnit): readonly [number, number] =>
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

/** Two digits; below zero if they are none. */
const pair = (bytes: Uint8Array, at: number): number => {
  const [tens, ones] = [(bytes[at] as number) ^ 48, (bytes[at + 1] as number) ^ 48]
  return tens < 10 && ones < 10 ? tens * 10 + ones : -10_000
}

/** Days from the epoch to a date of the civil calendar; years begin in March, so that the leap day ends them. */
const daysOf = (year: number, month: number, day: number): number => {
  const civil = month > 2 ? year : year - 1
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return 365 * civil + Math.floor(civil / 4) - Math.floor(civil / 100) + Math.floor(civil / 400) + ofYear - 719_468
}

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isDay = (year: number, month: number, day: number): boolean =>
  day >= 1 &&
  day <= (longest[month - 1] ?? 0) &&
  (month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)))

/**
 * Reads the plain forms of ISO 8601, `2024-01-01` and `2024-01-01T00:00[:00][Z]` with a T or a space, from bytes: the
 * same as `isoToMs`, ten times as fast. NaN for every other form, and for what is none.
 */
export const plainIsoToMs = (bytes: Uint8Array, from: number, end: number): number => {
  const to = bytes[end - 1] === 90 ? end - 1 : end
  const length = to - from
  if (bytes[from + 4] !== 45 || bytes[from + 7] !== 45 || (length !== 10 && length !== 16 && length !== 19))
    return Number.NaN
  if (length === 10 && to !== end) return Number.NaN
  const [year, month, day] = [
    pair(bytes, from) * 100 + pair(bytes, from + 2),
    pair(bytes, from + 5),
    pair(bytes, from + 8)
  ]
  if (year < 100 || !isDay(year, month, day)) return Number.NaN
  const days = daysOf(year, month, day)
  return days * 86_400_000 + (length === 10 ? 0 : clockMs(bytes, from + 10, length))
}

const clockMs = (bytes: Uint8Array, at: number, length: number): number => {
  const [hour, minute] = [pair(bytes, at + 1), pair(bytes, at + 4)]
  const second = length === 19 ? pair(bytes, at + 7) : 0
  const isMarked =
    (bytes[at] === 84 || bytes[at] === 32) && bytes[at + 3] === 58 && (length === 16 || bytes[at + 6] === 58)
  const isReal = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
  return isMarked && isReal ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN
}
