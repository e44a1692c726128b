/**
 * What became of each order of a replay.
 *
 * @module
 * @since 0.1.0
 */
import type { Order } from "@backhand/core"
import type { Execution } from "./Account.ts"

/**
 * One order. Times are milliseconds.
 *
 * - `decision` the number of its decision in `ReplayResult.decisions`; null where it completes an earlier reversal.
 * - `decidedAtMs`, `readyAtMs`, `sentAtMs`, `arrivedAtMs` between the first two it waited for the symbol's order before it,
 *   between the next two for the rate limit, between the last two it travelled. A resting stop waits at the exchange and
 *   has one time for all.
 * - `outcome` `filled` at least in part, `refused` by the venue, or `unfilled`: the history ended first, or nothing was
 *   left to do.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayOrder {
  readonly clientOid: string
  readonly symbol: string
  readonly order: Order.Order["order"]
  readonly decision: number | null
  readonly decidedAtMs: number
  readonly readyAtMs: number
  readonly sentAtMs: number
  readonly arrivedAtMs: number
  readonly outcome: "filled" | "refused" | "unfilled"
  readonly executions: ReadonlyArray<Execution>
}
