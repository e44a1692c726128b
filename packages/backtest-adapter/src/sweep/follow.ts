/**
 * Takes one pair of averages from cross to cross: fills, fees, equity and drawdown.
 *
 * A wish is filled at the next open; the first one enters. Between two fills equity is a line in the close, so that a
 * block of closes between a known low and high can be passed over.
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"
import type { DoubleScale } from "../kernel/DoubleScale.ts"
import * as Drawdown from "../kernel/Drawdown.ts"
import { greater, lesser } from "../kernel/int32.ts"
import * as Blocks from "./Blocks.ts"
import { fill, type Pass, type Recording, takeSamples } from "./Pass.ts"

/** Marks the closes `from` to `end`, at least one, all under the account as it is: whole blocks at once. */
const mark = (pass: Pass, close: Float64Array, blocks: Blocks.Closes, from: number, end: number): void => {
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
  const { money, slope } = pass
  Drawdown.note(pass, money, slope, close, from, end, least, most)
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
    mark(pass, close, blocks, from, next)
    takeSamples(pass, close, next, recording)
    from = next
    pass.wish = wish
    if (from < end && !fill(pass, units, open[from] as number)) return false
  }
  if (from < end) mark(pass, close, blocks, from, end)
  takeSamples(pass, close, end, recording)
  return true
}
