/**
 * What can come of a reversal besides all of it: the close stands while the open fails or shrinks.
 *
 * @module
 * @since 0.1.0
 */
import { Order } from "@backhand/core"
import { uniform } from "./latency.ts"
import type { Outcome } from "./ReplayOptions.ts"

const ofOrders = new WeakSet<Outcome>()

/** An outcome that depends on the order's kind and lots alone. */
const ofOrder = (outcome: Outcome): Outcome => {
  ofOrders.add(outcome)
  return outcome
}

/** Whether an outcome is known to depend on the order's kind and lots alone, so that it is known on any path of prices. */
export const isOfOrder = (outcome: Outcome): boolean => ofOrders.has(outcome)

/**
 * Everything happens: the default.
 *
 * @category outcomes
 * @since 0.1.0
 */
export const whole: Outcome = ofOrder(({ order }) => ({ closed: Order.closes(order), opened: order.lots }))

/**
 * The close of every reversal stands, its open is refused (Reversal page: below the minimum value, or without margin).
 * Entries happen.
 *
 * @category outcomes
 * @since 0.1.0
 */
export const openRefused: Outcome = ofOrder((arrival) =>
  arrival.order.order === "entry" ? whole(arrival) : { closed: Order.closes(arrival.order), opened: 0 }
)

/**
 * Every reversal opens only a fraction of what it closes, rounded down to lots. Entries happen whole.
 *
 * - **Errors** throws a `RangeError` for a fraction outside 0 to 1.
 *
 * @category outcomes
 * @since 0.1.0
 */
export const openShrunk = (fraction: number): Outcome => {
  if (!(fraction >= 0 && fraction <= 1))
    throw new RangeError(`expected a fraction from 0 to 1, got ${fraction}. Remedy: write 30 percent as 0.3.`)
  return ofOrder((arrival) =>
    arrival.order.order === "entry"
      ? whole(arrival)
      : { closed: Order.closes(arrival.order), opened: Math.floor(arrival.order.lots * fraction) }
  )
}

/** FNV-1a of the client id: an order keeps its lot whatever else happens in the run. */
const numberOf = (text: string): number => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}

/**
 * Lets an outcome befall a share of all orders, chosen by a seed and the order's client id; the others happen whole.
 *
 * @example
 * ```ts
 * import { openRefused, sometimes } from "@backhand/backtest-adapter"
 *
 * const options = { size: "0.1", outcome: sometimes(7, 0.02, openRefused), complete: true }
 * typeof options.outcome // => "function"
 * ```
 *
 * @category outcomes
 * @since 0.1.0
 */
export const sometimes =
  (seed: number, share: number, outcome: Outcome): Outcome =>
  (arrival) =>
    uniform(seed, numberOf(arrival.order.clientOid ?? "")) < share ? outcome(arrival) : whole(arrival)
