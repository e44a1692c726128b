/**
 * Funding of perpetual contracts: rates at times, and the price they are applied to.
 *
 * Payment = rate x position value at the mark price; longs pay shorts when the rate is positive.
 * Source: the exchange's help article "Funding rate".
 *
 * @module
 * @since 0.1.0
 */
import type * as Bars from "../Bars.ts"

/**
 * Settlements in increasing time.
 *
 * - `time` milliseconds since the epoch, floored to the minute: exchanges settle on the hour and record it some
 *   milliseconds late.
 * - `rate` fraction of the position's value, read as its shortest decimal.
 * - `mark` mark price in quote units, read as its shortest decimal; NaN or absent means the close of the last bar that
 *   had closed by then, within the first bar its open.
 * - `tie` who pays when a fill falls on the very moment of the settlement: the position held `before` it (the default:
 *   an order sent at that moment arrives after it), the one held `after` it, or `both`, as freqtrade counts.
 *
 * @category models
 * @since 0.1.0
 */
export interface Funding {
  readonly time: Float64Array
  readonly rate: Float64Array
  readonly mark?: Float64Array | undefined
  readonly tie?: "before" | "after" | "both" | undefined
}

const minute = 60_000

/**
 * The moment of settlement `k`.
 *
 * @category accessors
 * @since 0.1.0
 */
export const timeOf = (self: Funding, k: number): number => {
  const time = self.time[k] ?? Number.POSITIVE_INFINITY
  return time - (time % minute)
}

/**
 * The moment at which bar `i` stops trading: its interval is over, or the next bar opens. A lone bar, of which nobody
 * knows how long it is, does not close as it opens: what is decided on it comes too late for it.
 *
 * @category accessors
 * @since 0.1.0
 */
export const closeTime = (bars: Bars.Bars, i: number): number =>
  Math.min((bars.time[i] as number) + Math.max(1, bars.intervalMs), bars.time[i + 1] ?? Number.POSITIVE_INFINITY)

/**
 * Whether a settlement comes when the history is over. One at the very moment of the last close does not: what is held
 * then pays, and it counts at that close. Who will hold what later, nobody knows.
 *
 * @category accessors
 * @since 0.1.0
 */
export const isOver = (bars: Bars.Bars, moment: number): boolean =>
  bars.length === 0 || moment > closeTime(bars, bars.length - 1)
