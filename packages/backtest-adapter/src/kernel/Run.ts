/**
 * What a kernel run gives: trades and equity as columns, the position that is still open, and the final numbers.
 *
 * Money is in quote units (the margin coin for an inverse contract). Every number is exact arithmetic rounded once to
 * the nearest double.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Closed trades, one a row; a trade open at the end is not among them.
 *
 * - `side` 1 long, -1 short. `size` base units (quote units for an inverse contract).
 * - `entryBar`, `exitBar` bars counted from 0; with close fills the bar at whose close the fill happened.
 * - `pnl` net of commission, before funding. `commission` both legs. `funding` positive when received.
 *
 * @category models
 * @since 0.1.0
 */
export interface Trades {
  readonly length: number
  readonly side: Int8Array
  readonly size: Float64Array
  readonly entryBar: Int32Array
  readonly exitBar: Int32Array
  readonly entryPrice: Float64Array
  readonly exitPrice: Float64Array
  readonly pnl: Float64Array
  readonly commission: Float64Array
  readonly funding: Float64Array
}

/**
 * The position that is open at the end. `unrealized` is marked at the last close, before commission and funding;
 * `commission` is what its entry cost.
 *
 * @category models
 * @since 0.1.0
 */
export interface OpenPosition {
  readonly side: 1 | -1
  readonly size: number
  readonly entryBar: number
  readonly entryPrice: number
  readonly unrealized: number
  readonly commission: number
  readonly funding: number
}

/**
 * The final numbers.
 *
 * - `finalEquity` capital and profit, the open position marked at the last close, all fees paid so far deducted.
 * - `maxDrawdown` the deepest fall of equity below its running peak, in money; `maxDrawdownFraction` the deepest as a
 *   fraction of its peak.
 * - `turnover` value of all executions. `totalFunding` positive when received.
 *
 * @category models
 * @since 0.1.0
 */
export interface Summary {
  readonly capital: number
  readonly finalEquity: number
  readonly maxEquity: number
  readonly minEquity: number
  readonly maxDrawdown: number
  readonly maxDrawdownFraction: number
  readonly totalCommission: number
  readonly totalFunding: number
  readonly turnover: number
  readonly trades: number
}

/**
 * A finished run. `equity` and `drawdown` are marked at every close, after that bar's fills; a close fill is booked on
 * the following bar. `arithmetic` tells which of the two exact paths it took.
 *
 * @category models
 * @since 0.1.0
 */
export interface Run {
  readonly trades: Trades
  readonly openPosition: OpenPosition | null
  readonly equity: Float64Array
  readonly drawdown: Float64Array
  readonly summary: Summary
  readonly arithmetic: "doubles" | "bigints"
}
