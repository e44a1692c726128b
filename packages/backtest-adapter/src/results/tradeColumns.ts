/**
 * What is told of a closed trade, in tables and in JSON.
 *
 * @module
 * @since 0.1.0
 */

/**
 * The columns in their order. Times are open times of bars, which are counted from 0.
 *
 * @category models
 * @since 0.1.0
 */
export const tradeColumns = {
  side: "text",
  size: "double",
  entryBar: "int64",
  entryTime: "int64",
  entryPrice: "double",
  exitBar: "int64",
  exitTime: "int64",
  exitPrice: "double",
  pnl: "double",
  commission: "double",
  funding: "double"
} as const
