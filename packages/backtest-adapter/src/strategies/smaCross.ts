/**
 * The cross of two simple moving averages, decided in whole numbers.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type * as Bars from "../Bars.ts"
import * as Extent from "../kernel/Extent.ts"
import * as Pieces from "../kernel/Pieces.ts"
import { type Averages, leadsFit, smaCrosses } from "./smaCrosses.ts"
import { onCross, type Stepper } from "./Stepper.ts"

/**
 * The last `length` closes and their sum, which is a whole number of ticks and exact up to 2^53. The sum stands behind
 * the closes: in a variable that a closure keeps, every new double would be an object of its own.
 */
export const rollingSum = (length: number): ((close: number) => number) => {
  const window = new Float64Array(length + 1)
  let at = 0
  return (close) => {
    const sum = (window[length] as number) + (close - (window[at] as number))
    window[length] = sum
    window[at] = close
    at = at + 1 === length ? 0 : at + 1
    if (sum > Number.MAX_SAFE_INTEGER)
      throw new RangeError("the closes sum to more than 2^53 ticks: use a coarser price step or a shorter average")
    return sum
  }
}

/**
 * The sign of a x b - c x d, exact for whole numbers whatever their product: doubles decide where their rounding cannot
 * matter, long integers elsewhere.
 */
export const signOfDifference = (a: number, b: number, c: number, d: number): number => {
  const [left, right] = [a * b, c * d]
  const difference = left - right
  if (Math.abs(difference) > (left + right) * 2 ** -50) return Math.sign(difference)
  if (left <= Number.MAX_SAFE_INTEGER && right <= Number.MAX_SAFE_INTEGER) return Math.sign(difference)
  const exact = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d)
  return exact > 0n ? 1 : exact < 0n ? -1 : 0
}

/**
 * Wishes long where the average of the last `fast` closes was below that of the last `slow` ones and is above it now,
 * short the other way round. Both averages are compared as sums of ticks, so that equal ones are equal: rounding sums
 * see crosses that are not there.
 */
export const smaCross = (fast: number, slow: number) => (): Stepper => {
  const [fastSum, slowSum, cross] = [rollingSum(fast), rollingSum(slow), onCross()]
  let seen = 0
  return {
    step: (_high, _low, close) => {
      const [quick, calm] = [fastSum(close), slowSum(close)]
      if (++seen < slow) return 0
      return cross(signOfDifference(quick, slow, calm, fast))
    }
  }
}

/**
 * The same wishes, several times as fast; undefined for bars whose weighted sums doubles cannot hold.
 */
export const smaCrossPieces =
  (fast: number, slow: number) =>
  (bars: Bars.Bars): Pieces.Pieces | undefined => {
    const extent = Extent.of(bars)
    if (Result.isFailure(extent) || !leadsFit(extent.success.maxTicks, fast, slow)) return undefined
    const averages: Averages = { fast, slow, next: 0, lead: 0 }
    return Pieces.found(false, (into, end) => {
      const count = smaCrosses(averages, bars.close, end, into.bars)
      for (let k = 0; k < count; k++) {
        const cross = into.bars[k] as number
        into.sides[k] = cross < 0 ? -1 : 1
        into.bars[k] = cross < 0 ? ~cross : cross
      }
      return count
    })
  }
