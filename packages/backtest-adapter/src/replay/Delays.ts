/**
 * What the rate limit did to the orders of a run.
 *
 * @module
 * @since 0.1.0
 */
import * as EventLog from "./EventLog.ts"
import * as Orders from "./Orders.ts"

/**
 * Waiting for the rate limit, in milliseconds: from a signal, or the settlement of the order before it if that came
 * later, to the sending of its order. Percentiles are of all orders, by nearest rank, zero where there are none.
 * `superseded` counts signals that a newer one overtook, `expired` those that grew too old.
 *
 * @category models
 * @since 0.1.0
 */
export interface Delays {
  readonly orders: number
  readonly delayed: number
  readonly p50Ms: number
  readonly p90Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly superseded: number
  readonly expired: number
}

/** Measures a run by its orders and events. */
export const of = (orders: Orders.Orders, events: EventLog.EventLog): Delays => {
  const waits = Orders.waits(orders)
  const rank = (share: number): number => waits[Math.max(0, Math.ceil(share * waits.length) - 1)] ?? 0
  return {
    orders: waits.length,
    delayed: waits.filter((wait) => wait > 0).length,
    p50Ms: rank(0.5),
    p90Ms: rank(0.9),
    p99Ms: rank(0.99),
    maxMs: waits.at(-1) ?? 0,
    superseded: EventLog.count(events, "superseded"),
    expired: EventLog.count(events, "expired")
  }
}
