/**
 * One pair of averages in one pass: moving averages, crosses, fills, fees, equity and drawdown in one pass, nothing allocated.
 *
 * A long is wished where the mean of the last `fast` closes was below the mean of the last `slow` on the bar before and
 * is above it on this one; a short the other way round. Both comparisons are strict and both means are sums of whole
 * ticks, so two equal averages are equal. A wish is filled at the next open; the first one enters.
 *
 * For many pairs over the same bars there is `crossLines`, where they share their averages.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { DoubleScale } from "../kernel/DoubleScale.ts"
import { fill, noteFall, type Pass, type Recording, takeSamples } from "./Pass.ts"

/**
 * Whether the weighted sums of these averages stay whole numbers that doubles hold.
 *
 * @category checks
 * @since 0.1.0
 */
export const averagesFit = (maxTicks: number, fast: number, slow: number): boolean =>
  4 * maxTicks * fast * slow <= 2 ** 53

const warmUp = (pass: Pass, close: Float64Array, end: number, equity: Float64Array | undefined): void => {
  const gap = pass.slow - pass.fast
  for (; pass.next < Math.min(pass.slow, end); pass.next++) {
    pass.lead += (pass.next < gap ? -pass.fast : gap) * (close[pass.next] as number)
    if (equity !== undefined) equity[pass.next] = pass.money
  }
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
