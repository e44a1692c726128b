/**
 * The bars on which two simple moving averages cross, a stretch of closes at a time.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Two averages on their way through closes: their lengths, the next bar, and the lead of the fast average over the slow
 * one after the bar before it, in ticks times both lengths. The lead is a whole number, so that equal averages are equal.
 *
 * @category models
 * @since 0.1.0
 */
export interface Averages {
  readonly fast: number
  readonly slow: number
  next: number
  lead: number
}

/**
 * Whether every lead, and every sum on the way to it, is a whole number that doubles hold.
 *
 * @category checks
 * @since 0.1.0
 */
export const leadsFit = (maxTicks: number, fast: number, slow: number): boolean => 4 * maxTicks * fast * slow <= 2 ** 53

/**
 * Goes on to bar `end` and writes the bars on which the lead turned from one sign straight into the other, in order: bar
 * `i` as `i` where the fast average is above now, as `~i` where it is below. Returns how many there were.
 *
 * @category folding
 * @since 0.1.0
 */
export const smaCrosses = (self: Averages, close: Float64Array, end: number, into: Int32Array): number => {
  const { fast, slow } = self
  const gap = slow - fast
  let { lead, next: i } = self
  // Until the slow average is known the lead is only being summed up.
  for (const known = Math.min(slow, end); i < known; i++) lead += (i < gap ? -fast : gap) * (close[i] as number)
  let before = lead
  let count = 0
  for (; i < end; i++) {
    const price = close[i] as number
    lead += slow * (price - (close[i - fast] as number)) - fast * (price - (close[i - slow] as number))
    if (lead * before < 0) into[count++] = lead > 0 ? i : ~i
    before = lead
  }
  self.lead = lead
  self.next = i
  return count
}
