/**
 * The breakout from a Donchian channel.
 *
 * @module
 * @since 0.1.0
 */
import { onChange, type Stepper } from "./Stepper.ts"

/** The highest of the last `length` values; with `sign` -1 the lowest. A queue that drops what can no longer be it. */
const rollingExtreme = (length: number, sign: 1 | -1) => {
  const values: Array<number> = []
  const bars: Array<number> = []
  let bar = 0
  return {
    add: (value: number): void => {
      while (values.length > 0 && sign * (values.at(-1) as number) <= sign * value) {
        values.pop()
        bars.pop()
      }
      values.push(value)
      bars.push(bar++)
      if ((bars[0] as number) <= bar - 1 - length) {
        values.shift()
        bars.shift()
      }
    },
    value: (): number => values[0] as number
  }
}

/**
 * Wishes long where the close is above the highest high of the `length` bars before it, short where it is below their
 * lowest low. A breakout to the side that was wished last is no new wish. Whole numbers throughout.
 */
export const donchian = (length: number) => (): Stepper => {
  const [top, bottom, change] = [rollingExtreme(length, 1), rollingExtreme(length, -1), onChange()]
  let seen = 0
  return {
    step: (high, low, close) => {
      const isWarm = seen++ >= length
      const wish = !isWarm ? 0 : close > top.value() ? 1 : close < bottom.value() ? -1 : 0
      top.add(high)
      bottom.add(low)
      return change(wish)
    }
  }
}
