/**
 * What a signal means against a position.
 *
 * @module
 * @since 0.1.0
 */
import * as Position from "./Position.ts"
import * as Side from "./Side.ts"

/**
 * `hold`: already there. `enter`: nothing to turn round. `reverse`: turn the leg on `from` round.
 *
 * @category models
 * @since 0.1.0
 */
export type Intent =
  | { readonly intent: "hold" }
  | { readonly intent: "enter"; readonly to: Side.Side }
  | { readonly intent: "reverse"; readonly from: Side.Side }

const hold: Intent = { intent: "hold" }

/**
 * Compares a wished side with a position. Total: every pair has exactly one intent. In hedge mode an open opposite leg
 * is what a wish turns round, even where the wished side is held as well.
 *
 * @example
 * ```ts
 * import { Intent, Position } from "@backhand/core"
 *
 * Intent.decide("long", Position.flat("one-way")) // => { intent: "enter", to: "long" }
 * ```
 *
 * @category mapping
 * @since 0.1.0
 */
export const decide = (wished: Side.Side, position: Position.Position): Intent => {
  const from = Side.opposite(wished)
  if (Position.lotsOn(position, from) > 0) return { intent: "reverse", from }
  return Position.lotsOn(position, wished) > 0 ? hold : { intent: "enter", to: wished }
}
