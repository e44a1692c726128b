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
 * Equity and the extremes of equity and drawdown, in quote (or margin) coin. `drawdown` is computed when it is asked for:
 * most runs are summed up by their extremes, and a column costs as much as the rest of the pass.
 *
 * @category models
 * @since 0.1.0
 */
export interface Marks {
  readonly equity: Float64Array
  readonly drawdown: () => Float64Array
  readonly extremes: Pick<Summary, "finalEquity" | "maxEquity" | "minEquity" | "maxDrawdown" | "maxDrawdownFraction">
}

const drawdownOf = (close: Float64Array, fills: Fills.Fills, units: DoubleScale): Float64Array => {
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

/** What all closes lie between, where they are too high for whole numbers of 32 bits. */
const range = (close: Float64Array, from: number, end: number): readonly [least: number, most: number] => {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (let i = from; i < end; i++) {
    least = Math.min(least, close[i] as number)
    most = Math.max(most, close[i] as number)
  }
  return [least, most]
}

interface Marking {
  readonly close: Float64Array
  readonly equity: Float64Array
  readonly deepest: Drawdown.Drawdown
  readonly one: number
  readonly isNarrow: boolean
  low: number
}

/** Marks the closes `from` to `end`, at least one, all under the account as it is. */
const markStretch = (self: Marking, money: number, slope: number, from: number, end: number): void => {
  const { close, deepest, equity, isNarrow, one } = self
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
}

/**
 * Marks a run whose sums are safe integers.
 *
 * @category folding
 * @since 0.1.0
 */
export const markDoubles = (close: Float64Array, fills: Fills.Fills, units: DoubleScale): Marks => {
  const { buy, capital, one, subTicks, top, value } = units
  const equity = new Float64Array(close.length)
  const deepest = Drawdown.make(capital)
  const self: Marking = { close, equity, deepest, one, isNarrow: top / buy < limit, low: capital }
  for (let k = 0; k < fills.length; k++) {
    const [from, end] = [fills.book[k] as number, Fills.endOf(fills, k, close.length)]
    if (from === end) continue
    markStretch(self, fills.money[k] as number, value * subTicks * (fills.lots[k] as number), from, end)
  }
  Drawdown.end(deepest)
  let drawdown: Float64Array | undefined
  return {
    equity,
    drawdown: () => (drawdown ??= drawdownOf(close, fills, units)),
    extremes: {
      finalEquity: equity[close.length - 1] ?? capital / one,
      maxEquity: deepest.peak / one,
      minEquity: self.low / one,
      maxDrawdown: deepest.deepest / one,
      maxDrawdownFraction: deepest.fraction
    }
  }
}
