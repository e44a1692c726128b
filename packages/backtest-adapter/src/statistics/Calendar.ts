/**
 * Days in columns of times: where each ends, and how many make a year.
 *
 * @module
 * @since 0.1.0
 */
import { firstAt } from "../replay/Market.ts"

/** Milliseconds of a day. */
const day = 86_400_000

/**
 * The last bar of every UTC day that has a bar.
 *
 * @example
 * ```ts
 * import { Calendar } from "@backhand/backtest-adapter"
 *
 * [...Calendar.dayEnds(Float64Array.of(0, 3_600_000, 86_400_000))] // => [1, 2]
 * ```
 *
 * @category sampling
 * @since 0.1.0
 */
export const dayEnds = (time: Float64Array): Int32Array => {
  const ends: Array<number> = []
  for (let bar = 0; bar < time.length; ) {
    const midnight = (Math.floor((time[bar] as number) / day) + 1) * day
    bar++
    if (bar < time.length && (time[bar] as number) < midnight) bar = firstAt(time, midnight)
    ends.push(bar - 1)
  }
  return Int32Array.from(ends)
}

/**
 * Trading days a year: 252 where a week or more of data has hardly a bar on weekends, otherwise 365. The bound, six
 * tenths of the weekend's fair share of two sevenths, is backtesting.py's.
 *
 * @example
 * ```ts
 * import { Calendar } from "@backhand/backtest-adapter"
 *
 * const days = (count: number) => Float64Array.from({ length: count }, (_, k) => k * 86_400_000)
 * Calendar.daysPerYear(days(30)) // => 365
 * Calendar.daysPerYear(days(30).filter((time) => ![2, 3].includes((time / 86_400_000) % 7))) // => 252
 * ```
 *
 * @category sampling
 * @since 0.1.0
 */
export const daysPerYear = (time: Float64Array): 252 | 365 => {
  if (time.length === 0 || yearsOf(time) * 365.25 < 7) return 365
  const ends = dayEnds(time)
  let weekend = 0
  for (let k = 0; k < ends.length; k++) {
    const end = ends[k] as number
    // The epoch was a Thursday; five days on, Saturdays and Sundays are the first two of seven.
    if ((Math.floor((time[end] as number) / day) + 5) % 7 < 2) weekend += end - (ends[k - 1] ?? -1)
  }
  return weekend / time.length > (2 / 7) * 0.6 ? 365 : 252
}

/**
 * Years of 365.25 days between the first and the last bar.
 *
 * @category sampling
 * @since 0.1.0
 */
export const yearsOf = (time: Float64Array): number =>
  time.length === 0 ? 0 : ((time[time.length - 1] as number) - (time[0] as number)) / (365.25 * day)
