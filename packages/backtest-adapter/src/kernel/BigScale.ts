/**
 * The units of a run in bigints, refined on the way whenever a price or a rate has finer decimals than the units so far.
 *
 * An inverse contract divides by prices, so its money has no common unit; it is counted in 2^-192 of the exact unit,
 * each division rounded to the nearest, which leaves some forty more digits than a double can show.
 *
 * @module
 * @since 0.1.0
 */
import type { Rational } from "@backhand/core"
import { nearest } from "./ratio.ts"
import type { Scale } from "./Scale.ts"

/** Money units in one coin, and what a lot at a price of one sub-tick is worth and costs in them. */
export interface BigScale {
  one: bigint
  value: bigint
  fee: bigint
}

const guard = 1n << 192n

/**
 * Money units of an inverse contract, 2^-128 of the exact unit: far above what the roundings of a run add up to, far
 * below any coin. An account that is short of a lot by less has enough.
 *
 * @category constants
 * @since 0.1.0
 */
export const dust = 1n << 64n

/**
 * The units to begin with.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (scale: Scale, kind: "linear" | "inverse"): BigScale => {
  const factor = kind === "inverse" ? guard : 1n
  return { one: scale.one * factor, value: scale.value * factor, fee: scale.fee * factor }
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

/**
 * The factor by which the units must grow so that worths and fees at a multiple of `1 / den` are whole.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const refinement = (self: BigScale, den: bigint): bigint => den / gcd(den, gcd(self.value, self.fee))

/**
 * What `lots` are worth at `price` sub-ticks, `unit` being the worth of one lot at one sub-tick. Whole by refinement
 * for a linear contract, rounded to the nearest unit for an inverse one.
 *
 * @category formulas
 * @since 0.1.0
 */
export const worth = (kind: "linear" | "inverse", unit: bigint, lots: bigint, price: Rational.Rational): bigint =>
  kind === "linear" ? (unit * lots * price.num) / price.den : nearest(unit * lots * price.den, price.num)
