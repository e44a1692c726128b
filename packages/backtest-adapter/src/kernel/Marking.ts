/**
 * Equity and drawdown at every close, for a run in doubles.
 *
 * @module
 * @since 0.1.0
 */
import type { DoubleScale } from "./DoubleScale.ts"
import * as Drawdown from "./Drawdown.ts"
import * as Fills from "./Fills.ts"
import { greater, lesser, limit } from "./int32.ts"
import type { Summary } from "./Run.ts"

/**
 * The extremes of equity and drawdown, in quote (or margin) coin.
 *
 * @category models
 * @since 0.1.0
 */
export type Extremes = Pick<Summary, "finalEquity" | "maxEquity" | "minEquity" | "maxDrawdown" | "maxDrawdownFraction">

/**
 * Closes on their way to being marked: those before bar `next` are.
 *
 * @category models
 * @since 0.1.0
 */
export interface Marking {
  readonly close: Float64Array
  readonly equity: Float64Array
  readonly units: DoubleScale
  readonly deepest: Drawdown.Drawdown
  readonly isNarrow: boolean
  low: number
  next: number
}

/**
 * None of the closes marked.
 *
 * @category constructors
 * @since 0.1.0
 */
export const begin = (close: Float64Array, units: DoubleScale): Marking => ({
  close,
  equity: new Float64Array(close.length),
  units,
  deepest: Drawdown.make(units.capital),
  isNarrow: units.top / units.buy < limit,
  low: units.capital,
  next: 0
})

/** What all closes lie between, where they are too high for whole numbers of 32 bits. */
const range = (close: Float64Array, from: number, end: number): readonly [least: number, most: number] => {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (let i = from; i < end; i++) {
    least = Math.min(least, close[i] as number)
    most = Math.max(most, close[i] as number)
  }
  return [least, most]
}

/**
 * Marks the closes up to bar `end`, all under an account of `money` and `lots`: equity is a line in the close.
 *
 * @category folding
 * @since 0.1.0
 */
export const upTo = (self: Marking, end: number, money: number, lots: number): void => {
  const { close, deepest, equity, isNarrow, next: from, units } = self
  if (from === end) return
  const { one, subTicks, value } = units
  const slope = value * subTicks * lots
  let least = (close[from] as number) | 0
  let most = least
  for (let i = from; i < end; i++) {
    const ticks = close[i] as number
    equity[i] = (money + slope * ticks) / one
    least = lesser(least, ticks | 0)
    most = greater(most, ticks | 0)
  }
  if (!isNarrow) [least, most] = range(close, from, end)
  Drawdown.note(deepest, money, slope, close, from, end, least, most)
  self.low = Math.min(self.low, money + slope * (slope > 0 ? least : most))
  self.next = end
}

/**
 * The extremes of a run whose closes are all marked.
 *
 * @category getters
 * @since 0.1.0
 */
export const extremes = ({ close, deepest, equity, low, units: { capital, one } }: Marking): Extremes => {
  Drawdown.end(deepest)
  return {
    finalEquity: equity[close.length - 1] ?? capital / one,
    maxEquity: deepest.peak / one,
    minEquity: low / one,
    maxDrawdown: deepest.deepest / one,
    maxDrawdownFraction: deepest.fraction
  }
}

/**
 * The drawdown at every close.
 *
 * @category getters
 * @since 0.1.0
 */
export const drawdownOf = (close: Float64Array, fills: Fills.Fills, units: DoubleScale): Float64Array => {
  const drawdown = new Float64Array(close.length)
  const { one } = units
  const unit = units.value * units.subTicks
  let peak = fills.money[0] as number
  for (let k = 0; k < fills.length; k++) {
    const money = fills.money[k] as number
    const slope = unit * (fills.lots[k] as number)
    const end = Fills.endOf(fills, k, close.length)
    for (let i = fills.book[k] as number; i < end; i++) {
      const now = money + slope * (close[i] as number)
      if (now > peak) peak = now
      drawdown[i] = (peak - now) / one
    }
  }
  return drawdown
}
