/**
 * Executions, and what each does to a position: the fold over fills is the position's history.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { Instrument } from "./Instrument.ts"
import * as Lots from "./Lots.ts"
import * as Money from "./Money.ts"
import * as Position from "./Position.ts"
import * as Rational from "./Rational.ts"
import * as Refusal from "./Refusal.ts"
import * as Side from "./Side.ts"

/**
 * One execution: `lots` of the leg on `side` were closed or opened at `price` (quote units).
 *
 * @category models
 * @since 0.1.0
 */
export interface Fill {
  readonly effect: "close" | "open"
  readonly side: Side.Side
  readonly lots: Lots.Lots
  readonly price: Rational.Rational
}

/**
 * A position with the profit realised and the fees paid on the way to it, in the margin coin.
 *
 * @category models
 * @since 0.1.0
 */
export interface Account {
  readonly position: Position.Position
  readonly realized: Rational.Rational
  readonly fees: Rational.Rational
}

/**
 * A position before any fill is accounted for.
 *
 * @category constructors
 * @since 0.1.0
 */
export const account = (position: Position.Position): Account => ({
  position,
  realized: Rational.zero,
  fees: Rational.zero
})

const refuse = (fill: Fill, held: string): Result.Result<never, Refusal.Refusal> =>
  Refusal.fail(
    "BadPosition",
    "fill",
    `cannot ${fill.effect} ${fill.lots} lots of the ${fill.side} leg while ${held}`,
    "read the position again: it is not what the fill belongs to"
  )

const close = (position: Position.Position, fill: Fill): Result.Result<Position.Position, Refusal.Refusal> => {
  const leg = Position.leg(position, fill.side)
  if (leg === null || leg.lots < fill.lots) return refuse(fill, `${leg?.lots ?? 0} lots are held`)
  const rest = leg.lots - fill.lots
  const next = rest === 0 ? null : { lots: Lots.makeUnsafe(rest), entry: leg.entry }
  return Result.succeed(Position.withLeg(position, fill.side, next))
}

const open = (
  instrument: Instrument,
  position: Position.Position,
  fill: Fill
): Result.Result<Position.Position, Refusal.Refusal> => {
  if (position.mode === "one-way" && Position.leg(position, Side.opposite(fill.side)) !== null)
    return refuse(fill, "the other side is held in one-way mode")
  const added = { lots: fill.lots, entry: fill.price }
  const leg = Position.leg(position, fill.side)
  if (leg === null) return Result.succeed(Position.withLeg(position, fill.side, added))
  const lots = Lots.makeUnsafe(leg.lots + fill.lots)
  if (!Lots.isLots(lots)) return refuse(fill, "the sum is too large to count in lots")
  const entry = Money.averageEntry(instrument, leg, added)
  return Result.succeed(Position.withLeg(position, fill.side, { lots, entry }))
}

/**
 * Moves a position by one execution, without its money.
 *
 * - **Errors** as `apply`.
 *
 * @category folding
 * @since 0.1.0
 */
export const move = (
  instrument: Instrument,
  position: Position.Position,
  fill: Fill
): Result.Result<Position.Position, Refusal.Refusal> => {
  if (!Lots.isLots(fill.lots) || !Rational.isPositive(fill.price))
    return Refusal.fail("NotPositive", "fill", "expected whole lots and a price above zero", "check what was executed")
  return fill.effect === "close" ? close(position, fill) : open(instrument, position, fill)
}

/**
 * Applies one execution: moves the position, realises profit on what was closed, charges the taker fee.
 *
 * - **Errors** `BadPosition` when more is closed than is held, or when one-way mode holds the other side;
 *   `NotPositive` for an execution that cannot be one.
 *
 * @category folding
 * @since 0.1.0
 */
export const apply = (
  instrument: Instrument,
  self: Account,
  fill: Fill,
  feeRate: Rational.Rational = instrument.takerFeeRate
): Result.Result<Account, Refusal.Refusal> =>
  Result.map(move(instrument, self.position, fill), (position) => {
    // Only a close realises anything.
    const leg = fill.effect === "close" ? Position.leg(self.position, fill.side) : null
    const made = leg === null ? Rational.zero : Money.profit(instrument, fill.side, fill.lots, leg.entry, fill.price)
    const fee = Money.fee(instrument, fill.lots, fill.price, feeRate)
    return { position, realized: Rational.add(self.realized, made), fees: Rational.add(self.fees, fee) }
  })

/**
 * Applies executions in order; stops at the first that does not belong to the position.
 *
 * @category folding
 * @since 0.1.0
 */
export const applyAll = (
  instrument: Instrument,
  self: Account,
  fills: ReadonlyArray<Fill>,
  feeRate: Rational.Rational = instrument.takerFeeRate
): Result.Result<Account, Refusal.Refusal> =>
  fills.reduce<Result.Result<Account, Refusal.Refusal>>(
    (result, fill) => Result.flatMap(result, (before) => apply(instrument, before, fill, feeRate)),
    Result.succeed(self)
  )
