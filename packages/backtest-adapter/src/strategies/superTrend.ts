/**
 * SuperTrend: a band of average true ranges that a trend may not cross.
 *
 * @module
 * @since 0.1.0
 */
import type { Stepper, Wished } from "./Stepper.ts"

/**
 * Wilder's average true range: the mean of the first `length` true ranges, the first of which is the second bar's, then
 * smoothed by 1 / length. NaN before. Doubles.
 */
export const averageTrueRange = (length: number): ((high: number, low: number, close: number) => number) => {
  let [closeBefore, average, sum] = [Number.NaN, Number.NaN, 0]
  let seen = -1
  return (high, low, close) => {
    const range = Math.max(high - low, Math.abs(high - closeBefore), Math.abs(low - closeBefore))
    closeBefore = close
    if (++seen === 0) return average
    if (seen > length) average = (average * (length - 1) + range) / length
    else {
      sum += range
      if (seen === length) average = sum / length
    }
    return average
  }
}

/** SuperTrend after a bar: the trend, 0 before there is one, and the band that the trend may not cross. */
export interface SuperTrend {
  readonly step: (high: number, low: number, close: number) => void
  readonly trend: () => Wished
  readonly band: () => number
}

/** The indicator: bands of `multiple` average true ranges of `length` bars round the middle of the bar. */
export const superTrendOf = (length: number, multiple: number): SuperTrend => {
  const range = averageTrueRange(length)
  let trend: Wished = 0
  let [upper, lower, closeBefore] = [Number.NaN, Number.NaN, Number.NaN]
  return {
    step: (high, low, close) => {
      const width = multiple * range(high, low, close)
      const middle = (high + low) / 2
      const before = closeBefore
      closeBefore = close
      if (width !== width) return
      if (trend === 0) {
        trend = close >= middle ? 1 : -1
        upper = middle + width
        lower = middle - width
      } else {
        if (middle + width < upper || before > upper) upper = middle + width
        if (middle - width > lower || before < lower) lower = middle - width
      }
      trend = close <= (trend > 0 ? lower : upper) ? -1 : 1
    },
    trend: () => trend,
    band: () => (trend > 0 ? lower : trend < 0 ? upper : Number.NaN)
  }
}

/** Wishes the new trend on the close that turned it. The first trend is no turn. */
export const superTrend = (length: number, multiple: number) => (): Stepper => {
  const indicator = superTrendOf(length, multiple)
  return {
    step: (high, low, close) => {
      const before = indicator.trend()
      indicator.step(high, low, close)
      return before !== 0 && before !== indicator.trend() ? indicator.trend() : 0
    }
  }
}
