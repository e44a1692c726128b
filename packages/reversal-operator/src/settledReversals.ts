/**
 * Keeps the settled orders of a stream of events.
 *
 * @module
 * @since 0.1.0
 */
import type { ReversalEvent } from "@backhand/core"
import { filter, type OperatorFunction } from "rxjs"

/**
 * Lets through what was settled, and nothing else.
 *
 * With `h`: held, `s`: settled, `m`: mismatch:
 *
 * ```text
 * events   h-s-m-s-|
 * output   --s---s-|
 * ```
 *
 * - **Units** as the events: times in milliseconds, sizes decimals in base units.
 * - **Emits** every `settled` event, as it comes.
 * - **Completes**, **errors**, **unsubscribe** as the source does.
 *
 * @since 0.1.0
 */
export const settledReversals = (): OperatorFunction<ReversalEvent.ReversalEvent, ReversalEvent.Settled> =>
  filter((event): event is ReversalEvent.Settled => event.event === "settled")
