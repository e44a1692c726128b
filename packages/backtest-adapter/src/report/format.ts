/**
 * Numbers and times as a reader of a report sees them. What is not defined is a dash.
 *
 * @module
 * @since 0.1.0
 */

const none = "–"
const minus = "−"

const fixed = (value: number, digits: number): string => {
  if (Math.abs(value) >= 1e12) return value.toExponential(2).replace("-", minus)
  const text = Math.abs(value).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return value < 0 && /[1-9]/.test(text) ? minus + text : text
}

/** A whole number with thousands apart. */
export const count = (value: number): string => (Number.isFinite(value) ? fixed(value, 0) : none)

/** A plain number with `digits` decimals. */
export const decimal = (value: number, digits = 2): string => (Number.isFinite(value) ? fixed(value, digits) : none)

/** Money with two decimals, with more of them where it is small. */
export const money = (value: number, digits = 2): string => decimal(value, digits)

/** How many decimals amounts of about this size need, so that five digits are told. */
export const moneyDigits = (size: number): number =>
  size > 0 && Number.isFinite(size) ? Math.min(8, Math.max(2, 4 - Math.floor(Math.log10(size)))) : 2

/** A fraction as a percentage with two decimals. */
export const percent = (value: number, digits = 2): string =>
  Number.isFinite(value) ? `${fixed(value * 100, digits)} %` : none

/** The same, with a plus before a gain. */
export const signed = (text: string): string =>
  text === none || text.startsWith(minus) || !/[1-9]/.test(text) ? text : `+${text}`

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000]
] as const

/** A length of time in its two largest units: `3 d 4 h`. Below a second in milliseconds. */
export const duration = (ms: number): string => {
  if (!Number.isFinite(ms)) return none
  if (ms < 1000) return `${Math.round(ms)} ms`
  const first = units.findIndex(([, unit]) => ms >= unit)
  const [name, unit] = units[first] ?? units[3]
  const [next, small] = units[first + 1] ?? ["", 0]
  const rest = small === 0 ? 0 : Math.floor((ms % unit) / small)
  return `${count(Math.floor(ms / unit))} ${name}${rest === 0 ? "" : ` ${rest} ${next}`}`
}

/** A moment in UTC: `2024-08-08 14:30`, with seconds where there are any. */
export const moment = (ms: number): string => {
  if (!Number.isFinite(ms)) return none
  const text = new Date(ms).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, ms % 60_000 === 0 ? 16 : 19)}`
}

/** A moment without its hour where bars are whole days. */
export const barTime = (ms: number, intervalMs: number): string =>
  intervalMs > 0 && intervalMs % 86_400_000 === 0 ? moment(ms).slice(0, 10) : moment(ms)
