/**
 * One pair of averages on its way through the bars: what it holds, and what has become of its equity.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import { affordable, canOpen, type DoubleScale } from "../kernel/DoubleScale.ts"
import * as Drawdown from "../kernel/Drawdown.ts"
import type { Averages } from "../strategies/smaCrosses.ts"

/**
 * A pass on its way: its averages, the wish not yet filled, and the account in money units. `traded` is in lots times
 * sub-ticks.
 *
 * @category models
 * @since 0.1.0
 */
export interface Pass extends Averages, Drawdown.Drawdown {
  wish: number
  lots: number
  money: number
  slope: number
  trades: number
  traded: number
  sample: number
}

/**
 * Where a pass writes: the crosses of a stretch, and equity in money units at the bars of `samples`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Recording {
  readonly crosses: Int32Array
  readonly samples: Int32Array
  readonly sampled: Float64Array
}

/**
 * A pass before the first bar; `fast` is shorter than `slow`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const begin = (fast: number, slow: number, { capital }: DoubleScale): Pass => ({
  fast,
  slow,
  ...Drawdown.make(capital),
  next: 0,
  lead: 0,
  wish: 0,
  lots: 0,
  money: capital,
  slope: 0,
  trades: 0,
  traded: 0,
  sample: 0
})

/**
 * Fills the wish at an open of `ticks`; false where a sum would not fit doubles.
 *
 * @category folding
 * @since 0.1.0
 */
export const fill = (self: Pass, units: DoubleScale, ticks: number): boolean => {
  const { fee, value } = units
  const price = ticks * (self.wish > 0 ? units.buy : units.sell)
  const held = Math.abs(self.lots)
  self.money += value * self.lots * price - fee * held * price
  if (held > 0) self.trades++
  const size = units.isAllIn ? affordable(self.money, (value + fee) * price) : 1
  if (!canOpen(units, self.money, self.traded, size)) return false
  self.lots = self.wish * size
  self.money -= value * self.lots * price + fee * size * price
  self.traded += (held + size) * price
  self.slope = value * self.lots * units.subTicks
  self.wish = 0
  return true
}

/**
 * Writes equity at the sampled bars before `end` that are not written yet: on them the account was as it is now.
 *
 * @category folding
 * @since 0.1.0
 */
export const takeSamples = (self: Pass, close: Float64Array, end: number, { sampled, samples }: Recording): void => {
  for (; (samples[self.sample] as number) < end; self.sample++)
    sampled[self.sample] = self.money + self.slope * (close[samples[self.sample] as number] as number)
}

/**
 * What a finished pass leaves behind: equity at the last close and the deepest drawdown in money units, and the deepest
 * drawdown as a fraction of its peak.
 *
 * @category folding
 * @since 0.1.0
 */
export const finish = (
  self: Pass,
  { close, length }: Bars.Bars
): { readonly equity: number; readonly drawdown: number; readonly drawdownFraction: number } => {
  Drawdown.end(self)
  return {
    equity: length === 0 ? self.money : self.money + self.slope * (close[length - 1] as number),
    drawdown: self.deepest,
    drawdownFraction: self.fraction
  }
}
