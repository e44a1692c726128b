/**
 * Orders and their executions as the exchange remembers them.
 *
 * @module
 * @since 0.1.0
 */
import type { Lots, Position, ProductType, Rational, Side } from "@backhand/core"
import type { Listing } from "./Listing.ts"

/**
 * One order.
 *
 * - `effect` a netting order of one-way mode is an `open` that closes first.
 * - `direction` is the trade's, `side` of a part the leg's.
 * - `limit` price of a resting order, null for a market order. `value` is price times size of what was filled, summed.
 *
 * @category models
 * @since 0.1.0
 */
export interface OrderRecord {
  readonly listing: Listing
  readonly orderId: string
  readonly clientOid: string
  readonly symbol: string
  readonly productType: ProductType.ProductType
  readonly marginCoin: string
  readonly mode: Position.HoldMode
  readonly direction: "buy" | "sell"
  readonly effect: "close" | "open"
  readonly leg: Side.Side
  readonly lots: Lots.Lots
  readonly filled: number
  readonly value: Rational.Rational
  readonly fee: Rational.Rational
  readonly profit: Rational.Rational
  readonly limit: Rational.Rational | null
  readonly force: string
  readonly isReduceOnly: boolean
  readonly source: "normal" | "market" | "reverse" | "trader_reverse" | "close"
  readonly state: "live" | "partially_filled" | "filled" | "canceled"
  readonly cancelReason: string
  readonly leverage: number
  readonly marginMode: "crossed" | "isolated"
  readonly createdAt: number
  readonly updatedAt: number
}

/**
 * One execution of an order.
 *
 * @category models
 * @since 0.1.0
 */
export interface Trade {
  readonly tradeId: string
  readonly listing: Listing
  readonly orderId: string
  readonly clientOid: string
  readonly symbol: string
  readonly productType: ProductType.ProductType
  readonly marginCoin: string
  readonly mode: Position.HoldMode
  readonly direction: "buy" | "sell"
  readonly effect: "close" | "open"
  readonly leg: Side.Side
  readonly lots: Lots.Lots
  readonly price: Rational.Rational
  readonly value: Rational.Rational
  readonly fee: Rational.Rational
  readonly profit: Rational.Rational
  readonly scope: "taker" | "maker"
  readonly at: number
}

/**
 * Tells whether an order can still execute.
 *
 * @category guards
 * @since 0.1.0
 */
export const isLive = (self: OrderRecord): boolean => self.state === "live" || self.state === "partially_filled"
