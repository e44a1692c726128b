/**
 * The deepest fall of equity, from the stretches between fills on which equity is a line in the close.
 *
 * @module
 * @since 0.1.0
 */

/**
 * The highest equity so far and the lowest since, and the deepest fall from a peak before them: in money units, and as a
 * fraction of its peak.
 *
 * @category models
 * @since 0.1.0
 */
export interface Drawdown {
  peak: number
  trough: number
  deepest: number
  fraction: number
}

/**
 * None yet, with `capital` money units.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (capital: number): Drawdown => ({ peak: capital, trough: capital, deepest: 0, fraction: 0 })

/**
 * Ends the fall from the peak to the lowest since.
 *
 * @category folding
 * @since 0.1.0
 */
export const end = (self: Drawdown): void => {
  const { peak, trough } = self
  self.deepest = Math.max(self.deepest, peak - trough)
  self.fraction = Math.max(self.fraction, (peak - trough) / peak)
}

/** Looks at closes one by one, for the order in which peaks and troughs came. */
const walk = (self: Drawdown, money: number, slope: number, close: Float64Array, from: number, until: number): void => {
  let { peak, trough } = self
  for (let i = from; i < until; i++) {
    const now = money + slope * (close[i] as number)
    if (now < trough) trough = now
    else if (now > peak) {
      self.peak = peak
      self.trough = trough
      if (trough < peak) end(self)
      peak = now
      trough = now
    }
  }
  self.peak = peak
  self.trough = trough
}

/**
 * Notes that equity was `money + slope x close` at the closes `from` to `until`, which lay between `least` and `most`.
 * Only where it rose above its peak does the order of its closes matter.
 *
 * @category folding
 * @since 0.1.0
 */
export const note = (
  self: Drawdown,
  money: number,
  slope: number,
  close: Float64Array,
  from: number,
  until: number,
  least: number,
  most: number
): void => {
  const isLong = slope > 0
  const worst = money + slope * (isLong ? least : most)
  if (money + slope * (isLong ? most : least) > self.peak) walk(self, money, slope, close, from, until)
  else if (worst < self.trough) self.trough = worst
}
