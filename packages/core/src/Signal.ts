/**
 * What a strategy wishes.
 *
 * @module
 * @since 0.1.0
 */
import type { Side } from "./Side.ts"

/**
 * A wish to be on `side` of `symbol`, known at `at` (integer milliseconds since the epoch, UTC).
 *
 * `id` names the wish in events; without it one is derived. `size` is a decimal in base units and asks for a partial
 * reversal, which only hedge mode has.
 *
 * @category models
 * @since 0.1.0
 */
export interface Signal {
  readonly symbol: string
  readonly side: Side
  readonly at: number
  readonly id?: string
  readonly size?: string
}
