/**
 * What a replay assumes of the exchange, the network and the account.
 *
 * @module
 * @since 0.1.0
 */
import type { Budget, EngineOptions, Order, Position, Rational } from "@backhand/core"
import type { VirtualTimeScheduler } from "rxjs"
import type { DecimalInput } from "../kernel/KernelOptions.ts"
import type { FillRule } from "./Place.ts"

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
 * What comes of an order: the lots that are closed and opened.
 *
 * @category models
 * @since 0.1.0
 */
export type Outcome = (arrival: Arrival) => { readonly closed: number; readonly opened: number }

/**
 * Isolated margin without tiers.
 *
 * - `leverage` position value at entry over initial margin.
 * - `maintenanceRate` fraction of the position's value that must stay; the exchange's `keepMarginRate`.
 * - `liquidationFeeRate` fraction of the value, charged on a liquidation; default the fee rate of the run.
 * - `insufficient` what an opening does that the account cannot pay: `refuse` all of it (default), or `shrink` to what it
 *   can pay. The exchange's texts name both.
 *
 * @category models
 * @since 0.1.0
 */
export interface MarginOptions {
  readonly leverage: DecimalInput
  readonly maintenanceRate: DecimalInput
  readonly liquidationFeeRate?: DecimalInput
  readonly insufficient?: "refuse" | "shrink"
}

/**
 * The options of a replay.
 *
 * - `size` of an entry from flat: base units, or `value` in quote units, which buys as many lots as it is worth at the
 *   last price known when the signal comes, rounded down. Reversals turn the whole position round. `allIn` compounds:
 *   every open comes to what the equity after the close and its fee buys with its own fee, rounded down to this unit. No
 *   call of the exchange does that, live it would take a second order; the events tell of one unit throughout, the
 *   executions of the true sizes. For one market whose orders happen whole.
 * - `fill` where an order is filled that arrives at `t`: at the open of the first bar that opens at or after `t` (default),
 *   at the first close from `t` on, which is the one that it was decided on where it comes with it (a signal that was dated
 *   beforehand, as those of a list, at the last close by its date),
 *   by the first trade at or after `t` that the strategy has not been told, or at the best quote in force at `t` (a buy at
 *   the ask, a sale at the bid).
 * - `feeRate` fraction of the traded value, for every execution; default each instrument's taker fee.
 * - `makerFeeRate` what resting stops pay instead, where they are taken to have made the market. The exchange's trigger orders
 *   are executed at the market and pay as takers, which is the default.
 * - `slippageBps`, `slippageTicks` basis points, and ticks of the instrument, by which every fill is worse than its price.
 * - `latencyMs` from sending to arrival, and again from execution to knowing: fixed, or drawn by a function from the
 *   number of the message (so that a seed repeats it), such as `uniformLatency` and `logNormalLatency`.
 * - `legGapMs` between the close and the open of a reversal; default none.
 * - `limit` the account's rate limit; null for none. Default 10 a second.
 * - `mode` the account's hold mode. Default `one-way`.
 * - `whenFlat` whether a signal may enter. Default `enter`.
 * - `hasMinimums` a reversal whose open is below the contract's minimums closes only; such an entry is refused.
 * - `outcome` the lots that are closed and opened of an order; default all of both.
 * - `margin` isolated margin and liquidation; default none.
 * - `complete` whether the engine completes a reversal whose open failed or shrank.
 * - `capital` margin-coin units, default 1,000,000.
 * - `scheduler` the virtual clock that time-based operators of the strategy use.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayOptions {
  readonly size: DecimalInput | { readonly value: DecimalInput } | { readonly allIn: DecimalInput }
  readonly fill?: FillRule
  readonly feeRate?: DecimalInput
  readonly makerFeeRate?: DecimalInput
  readonly slippageBps?: DecimalInput
  readonly slippageTicks?: DecimalInput
  readonly latencyMs?: number | ((message: number) => number)
  readonly legGapMs?: number
  readonly limit?: Budget.Limit | null
  readonly mode?: Position.HoldMode
  readonly whenFlat?: "enter" | "ignore"
  readonly hasMinimums?: boolean
  readonly outcome?: Outcome
  readonly margin?: MarginOptions
  readonly complete?: boolean
  readonly guards?: Partial<EngineOptions.Guards>
  readonly capital?: DecimalInput
  readonly scheduler?: VirtualTimeScheduler
}
