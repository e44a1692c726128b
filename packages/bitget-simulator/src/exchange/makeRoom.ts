/**
 * Frees a leg of resting close orders.
 *
 * @module
 * @since 0.1.0
 */
import type { Side } from "@backhand/core"
import type { PrivateCall } from "./Endpoint.ts"
import { cancel, claimed } from "./execute.ts"

/**
 * Cancels resting close orders of a leg, oldest first, until `wanted` of its `held` lots are free (help article on the
 * reversal; for a market close, the changelog of July 2025).
 *
 * @category transitions
 * @since 0.1.0
 */
export const makeRoom = (
  { account, atMs, state }: PrivateCall,
  symbol: string,
  side: Side.Side,
  held: number,
  wanted: number
): void => {
  for (const order of account.live.values()) {
    if (held - claimed(account, symbol, side) >= wanted) return
    if (order.symbol === symbol && order.effect === "close" && order.leg === side && order.limit !== null)
      cancel(state, account, order, "normal_cancel", atMs)
  }
}
