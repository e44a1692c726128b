/**
 * The cross of two exponential moving averages.
 *
 * @module
 * @since 0.1.0
 */
import { rollingSum } from "./smaCross.ts"
import { onCross, type Stepper } from "./Stepper.ts"

/**
 * An exponential moving average with the factor 2 / (length + 1), begun with the simple average of the first `length`
 * closes; NaN before. Doubles: an exponential average has no end of digits.
 */
export const ema = (length: number): ((close: number) => number) => {
  const factor = 2 / (length + 1)
  const sum = rollingSum(length)
  let seen = 0
  let average = Number.NaN
  return (close) => {
    if (seen < length) average = ++seen === length ? sum(close) / length : (sum(close), Number.NaN)
    else average += factor * (close - average)
    return average
  }
}

/**
 * Wishes long where the fast average was below the slow one and is above it now, short the other way round.
 */
export const emaCross = (fast: number, slow: number) => (): Stepper => {
  const [quick, calm, cross] = [ema(fast), ema(slow), onCross()]
  let seen = 0
  return {
    step: (_high, _low, close) => {
      const difference = quick(close) - calm(close)
      return ++seen < slow ? 0 : cross(Math.sign(difference))
    }
  }
}
