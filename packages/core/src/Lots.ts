/**
 * Sizes as whole numbers of an instrument's size step. Integer arithmetic on them is exact.
 *
 * @module
 * @since 0.1.0
 */
import type * as Brand from "effect/Brand"

/**
 * A size in units of an instrument's size step: a safe integer above zero.
 *
 * @category models
 * @since 0.1.0
 */
export type Lots = number & Brand.Brand<"Lots">

/**
 * A quoted price in units of an instrument's price step: a safe integer above zero.
 *
 * @category models
 * @since 0.1.0
 */
export type Ticks = number & Brand.Brand<"Ticks">

/**
 * Tells whether a number can be lots.
 *
 * @category guards
 * @since 0.1.0
 */
export const isLots = (value: number): value is Lots => Number.isSafeInteger(value) && value > 0

/**
 * Marks a number as lots without a check, for sums and differences of lots that are known to stay positive.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeUnsafe = (value: number): Lots => value as Lots

/**
 * The smaller of two sizes.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const min = (a: Lots, b: Lots): Lots => (a < b ? a : b)
