/**
 * Follows the positions that a stream of events tells of.
 *
 * @module
 * @since 0.1.0
 */
import type { Position, ReversalEvent } from "@backhand/core"
import { type OperatorFunction, scan, filter, map } from "rxjs"

interface Followed {
  readonly positions: ReadonlyMap<string, Position.Position>
  readonly isNew: boolean
}

const observedIn = (event: ReversalEvent.ReversalEvent): Position.Position | null => {
  if (event.event === "settled") return event.position
  return event.event === "mismatch" ? event.observed : null
}

const follow = ({ positions }: Followed, event: ReversalEvent.ReversalEvent): Followed => {
  const position = observedIn(event)
  if (position === null) return { positions, isNew: false }
  return { positions: new Map(positions).set(event.symbol, position), isNew: true }
}

/**
 * Turns events into the positions known so far, by symbol. Silent until something is known: what was held before the first
 * event of a symbol is not told.
 *
 * With `h`: held, `s`: A settled, `m`: a mismatch of B; `1` knows A, `2` knows A and B:
 *
 * ```text
 * events   h-s-h-m-|
 * output   --1---2-|
 * ```
 *
 * - **Units** positions are in lots, entries in quote units.
 * - **Emits** a new map whenever an order settled or a position turned out to be another than predicted.
 * - **Completes**, **errors**, **unsubscribe** as the source does.
 *
 * @since 0.1.0
 */
export const currentPositions =
  (): OperatorFunction<ReversalEvent.ReversalEvent, ReadonlyMap<string, Position.Position>> => (events) =>
    events.pipe(
      scan(follow, { positions: new Map(), isNew: false }),
      filter(({ isNew }) => isNew),
      map(({ positions }) => positions)
    )
