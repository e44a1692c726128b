/**
 * The inner loop of a sweep: moving averages, crosses, fills, fees, equity and drawdown in one pass, nothing allocated.
 *
 * A long is wished where the mean of the last `fast` closes was below the mean of the last `slow` on the bar before and
 * is above it on this one; a short the other way round. Both comparisons are strict and both means are sums of whole
 * ticks, so two equal averages are equal.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import { affordable, canOpen, type DoubleScale } from "../kernel/DoubleScale.ts"

/**
 * The account that one pass leaves behind, in money units: divide by the scale's `one`. `traded` is in lots times
 * sub-ticks: times the scale's `fee` it is what was paid in fees.
 *
 * @category models
 * @since 0.1.0
 */
export interface SmaCrossUnits {
  readonly equity: number
  readonly drawdown: number
  readonly drawdownFraction: number
  readonly trades: number
  readonly traded: number
}

/**
 * Where a pass writes what it is asked for: equity in money units at every close, and at the bars of `samples`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Recording {
  readonly equity?: Float64Array | undefined
  readonly samples?: Int32Array | undefined
  readonly sampled?: Float64Array | undefined
}

/**
 * Whether the weighted sums of these averages stay whole numbers that doubles hold.
 *
 * @category checks
 * @since 0.1.0
 */
export const averagesFit = (maxTicks: number, fast: number, slow: number): boolean =>
  4 * maxTicks * fast * slow <= 2 ** 53

/**
 * Runs one pair of averages over bars, filled at the next open, entering on the first cross. Undefined when a sum does
 * not fit doubles; the kernel with a column of wishes then gives the answer.
 *
 * @category running
 * @since 0.1.0
 */
export const smaCrossUnits = (
  bars: Bars.Bars,
  fast: number,
  slow: number,
  units: DoubleScale,
  recording: Recording = {}
): SmaCrossUnits | undefined => {
  const { close, length, open } = bars
  const { buy, fee, isAllIn, sell, subTicks, value } = units
  const { equity, sampled, samples } = recording
  const gap = slow - fast
  let [money, slope, lots] = [units.capital, 0, 0]
  let [peak, trough, deepest, fraction] = [money, money, 0, 0]
  let [trades, traded, sample] = [0, 0, 0]

  let lead = 0
  for (let i = 0; i < slow && i < length; i++) {
    lead += (i < gap ? -fast : gap) * (close[i] as number)
    if (equity !== undefined) equity[i] = money
  }
  let before = lead
  let i = Math.min(slow, length)
  while (i < length) {
    const start = money
    let to = 0
    for (; to === 0 && i < length; i++) {
      const price = close[i] as number
      lead += gap * price - slow * (close[i - fast] as number) + fast * (close[i - slow] as number)
      const now = start + slope * price
      if (equity !== undefined) equity[i] = now
      if (now < trough) trough = now
      else if (now > peak) {
        if (trough < peak) {
          deepest = Math.max(deepest, peak - trough)
          fraction = Math.max(fraction, (peak - trough) / peak)
        }
        peak = now
        trough = now
      }
      if (lead > 0) {
        if (before < 0 && lots <= 0) to = 1
      } else if (lead < 0 && before > 0 && lots >= 0) to = -1
      before = lead
    }
    if (samples !== undefined && sampled !== undefined)
      for (; (samples[sample] as number) < i; sample++)
        sampled[sample] = money + slope * (close[samples[sample] as number] as number)
    if (to === 0 || i === length) break
    const price = (open[i] as number) * (to > 0 ? buy : sell)
    const held = Math.abs(lots)
    money += value * lots * price - fee * held * price
    if (held > 0) trades++
    const size = isAllIn ? affordable(money, (value + fee) * price) : 1
    if (!canOpen(units, money, traded, size)) return undefined
    lots = to * size
    money -= value * lots * price + fee * size * price
    traded += (held + size) * price
    slope = value * lots * subTicks
  }
  if (samples !== undefined && sampled !== undefined)
    for (; sample < samples.length; sample++) sampled[sample] = units.capital
  const fall = peak - trough
  return {
    equity: length === 0 ? money : money + slope * (close[length - 1] as number),
    drawdown: Math.max(deepest, fall),
    drawdownFraction: Math.max(fraction, fall / peak),
    trades,
    traded
  }
}
