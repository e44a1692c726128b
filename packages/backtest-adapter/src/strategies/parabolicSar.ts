/**
 * Wilder's parabolic stop and reverse.
 *
 * @module
 * @since 0.1.0
 */
import type { Stepper, Wished } from "./Stepper.ts"

/**
 * The parabolic SAR after a bar: the trend, the SAR of the bar and the one of the bar after it, all in ticks. The trend
 * is 0 after the first bar.
 */
export interface Sar {
  readonly step: (high: number, low: number) => void
  readonly trend: () => Wished
  readonly current: () => number
  readonly next: () => number
}

/**
 * Wilder's rules, as in his 1978 book, in doubles of ticks.
 *
 * The first trend is that of the second bar's larger directional movement, up if neither is. On a reversal the SAR is
 * the extreme of the trend that ended; the SAR of the next bar never lies within the last two bars. A bar that touches the
 * SAR reverses the trend, as it fills an order that rests there.
 */
export const parabolicSar = (step: number, maximum: number): Sar => {
  let trend: Wished = 0
  let [sar, next, extreme, factor] = [Number.NaN, Number.NaN, Number.NaN, step]
  let [highBefore, lowBefore] = [Number.NaN, Number.NaN]

  const begin = (high: number, low: number): void => {
    const [up, down] = [high - highBefore, lowBefore - low]
    trend = down > 0 && down > up ? -1 : 1
    sar = trend > 0 ? lowBefore : highBefore
    extreme = trend > 0 ? high : low
  }

  const follow = (high: number, low: number): void => {
    sar = next
    const isReached = trend > 0 ? low <= sar : high >= sar
    const reach = trend > 0 ? high : low
    if (isReached) {
      trend = trend > 0 ? -1 : 1
      sar = extreme
      extreme = trend > 0 ? high : low
      factor = step
    } else if (trend > 0 ? reach > extreme : reach < extreme) {
      extreme = reach
      factor = Math.min(factor + step, maximum)
    }
  }

  return {
    step: (high, low) => {
      if (trend !== 0) follow(high, low)
      else if (highBefore === highBefore) begin(high, low)
      const moved = sar + factor * (extreme - sar)
      next = trend > 0 ? Math.min(moved, low, lowBefore) : Math.max(moved, high, highBefore)
      highBefore = high
      lowBefore = low
    },
    trend: () => trend,
    current: () => sar,
    next: () => next
  }
}

/** Wishes the new trend on the close of the bar that reversed it. The first trend is no reversal. */
export const psar = (step: number, maximum: number) => (): Stepper => {
  const sar = parabolicSar(step, maximum)
  return {
    step: (high, low) => {
      const before = sar.trend()
      sar.step(high, low)
      return before !== 0 && before !== sar.trend() ? sar.trend() : 0
    }
  }
}

/** Wishes, on every close, the side opposite to the trend, resting at the next bar's SAR: a stop and reverse order. */
export const psarStop = (step: number, maximum: number) => (): Stepper => {
  const sar = parabolicSar(step, maximum)
  return {
    step: (high, low) => {
      sar.step(high, low)
      return -sar.trend() as Wished
    },
    stop: sar.next
  }
}
