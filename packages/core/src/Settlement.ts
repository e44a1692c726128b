/**
 * What was observed to come of an order.
 *
 * @module
 * @since 0.1.0
 */
import * as Order from "./Order.ts"
import * as Position from "./Position.ts"
import * as Side from "./Side.ts"

/**
 * A reversal is not atomic: the close can stand while the open fails or shrinks.
 *
 * - `reversed` all of it happened (for an entry: all of it was opened).
 * - `partially-reversed` some of it happened.
 * - `closed-only` all of the close happened, and nothing of the open.
 * - `unchanged` nothing happened.
 * - `unknown` what is observed cannot come from this order alone.
 *
 * @category models
 * @since 0.1.0
 */
export type Outcome = "reversed" | "partially-reversed" | "closed-only" | "unchanged" | "unknown"

/**
 * An outcome with the lots that were closed and opened.
 *
 * @category models
 * @since 0.1.0
 */
export interface Settlement {
  readonly outcome: Outcome
  readonly closed: number
  readonly opened: number
}

/**
 * Names what `closed` and `opened` lots mean for an order.
 *
 * @category mapping
 * @since 0.1.0
 */
export const classify = (order: Order.Order, closed: number, opened: number): Outcome => {
  const closes = Order.closes(order)
  if (closed < 0 || opened < 0 || closed > closes || opened > order.lots) return "unknown"
  if (order.order === "reversal" && opened > closed) return "unknown"
  if (closed === 0 && opened === 0) return "unchanged"
  if (closed === closes && opened === order.lots) return "reversed"
  return closed === closes && opened === 0 ? "closed-only" : "partially-reversed"
}

/**
 * Makes a settlement of the lots that were closed and opened.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (order: Order.Order, closed: number, opened: number): Settlement => ({
  outcome: classify(order, closed, opened),
  closed,
  opened
})

/**
 * Compares the position before an order with the position observed after it.
 *
 * @category constructors
 * @since 0.1.0
 */
export const between = (order: Order.Order, before: Position.Position, after: Position.Position): Settlement => {
  const to = Order.opensOn(order)
  const from = Side.opposite(to)
  const closed = Position.lotsOn(before, from) - Position.lotsOn(after, from)
  const opened = Position.lotsOn(after, to) - Position.lotsOn(before, to)
  return before.mode === after.mode ? make(order, closed, opened) : { outcome: "unknown", closed: 0, opened: 0 }
}
