/**
 * What a strategy wishes.
 *
 * @module
 * @since 0.1.0
 */
import * as Refusal from "./Refusal.ts"
import * as Side from "./Side.ts"

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
  readonly side: Side.Side
  readonly at: number
  readonly id?: string
  readonly size?: string
}

/**
 * Tells whether a signal from JavaScript is one: what is no side must never become one.
 *
 * @category guards
 * @since 0.1.0
 */
export const isSound = ({ at, side }: Signal): boolean => Side.isSide(side) && Number.isFinite(at)

/**
 * Why something is no signal, for the event that refuses it.
 *
 * @category guards
 * @since 0.1.0
 */
export const unsound = ({ at, side }: Signal) =>
  ({
    reason: "bad-signal",
    retry: "after-fix",
    message: Side.isSide(side)
      ? `expected milliseconds since the epoch as \`at\`, got ${Refusal.show(at)}`
      : `expected "long" or "short" as \`side\`, got ${Refusal.show(side)}`,
    remedy: "say which side to be on, and date the signal by a number or not at all"
  }) as const
