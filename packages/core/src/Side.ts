/**
 * The side of a position or of a wish. `buy` and `sell` exist only in the wire codec.
 *
 * @module
 * @since 0.1.0
 */

/**
 * `long` gains when the price rises, `short` when it falls.
 *
 * @category models
 * @since 0.1.0
 */
export type Side = "long" | "short"

/**
 * The other side.
 *
 * @example
 * ```ts
 * import { Side } from "@backhand/core"
 *
 * Side.opposite("long") // => "short"
 * ```
 *
 * @category mapping
 * @since 0.1.0
 */
export const opposite = (self: Side): Side => (self === "long" ? "short" : "long")

/**
 * Tells whether a value from outside is a side.
 *
 * @category guards
 * @since 0.1.0
 */
export const isSide = (value: unknown): value is Side => value === "long" || value === "short"
