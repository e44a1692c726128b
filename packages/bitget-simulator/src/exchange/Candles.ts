/**
 * Bars of any granularity, made of the market's own.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import { type Bar, max, min } from "./Market.ts"

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const lengths = {
  "1m": minute,
  "3m": 3 * minute,
  "5m": 5 * minute,
  "15m": 15 * minute,
  "30m": 30 * minute,
  "1H": hour,
  "2H": 2 * hour,
  "4H": 4 * hour,
  "6H": 6 * hour,
  "12H": 12 * hour,
  "1D": day,
  "3D": 3 * day,
  "1W": 7 * day,
  "1M": 0,
  "6Hutc": 6 * hour,
  "12Hutc": 12 * hour,
  "1Dutc": day,
  "3Dutc": 3 * day,
  "1Wutc": 7 * day,
  "1Mutc": 0
} as const

/**
 * A granularity as the exchange spells it; the case matters.
 *
 * @category models
 * @since 0.1.0
 */
export type Granularity = keyof typeof lengths

/**
 * Tells whether a text is a granularity.
 *
 * @category guards
 * @since 0.1.0
 */
export const isGranularity = (text: string): text is Granularity => Object.hasOwn(lengths, text)

/**
 * The length of a bar, milliseconds; a month counts as 31 days.
 *
 * @category getters
 * @since 0.1.0
 */
export const lengthOf = (granularity: Granularity): number => lengths[granularity] || 31 * day

/** Bars of six hours and more begin at midnight of UTC+8 unless their name ends in utc; that is said, not documented. */
const shiftOf = (granularity: Granularity): number =>
  granularity.endsWith("utc") || (lengths[granularity] > 0 && lengths[granularity] < 6 * hour) ? 0 : 8 * hour

/** The epoch was a Thursday; weeks begin on Monday. */
const weekShift = 4 * day

/**
 * The time at which the bar that holds a time opened, milliseconds.
 *
 * @example
 * ```ts
 * import { Candles } from "@backhand/bitget-simulator"
 *
 * Candles.openOf("5m", 1_700_000_123_000) // => 1_700_000_100_000
 * ```
 *
 * @category getters
 * @since 0.1.0
 */
export const openOf = (granularity: Granularity, atMs: number): number => {
  const shift = shiftOf(granularity)
  const length = lengths[granularity]
  if (length === 0) {
    const date = new Date(atMs + shift)
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) - shift
  }
  const offset = shift - (length === 7 * day ? weekShift : 0)
  return Math.floor((atMs + offset) / length) * length - offset
}

const merge = (a: Bar, b: Bar): Bar => ({
  openAt: a.openAt,
  open: a.open,
  high: max(a.high, b.high),
  low: min(a.low, b.low),
  close: b.close,
  volume: Rational.add(a.volume, b.volume)
})

/**
 * Joins bars into longer ones, ascending; bars without a price do not exist, as on the exchange.
 *
 * @category aggregation
 * @since 0.1.0
 */
export const aggregate = (bars: ReadonlyArray<Bar>, granularity: Granularity): ReadonlyArray<Bar> => {
  const joined: Array<Bar> = []
  for (const bar of bars) {
    const openAt = openOf(granularity, bar.openAt)
    const last = joined.at(-1)
    if (last?.openAt === openAt) joined[joined.length - 1] = merge(last, bar)
    else joined.push({ ...bar, openAt })
  }
  return joined
}

/**
 * A bar as the REST endpoints write it: open time, open, high, low, close, base volume, quote volume.
 *
 * @category encoding
 * @since 0.1.0
 */
export const row = (bar: Bar): ReadonlyArray<string> => [
  String(bar.openAt),
  Rational.toDecimal(bar.open),
  Rational.toDecimal(bar.high),
  Rational.toDecimal(bar.low),
  Rational.toDecimal(bar.close),
  Rational.toDecimal(bar.volume),
  Rational.toDecimal(Rational.multiply(bar.volume, bar.close))
]
