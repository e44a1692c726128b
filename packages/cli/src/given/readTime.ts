/**
 * Reads times as people and programs write them, the way the files of history are read.
 *
 * @module
 * @since 0.1.0
 */

/**
 * How a time was written: seconds, milliseconds or microseconds since the epoch, or ISO 8601.
 *
 * @since 0.1.0
 */
export type TimeUnit = "s" | "ms" | "us" | "iso"

const iso = /^\d{4}-\d{2}-\d{2}(?:[T ](?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

/** No month has this day: JavaScript would take the next month's. */
const isRealDay = (date: string): boolean => {
  const at = new Date(`${date.slice(0, 10)}T00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date.slice(0, 10))
}

const isoMs = (text: string): number | undefined => {
  if (!iso.test(text) || !isRealDay(text)) return undefined
  const isZoned = text.length <= 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10))
  const at = Date.parse(isZoned ? text : `${text}Z`)
  return Number.isNaN(at) || at < 0 ? undefined : at
}

/** Each unit's numbers for the years 1973 to 5138 are its own. */
const ofNumber = (value: number): { readonly unit: TimeUnit; readonly ms: number } => {
  if (value < 1e11) return { unit: "s", ms: value * 1000 }
  return value < 1e14 ? { unit: "ms", ms: value } : { unit: "us", ms: value / 1000 }
}

/**
 * A time as whole milliseconds since the epoch, and the unit that it was written in, as its size shows; ISO 8601 is in UTC
 * where it names no zone.
 *
 * @returns undefined where the text is no time, or one between two milliseconds.
 *
 * @since 0.1.0
 */
export const readTime = (text: string): { readonly unit: TimeUnit; readonly ms: number } | undefined => {
  const ms = isoMs(text)
  if (ms !== undefined) return { unit: "iso", ms }
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  const time = ofNumber(value)
  return Number.isSafeInteger(value) && Number.isInteger(time.ms) ? time : undefined
}
