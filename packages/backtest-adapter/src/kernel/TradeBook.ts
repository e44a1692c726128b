/**
 * Collects trades while a run goes on: one push a trade, columns at the end.
 *
 * @module
 * @since 0.1.0
 */
import type { Trades } from "./Run.ts"

/**
 * Growing columns of closed trades.
 *
 * @category models
 * @since 0.1.0
 */
export interface TradeBook {
  readonly side: Array<number>
  readonly size: Array<number>
  readonly entryBar: Array<number>
  readonly exitBar: Array<number>
  readonly entryPrice: Array<number>
  readonly exitPrice: Array<number>
  readonly pnl: Array<number>
  readonly commission: Array<number>
  readonly funding: Array<number>
}

/**
 * An empty book.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (): TradeBook => ({
  side: [],
  size: [],
  entryBar: [],
  exitBar: [],
  entryPrice: [],
  exitPrice: [],
  pnl: [],
  commission: [],
  funding: []
})

/**
 * The collected trades as columns.
 *
 * @category conversions
 * @since 0.1.0
 */
export const toTrades = (self: TradeBook): Trades => ({
  length: self.side.length,
  side: Int8Array.from(self.side),
  size: Float64Array.from(self.size),
  entryBar: Int32Array.from(self.entryBar),
  exitBar: Int32Array.from(self.exitBar),
  entryPrice: Float64Array.from(self.entryPrice),
  exitPrice: Float64Array.from(self.exitPrice),
  pnl: Float64Array.from(self.pnl),
  commission: Float64Array.from(self.commission),
  funding: Float64Array.from(self.funding)
})
