/**
 * The inner loop of a sweep: moving averages, crosses, fills, fees, equity and drawdown in one pass, nothing allocated.
 *
 * A long is wished where the mean of the last `fast` closes was below the mean of the last `slow` on the bar before and
 * is above it on this one; a short the other way round. Both comparisons are strict and both means are sums of whole
 * ticks, so two equal averages are equal. A wish is filled at the next open; the first one enters.
 *
 * A pass can be advanced bit by bit, so that many pairs can share the bars that are in the processor's cache.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import { affordable, canOpen, type DoubleScale } from "../kernel/DoubleScale.ts"

/**
 * A pass on its way: the next bar, the lead of the fast mean over the slow one (times both lengths), the wish not yet
 * filled, and the account in money units. `traded` is in lots times sub-ticks.
 *
 * @category models
 * @since 0.1.0
 */
export interface Pass {
  readonly fast: number
  readonly slow: number
  next: number
  lead: number
  wish: number
  lots: number
  money: number
  slope: number
  peak: number
  trough: number
  deepest: number
  fraction: number
  trades: number
  traded: number
  sample: number
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
 * A pass before the first bar; `fast` is shorter than `slow`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const begin = (fast: number, slow: number, { capital }: DoubleScale): Pass => ({
  fast,
  slow,
  next: 0,
  lead: 0,
  wish: 0,
  lots: 0,
  money: capital,
  slope: 0,
  peak: capital,
  trough: capital,
  deepest: 0,
  fraction: 0,
  trades: 0,
  traded: 0,
  sample: 0
})

const warmUp = (pass: Pass, close: Float64Array, end: number, equity: Float64Array | undefined): void => {
  const gap = pass.slow - pass.fast
  for (; pass.next < Math.min(pass.slow, end); pass.next++) {
    pass.lead += (pass.next < gap ? -pass.fast : gap) * (close[pass.next] as number)
    if (equity !== undefined) equity[pass.next] = pass.money
  }
}

const noteFall = (pass: Pass, peak: number, trough: number): void => {
  pass.deepest = Math.max(pass.deepest, peak - trough)
  pass.fraction = Math.max(pass.fraction, (peak - trough) / peak)
}

/** Marks bars until the averages cross against the position, or to the end. */
const scan = (pass: Pass, close: Float64Array, end: number, equity: Float64Array | undefined): void => {
  const { fast, lots, money, slope, slow } = pass
  const gap = slow - fast
  let { lead, next: i, peak, trough } = pass
  let before = lead
  let wish = 0
  for (; wish === 0 && i < end; i++) {
    const price = close[i] as number
    lead += gap * price - slow * (close[i - fast] as number) + fast * (close[i - slow] as number)
    const now = money + slope * price
    if (equity !== undefined) equity[i] = now
    if (now < trough) trough = now
    else if (now > peak) {
      if (trough < peak) noteFall(pass, peak, trough)
      peak = now
      trough = now
    }
    if (lead > 0) {
      if (before < 0 && lots <= 0) wish = 1
    } else if (lead < 0 && before > 0 && lots >= 0) wish = -1
    before = lead
  }
  pass.lead = lead
  pass.next = i
  pass.peak = peak
  pass.trough = trough
  pass.wish = wish
}

/** Fills the wish at an open of `ticks`; false where a sum would not fit doubles. */
const fill = (pass: Pass, units: DoubleScale, ticks: number): boolean => {
  const { fee, value } = units
  const price = ticks * (pass.wish > 0 ? units.buy : units.sell)
  const held = Math.abs(pass.lots)
  pass.money += value * pass.lots * price - fee * held * price
  if (held > 0) pass.trades++
  const size = units.isAllIn ? affordable(pass.money, (value + fee) * price) : 1
  if (!canOpen(units, pass.money, pass.traded, size)) return false
  pass.lots = pass.wish * size
  pass.money -= value * pass.lots * price + fee * size * price
  pass.traded += (held + size) * price
  pass.slope = value * pass.lots * units.subTicks
  pass.wish = 0
  return true
}

const takeSamples = (pass: Pass, close: Float64Array, { sampled, samples }: Recording): void => {
  if (samples === undefined || sampled === undefined) return
  for (; (samples[pass.sample] as number) < pass.next; pass.sample++)
    sampled[pass.sample] = pass.money + pass.slope * (close[samples[pass.sample] as number] as number)
}

/**
 * Takes a pass on to bar `end`. False when a sum does not fit doubles; the pass is then worthless, and the kernel with a
 * column of wishes gives the answer.
 *
 * @category folding
 * @since 0.1.0
 */
export const advance = (
  pass: Pass,
  bars: Bars.Bars,
  units: DoubleScale,
  end: number,
  recording: Recording = {}
): boolean => {
  const { close, open } = bars
  if (pass.next < pass.slow) warmUp(pass, close, end, recording.equity)
  while (pass.next < end) {
    if (pass.wish !== 0 && !fill(pass, units, open[pass.next] as number)) return false
    scan(pass, close, end, recording.equity)
    takeSamples(pass, close, recording)
  }
  takeSamples(pass, close, recording)
  return true
}

/**
 * What a finished pass leaves behind: equity at the last close and the deepest drawdown in money units, and the deepest
 * drawdown as a fraction of its peak.
 *
 * @category folding
 * @since 0.1.0
 */
export const finish = (
  pass: Pass,
  { close, length }: Bars.Bars
): { readonly equity: number; readonly drawdown: number; readonly drawdownFraction: number } => {
  noteFall(pass, pass.peak, pass.trough)
  return {
    equity: length === 0 ? pass.money : pass.money + pass.slope * (close[length - 1] as number),
    drawdown: pass.deepest,
    drawdownFraction: pass.fraction
  }
}
