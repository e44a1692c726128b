/**
 * Positions as `conform` and `simulate` write them: `{"mode":"one_way_mode","net":…}` and
 * `{"mode":"hedge_mode","long":…,"short":…}`, with sizes and prices as decimals.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Instrument, type Position, Rational, Refusal, Side } from "@backhand/core"
import * as Result from "effect/Result"
import { isFields } from "./Line.ts"

type Read<A> = Result.Result<A, Refusal.Refusal>

const bad = (field: string, expected: string, got: unknown): Read<never> =>
  Refusal.fail(
    "BadPosition",
    field,
    `expected ${expected}, got ${Refusal.show(got)}`,
    'write {"mode":"one_way_mode","net":LEG} or {"mode":"hedge_mode","long":LEG,"short":LEG}, with null for what is flat'
  )

/**
 * The sizes that a position states, unchecked.
 *
 * @since 0.1.0
 */
export const sizes = (position: unknown): ReadonlyArray<unknown> => {
  if (!isFields(position)) return []
  const { long, net, short } = position
  return [sizeOf(net), sizeOf(long), sizeOf(short)]
}

const sizeOf = (leg: unknown): unknown => (isFields(leg) ? leg["size"] : undefined)

const readLeg = (instrument: Instrument.Instrument, field: string, leg: unknown): Read<Position.Leg | null> => {
  if (leg === undefined || leg === null) return Result.succeed(null)
  if (!isFields(leg)) return bad(field, "a leg or null", leg)
  return Result.flatMap(Instrument.lots(instrument, Decimal.fromJson(leg["size"]), `${field}.size`), (lots) =>
    Result.map(Decimal.parsePositive(`${field}.entry`, Decimal.fromJson(leg["entry"])), (entry) => ({ lots, entry }))
  )
}

const readNet = (instrument: Instrument.Instrument, net: unknown): Read<Position.OneWay["net"]> => {
  const side = isFields(net) ? net["side"] : undefined
  return Result.flatMap(readLeg(instrument, "position.net", net), (leg) => {
    if (leg === null) return Result.succeed(null)
    return Side.isSide(side) ? Result.succeed({ side, ...leg }) : bad("position.net.side", "long or short", side)
  })
}

/**
 * Reads a position. A leg that is left out is flat.
 *
 * - **Errors** `BadPosition`, `NotADecimal`, `NotPositive`, `OffStep`, `OutOfRange`, each naming the field.
 *
 * @since 0.1.0
 */
export const read = (instrument: Instrument.Instrument, position: unknown): Read<Position.Position> => {
  if (!isFields(position)) return bad("position", "an object", position)
  const { long, mode, net, short } = position
  if (mode === "one_way_mode")
    return Result.map(readNet(instrument, net), (held) => ({ mode: "one-way" as const, net: held }))
  if (mode !== "hedge_mode") return bad("position.mode", "one_way_mode or hedge_mode", mode)
  return Result.flatMap(readLeg(instrument, "position.long", long), (longLeg) =>
    Result.map(readLeg(instrument, "position.short", short), (shortLeg) => ({
      mode: "hedge" as const,
      long: longLeg,
      short: shortLeg
    }))
  )
}

const writeLeg = (instrument: Instrument.Instrument, leg: Position.Leg | null) =>
  leg === null ? null : { size: Instrument.size(instrument, leg.lots), entry: Rational.toDecimal(leg.entry) }

/**
 * Writes a position in the shape that it is read in. Entries are exact where a finite decimal exists.
 *
 * @since 0.1.0
 */
export const write = (instrument: Instrument.Instrument, position: Position.Position) => {
  if (position.mode === "hedge")
    return {
      mode: "hedge_mode",
      long: writeLeg(instrument, position.long),
      short: writeLeg(instrument, position.short)
    }
  const { net } = position
  return { mode: "one_way_mode", net: net === null ? null : { side: net.side, ...writeLeg(instrument, net) } }
}
