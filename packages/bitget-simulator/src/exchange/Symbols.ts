/**
 * The contract list that an exchange starts with: contract objects, each with an optional price and position.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Instrument, Position, Rational, Refusal, Side } from "@backhand/core"
import * as Result from "effect/Result"
import * as Listing from "./Listing.ts"
import type { Bar } from "./Market.ts"
import { usualContracts } from "./usualContracts.ts"

/**
 * A contract with where it starts.
 *
 * @category models
 * @since 0.1.0
 */
export interface ListedSymbol {
  readonly terms: Listing.Terms
  readonly price: Rational.Rational
  readonly position: Position.Position | null
  readonly bars: ReadonlyArray<Bar>
}

type Fields = Readonly<Record<string, unknown>>
type Decoded<A> = Result.Result<A, Refusal.Refusal>

const bad = (field: string, message: string): Decoded<never> =>
  Refusal.fail("BadPosition", field, message, "write the position as `backhand conform` reads it")

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const decodeLeg = (instrument: Instrument.Instrument, value: unknown, field: string): Decoded<Position.Leg | null> =>
  Result.gen(function* () {
    if (value === null || value === undefined) return null
    if (!isFields(value)) return yield* bad(field, `expected an object or null, got ${Refusal.show(value)}`)
    const lots = yield* Instrument.lots(instrument, Decimal.fromJson(value["size"]), `${field}.size`)
    const entry = yield* Decimal.parsePositive(`${field}.entry`, Decimal.fromJson(value["entry"]))
    return { lots, entry }
  })

const decodePosition = (instrument: Instrument.Instrument, value: unknown): Decoded<Position.Position> =>
  Result.gen(function* () {
    if (!isFields(value)) return yield* bad("position", `expected an object, got ${Refusal.show(value)}`)
    if (value["mode"] === "hedge_mode") {
      const long = yield* decodeLeg(instrument, value["long"], "position.long")
      const short = yield* decodeLeg(instrument, value["short"], "position.short")
      return { mode: "hedge", long, short } as const
    }
    if (value["mode"] !== "one_way_mode")
      return yield* bad("position.mode", `expected one_way_mode or hedge_mode, got ${Refusal.show(value["mode"])}`)
    const net = yield* decodeLeg(instrument, value["net"], "position.net")
    if (net === null) return Position.flat("one-way")
    const side = isFields(value["net"]) ? value["net"]["side"] : undefined
    return Side.isSide(side)
      ? ({ mode: "one-way", net: { side, ...net } } as const)
      : yield* bad("position.net.side", `expected long or short, got ${Refusal.show(side)}`)
  })

/** Without a price a contract starts where it was entered, else at a hundred of its quote coin. */
const startPrice = (fields: Fields, position: Position.Position | null): Decoded<Rational.Rational> => {
  if (fields["price"] !== undefined) return Decimal.parsePositive("price", Decimal.fromJson(fields["price"]))
  const legs = position === null ? [] : [Position.leg(position, "long"), Position.leg(position, "short")]
  return Result.succeed(legs.find((leg) => leg !== null)?.entry ?? Rational.make(100n))
}

/**
 * Reads one entry of a contract list.
 *
 * - **Errors** those of `Contract.decode`; `BadPosition`, `OffStep` and the like, naming the field.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeOne = (value: unknown): Decoded<ListedSymbol> =>
  Result.gen(function* () {
    const terms = yield* Listing.decode(value)
    const fields = isFields(value) ? value : {}
    const given = fields["position"]
    const position = given === undefined || given === null ? null : yield* decodePosition(terms.instrument, given)
    return { terms, price: yield* startPrice(fields, position), position, bars: [] }
  })

const clash = (symbols: ReadonlyArray<ListedSymbol>): string | undefined => {
  const modes = new Map<string, Position.HoldMode>()
  for (const { position, terms } of symbols) {
    const { productType, symbol } = terms.instrument
    if (position === null) continue
    if ((modes.get(productType) ?? position.mode) !== position.mode) return symbol
    modes.set(productType, position.mode)
  }
  return undefined
}

/**
 * Reads a contract list (`backhand simulate --symbols`). The hold mode is one per product type, as on the exchange.
 *
 * - **Errors** those of `decodeOne` with the entry's number, and `BadPosition` where positions differ in mode.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = (values: ReadonlyArray<unknown>): Decoded<ReadonlyArray<ListedSymbol>> =>
  Result.gen(function* () {
    const symbols: Array<ListedSymbol> = []
    for (const [index, value] of values.entries())
      symbols.push(
        yield* Result.mapError(decodeOne(value), ({ _tag, field, message, remedy }) => ({
          _tag,
          field: `symbols[${index}].${field}`,
          message: `symbols[${index}].${message}`,
          remedy
        }))
      )
    const clashing = clash(symbols)
    return clashing === undefined
      ? symbols
      : yield* bad(`symbols.${clashing}.position.mode`, "the hold mode differs within one product type")
  })

/**
 * A dozen usual contracts at round prices: ten linear ones and two inverse ones.
 *
 * @category constants
 * @since 0.1.0
 */
export const usual = (): ReadonlyArray<ListedSymbol> => Result.getOrThrow(decode(usualContracts))
