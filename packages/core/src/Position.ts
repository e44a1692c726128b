/**
 * Positions in both hold modes. "Flat and long" cannot be written down.
 *
 * @module
 * @since 0.1.0
 */
import type * as Lots from "./Lots.ts"
import type * as Rational from "./Rational.ts"
import type * as Side from "./Side.ts"

/**
 * What is held on one side: lots, and the average price they were entered at, in quote units.
 *
 * @category models
 * @since 0.1.0
 */
export interface Leg {
  readonly lots: Lots.Lots
  readonly entry: Rational.Rational
}

/**
 * One-way mode: flat (`net` is null), or one side.
 *
 * @category models
 * @since 0.1.0
 */
export interface OneWay {
  readonly mode: "one-way"
  readonly net: (Leg & { readonly side: Side.Side }) | null
}

/**
 * Hedge mode: a long leg and a short leg, each flat (null) or open.
 *
 * @category models
 * @since 0.1.0
 */
export interface Hedge {
  readonly mode: "hedge"
  readonly long: Leg | null
  readonly short: Leg | null
}

/**
 * The position of one symbol.
 *
 * @category models
 * @since 0.1.0
 */
export type Position = OneWay | Hedge

/**
 * How an account holds positions.
 *
 * @category models
 * @since 0.1.0
 */
export type HoldMode = Position["mode"]

/**
 * A flat position.
 *
 * @category constructors
 * @since 0.1.0
 */
export const flat = (mode: HoldMode): Position =>
  mode === "one-way" ? { mode, net: null } : { mode, long: null, short: null }

/**
 * The leg held on a side, or null.
 *
 * @category getters
 * @since 0.1.0
 */
export const leg = (self: Position, side: Side.Side): Leg | null => {
  if (self.mode === "hedge") return self[side]
  return self.net !== null && self.net.side === side ? { lots: self.net.lots, entry: self.net.entry } : null
}

/**
 * The lots held on a side; zero where flat.
 *
 * @category getters
 * @since 0.1.0
 */
export const lotsOn = (self: Position, side: Side.Side): number => {
  if (self.mode === "hedge") return self[side]?.lots ?? 0
  return self.net !== null && self.net.side === side ? self.net.lots : 0
}

/**
 * The position with another leg on a side. In one-way mode the other side is what `leg` replaces.
 *
 * @category setters
 * @since 0.1.0
 */
export const withLeg = (self: Position, side: Side.Side, next: Leg | null): Position => {
  if (self.mode === "hedge") return { ...self, [side]: next }
  return { mode: "one-way", net: next === null ? null : { side, lots: next.lots, entry: next.entry } }
}

/**
 * The one side that is held, or null where the position is flat or (hedge mode) open on both sides.
 *
 * @category getters
 * @since 0.1.0
 */
export const onlySide = (self: Position): Side.Side | null => {
  const isLong = lotsOn(self, "long") > 0
  const isShort = lotsOn(self, "short") > 0
  return isLong === isShort ? null : isLong ? "long" : "short"
}

/**
 * Tells whether nothing is held.
 *
 * @category guards
 * @since 0.1.0
 */
export const isFlat = (self: Position): boolean => lotsOn(self, "long") === 0 && lotsOn(self, "short") === 0

/**
 * Tells whether two positions hold the same lots on the same sides. Entry prices may differ: the exchange rounds them.
 *
 * @category comparisons
 * @since 0.1.0
 */
export const holdsSame = (a: Position, b: Position): boolean =>
  a.mode === b.mode && lotsOn(a, "long") === lotsOn(b, "long") && lotsOn(a, "short") === lotsOn(b, "short")
