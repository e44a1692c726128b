/**
 * What a replay assumes of the exchange, the network and the account.
 *
 * @module
 * @since 0.1.0
 */
import type { Budget, EngineOptions, Order, Position, Rational } from "@backhand/core"
import type { VirtualTimeScheduler } from "rxjs"
import type { DecimalInput } from "../kernel/KernelOptions.ts"

/**
 * What an order is executed against.
 *
 * @category models
 * @since 0.1.0
 */
export interface Arrival {
  readonly order: Order.Order
  readonly price: Rational.Rational
  readonly atMs: number
}

/**
 * The options of a replay.
 *
 * - `size` base units of an entry from flat; reversals turn the whole position round.
 * - `fill` an order is filled at the open of the first bar that opens when or after it arrives (default), or at the close
 *   of the last bar that had closed by then.
 * - `feeRate` fraction of the traded value, for every execution; default each instrument's taker fee.
 * - `slippageBps` basis points by which every fill is worse than its price.
 * - `latencyMs` from sending to arrival, and again from execution to knowing: fixed, or drawn by a function from the
 *   number of the message (so that a seed repeats it).
 * - `limit` the account's rate limit; null for none. Default 10 a second.
 * - `mode` the account's hold mode. Default `one-way`.
 * - `whenFlat` whether a signal may enter. Default `enter`.
 * - `hasMinimums` a reversal whose open is below the contract's minimums closes only.
 * - `outcome` the lots that are closed and opened of an order; default all of both.
 * - `capital` margin-coin units, default 1,000,000.
 * - `scheduler` the virtual clock that time-based operators of the strategy use.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayOptions {
  readonly size: DecimalInput
  readonly fill?: "next-open" | "close"
  readonly feeRate?: DecimalInput
  readonly slippageBps?: DecimalInput
  readonly latencyMs?: number | ((message: number) => number)
  readonly limit?: Budget.Limit | null
  readonly mode?: Position.HoldMode
  readonly whenFlat?: "enter" | "ignore"
  readonly hasMinimums?: boolean
  readonly outcome?: (arrival: Arrival) => { readonly closed: number; readonly opened: number }
  readonly complete?: boolean
  readonly guards?: Partial<EngineOptions.Guards>
  readonly capital?: DecimalInput
  readonly scheduler?: VirtualTimeScheduler
}
