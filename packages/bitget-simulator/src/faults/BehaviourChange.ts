/**
 * The switches of the exchange as a fault file names them.
 *
 * @module
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

const Milliseconds = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))
const Fraction = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))

/**
 * Any of the switches of `Behaviour`.
 *
 * @category models
 * @since 0.1.0
 */
export const BehaviourChange = Schema.Struct({
  openWithoutMargin: Schema.optionalKey(Schema.Literals(["refuse", "shrink"])),
  restingCloses: Schema.optionalKey(Schema.Literals(["cancel", "keep"])),
  reversalIds: Schema.optionalKey(Schema.Literals(["close", "open"])),
  oneWayWrongSide: Schema.optionalKey(Schema.Literals(["refuse", "ignore"])),
  hedgeTradeSideClose: Schema.optionalKey(Schema.Literals(["refuse", "accept"])),
  noPositionCode: Schema.optionalKey(Schema.Literals(["40757", "22002"])),
  matchDelayMs: Schema.optionalKey(Milliseconds),
  openDelayMs: Schema.optionalKey(Milliseconds),
  readLagMs: Schema.optionalKey(Milliseconds),
  dedupeMs: Schema.optionalKey(Milliseconds),
  limitWindow: Schema.optionalKey(Schema.Literals(["fixed", "sliding"])),
  limitScale: Schema.optionalKey(Schema.Finite.check(Schema.isGreaterThan(0))),
  sharedOrderLimit: Schema.optionalKey(Schema.Boolean),
  clockSkewMs: Schema.optionalKey(Schema.Finite),
  spreadTicks: Schema.optionalKey(Schema.Natural),
  hideOneWayOrderIds: Schema.optionalKey(Schema.Boolean),
  fillFraction: Schema.optionalKey(Schema.Struct({ close: Fraction, open: Fraction }))
})
