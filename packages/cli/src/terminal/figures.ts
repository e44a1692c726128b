/**
 * Figures as people read them.
 *
 * @module
 * @since 0.1.0
 */

const dash = "–"

/**
 * A number with thousands apart and a fixed number of places; a dash where it is not defined.
 *
 * @since 0.1.0
 */
export const amount = (value: number, places = 2): string => {
  if (!Number.isFinite(value)) return dash
  const [whole = "", ...fraction] = value.toFixed(places).split(".")
  return [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ","), ...fraction].join(".")
}

/**
 * A fraction in percent.
 *
 * @since 0.1.0
 */
export const percent = (value: number): string => (Number.isFinite(value) ? `${amount(value * 100)} %` : dash)

const units: ReadonlyArray<readonly [number, string]> = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1000, "s"]
]

/**
 * A length of time in its largest fitting unit.
 *
 * @since 0.1.0
 */
export const span = (ms: number): string => {
  if (!Number.isFinite(ms)) return dash
  const [size, name] = units.find(([unit]) => ms >= unit) ?? [1, "ms"]
  return `${amount(ms / size, ms % size === 0 ? 0 : 1)} ${name}`
}

/**
 * A moment to the minute, UTC.
 *
 * @since 0.1.0
 */
export const moment = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace("T", " ")

/**
 * A count with its word.
 *
 * @since 0.1.0
 */
export const counted = (count: number, one: string): string => `${amount(count, 0)} ${one}${count === 1 ? "" : "s"}`
