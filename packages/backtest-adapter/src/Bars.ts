/**
 * Candles as columns: one typed array a field, prices as whole ticks.
 *
 * @module
 * @since 0.1.0
 */

/**
 * `length` candles in strictly increasing time.
 *
 * - `time` open time, milliseconds since the epoch, UTC.
 * - `open`, `high`, `low`, `close` prices in ticks: whole numbers held in doubles, exact up to 2^53.
 * - `volume` base units; zero where the source has none.
 * - `priceStep` quote units a tick, as a decimal.
 * - `intervalMs` the commonest distance between two bars; a bar closes at its open time plus this.
 *
 * @category models
 * @since 0.1.0
 */
export interface Bars {
  readonly length: number
  readonly time: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
  readonly priceStep: string
  readonly intervalMs: number
}

/**
 * One wish a bar, decided on that bar's close: 1 long, -1 short, 0 none.
 *
 * @category models
 * @since 0.1.0
 */
export type Wishes = Int8Array
