/**
 * Takes one pair of averages over a stretch of bars: crosses, fills, fees, equity and drawdown.
 *
 * A long is wished where the mean of the last `fast` closes was below the mean of the last `slow` on the bar before and
 * is above it on this one; a short the other way round. A wish is filled at the next open; the first one enters. Between
 * two fills equity is a line in the close, so that a block of closes between a known low and high can be passed over.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { DoubleScale } from "../kernel/DoubleScale.ts"
import { greater, lesser, limit } from "../kernel/int32.ts"
import { leadsFit, smaCrosses } from "../strategies/smaCrosses.ts"
import * as Blocks from "./Blocks.ts"
import { fill, noteFall, type Pass, type Recording, takeSamples } from "./Pass.ts"

/**
 * Bars of a stretch: its closes stay in the processor's nearest cache while several pairs pass over them.
 *
 * @category tuning
 * @since 0.1.0
 */
export const stretch = 2048

/**
 * Whether the sums of a pair over such prices are whole numbers that doubles hold, and prices ones that 32 bits hold.
 *
 * @category checks
 * @since 0.1.0
 */
export const fits = (maxTicks: number, fast: number, slow: number): boolean =>
  maxTicks < limit && leadsFit(maxTicks, fast, slow)

/** Looks at closes one by one, for the order in which peaks and troughs came. */
const walk = (pass: Pass, close: Float64Array, from: number, end: number): void => {
  const { money, slope } = pass
  let { peak, trough } = pass
  for (let i = from; i < end; i++) {
    const now = money + slope * (close[i] as number)
    if (now < trough) trough = now
    else if (now > peak) {
      if (trough < peak) noteFall(pass, peak, trough)
      peak = now
      trough = now
    }
  }
  pass.peak = peak
  pass.trough = trough
}

/** Notes that the closes `from` to `end`, all under the account as it is, went from `least` to `most`. */
const note = (pass: Pass, close: Float64Array, from: number, end: number, least: number, most: number): void => {
  const { money, slope } = pass
  const isLong = slope > 0
  const best = money + slope * (isLong ? most : least)
  const worst = money + slope * (isLong ? least : most)
  if (best > pass.peak) walk(pass, close, from, end)
  else if (worst < pass.trough) pass.trough = worst
}

/** Stores equity at the closes `from` to `end`. */
const store = (pass: Pass, close: Float64Array, from: number, end: number, equity: Float64Array): void => {
  const { money, slope } = pass
  let least = (close[from] as number) | 0
  let most = least
  for (let i = from; i < end; i++) {
    const price = close[i] as number
    equity[i] = money + slope * price
    least = lesser(least, price | 0)
    most = greater(most, price | 0)
  }
  note(pass, close, from, end, least, most)
}

/** Passes over the closes `from` to `end`, whole blocks at once. */
const skip = (pass: Pass, close: Float64Array, blocks: Blocks.Closes, from: number, end: number): void => {
  const { high, highOn, highSoFar, low, lowOn, lowSoFar } = blocks
  const last = (end - 1) >> Blocks.bits
  let k = from >> Blocks.bits
  let least = lowOn[from] as number
  let most = highOn[from] as number
  if (k === last) {
    least = most = (close[from] as number) | 0
    for (let i = from + 1; i < end; i++) {
      const ticks = (close[i] as number) | 0
      least = lesser(least, ticks)
      most = greater(most, ticks)
    }
  } else {
    for (k++; k < last; k++) {
      least = lesser(least, low[k] as number)
      most = greater(most, high[k] as number)
    }
    least = lesser(least, lowSoFar[end - 1] as number)
    most = greater(most, highSoFar[end - 1] as number)
  }
  note(pass, close, from, end, least, most)
}

/** Marks the closes `from` to `end`, at least one, all under the account as it is. */
const mark = (
  pass: Pass,
  close: Float64Array,
  blocks: Blocks.Closes,
  from: number,
  end: number,
  recording: Recording
): void => {
  if (recording.equity === undefined) skip(pass, close, blocks, from, end)
  else store(pass, close, from, end, recording.equity)
  takeSamples(pass, close, end, recording)
}

/**
 * Takes a pass through the first `count` crosses of `recording`, from bar `from` to its next. False when a sum does not fit
 * doubles; the pass is then worthless, and the kernel with a column of wishes gives the answer.
 *
 * @category folding
 * @since 0.1.0
 */
export const follow = (
  pass: Pass,
  { close, open }: Bars.Bars,
  blocks: Blocks.Closes,
  units: DoubleScale,
  begin: number,
  count: number,
  recording: Recording
): boolean => {
  const { crosses } = recording
  const end = pass.next
  let from = begin
  if (pass.wish !== 0 && !fill(pass, units, open[from] as number)) return false
  for (let k = 0; k < count; k++) {
    const cross = crosses[k] as number
    const wish = cross < 0 ? -1 : 1
    if (wish * pass.lots > 0) continue
    const next = (cross < 0 ? ~cross : cross) + 1
    mark(pass, close, blocks, from, next, recording)
    from = next
    pass.wish = wish
    if (from < end && !fill(pass, units, open[from] as number)) return false
  }
  if (from < end) mark(pass, close, blocks, from, end, recording)
  return true
}

/**
 * Takes a pass on to bar `end`, at most a stretch further, for a pair that `fits`. False as `follow` has it.
 *
 * @category folding
 * @since 0.1.0
 */
export const passBars = (
  pass: Pass,
  bars: Bars.Bars,
  blocks: Blocks.Closes,
  units: DoubleScale,
  end: number,
  recording: Recording
): boolean => {
  const from = pass.next
  const count = smaCrosses(pass, bars.close, end, recording.crosses)
  return follow(pass, bars, blocks, units, from, count, recording)
}
