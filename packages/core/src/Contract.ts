/**
 * Decodes the exchange's contract objects into instruments.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Decimal from "./Decimal.ts"
import type { Instrument } from "./Instrument.ts"
import * as Lots from "./Lots.ts"
import * as ProductType from "./ProductType.ts"
import * as Rational from "./Rational.ts"
import * as Refusal from "./Refusal.ts"

type Fields = Readonly<Record<string, unknown>>
type Decoded<A> = Result.Result<A, Refusal.Refusal>

const where = (field: string) => `instrument.${field}`

const bad = (field: string, message: string): Decoded<never> =>
  Refusal.fail(
    "BadInstrument",
    where(field),
    message,
    "pass a contract object as the exchange's contracts endpoint gives it"
  )

const text = (fields: Fields, field: string): Decoded<string> => {
  const value = fields[field]
  return typeof value === "string" && value !== ""
    ? Result.succeed(value)
    : bad(field, `expected a text, got ${Refusal.show(value)}`)
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === ""

const positive = (fields: Fields, field: string): Decoded<Rational.Rational> =>
  Decimal.parsePositive(where(field), Decimal.fromJson(fields[field]))

const rate = (fields: Fields, field: string): Decoded<Rational.Rational> =>
  Decimal.parse(where(field), Decimal.fromJson(fields[field]))

const places = (fields: Fields, field: string): Decoded<number> => {
  const value = fields[field]
  const digits = typeof value === "number" ? String(value) : value
  return typeof digits === "string" && /^(?:1?[0-9]|20)$/.test(digits)
    ? Result.succeed(Number(digits))
    : bad(field, `expected a number of decimal places from 0 to 20, got ${Refusal.show(value)}`)
}

const power = (exponent: number): Rational.Rational => Rational.make(1n, 10n ** BigInt(exponent))

/** Tick = priceEndStep x 10^-pricePlace (contracts endpoint). */
const priceStep = (fields: Fields): Decoded<Rational.Rational> =>
  Result.gen(function* () {
    const unit = power(yield* places(fields, "pricePlace"))
    if (isMissing(fields["priceEndStep"])) return unit
    return Rational.multiply(unit, yield* positive(fields, "priceEndStep"))
  })

/** Lot = sizeMultiplier, else one unit of the last of volumePlace decimals. */
const sizeStep = (fields: Fields): Decoded<Rational.Rational> =>
  isMissing(fields["sizeMultiplier"])
    ? Result.map(places(fields, "volumePlace"), power)
    : positive(fields, "sizeMultiplier")

const steps = (value: Rational.Rational, step: Rational.Rational, round: "up" | "down"): number => {
  const exact = Rational.divide(value, step)
  return Number(round === "up" ? (exact.num + exact.den - 1n) / exact.den : exact.num / exact.den)
}

const minLots = (fields: Fields, step: Rational.Rational): Decoded<Lots.Lots> =>
  Result.gen(function* () {
    if (isMissing(fields["minTradeNum"])) return Lots.makeUnsafe(1)
    const least = steps(yield* positive(fields, "minTradeNum"), step, "up")
    return Lots.isLots(least) ? least : yield* bad("minTradeNum", "too large to count in size steps")
  })

const maxMarketLots = (fields: Fields, step: Rational.Rational): Decoded<Lots.Lots | null> =>
  Result.gen(function* () {
    if (isMissing(fields["maxMarketOrderQty"])) return null
    const most = steps(yield* positive(fields, "maxMarketOrderQty"), step, "down")
    if (most === 0) return yield* bad("maxMarketOrderQty", "less than one size step")
    // More than can be counted in steps can never be ordered, so it does not bind.
    return Lots.isLots(most) ? most : null
  })

const marginCoins = (fields: Fields): ReadonlyArray<string> => {
  const supported = fields["supportMarginCoins"]
  return Array.isArray(supported) ? supported.filter((coin) => typeof coin === "string" && coin !== "") : []
}

const productType = (fields: Fields): Decoded<ProductType.ProductType> => {
  const stated = fields["productType"]
  const quoted = isMissing(fields["quoteCoin"]) ? marginCoins(fields)[0] : fields["quoteCoin"]
  const quote = typeof quoted === "string" ? quoted.toUpperCase() : ""
  const found = isMissing(stated) ? ProductType.fromQuoteCoin(quote) : ProductType.parse(stated)
  return found === undefined
    ? bad(
        "productType",
        `expected one of ${ProductType.all.join(", ")}, or a quoteCoin it follows from, got ${Refusal.show(isMissing(stated) ? quoted : stated)}`
      )
    : Result.succeed(found)
}

/** The contract's own choice, else its base coin where coin-margined, else the first coin it supports. */
const marginCoin = (fields: Fields, kind: "linear" | "inverse"): Decoded<string> => {
  const base = fields["baseCoin"]
  const coins = marginCoins(fields)
  const preferred = kind === "inverse" && typeof base === "string" ? base : undefined
  const coin = [fields["marginCoin"], preferred, coins[0], fields["quoteCoin"]].find(
    (candidate) => !isMissing(candidate)
  )
  return typeof coin === "string"
    ? Result.succeed(coin.toUpperCase())
    : bad("supportMarginCoins", "no margin coin is named")
}

/**
 * Decodes one contract object of `GET /api/v2/mix/market/contracts`.
 *
 * Needed: `symbol`, `pricePlace`, `sizeMultiplier` or `volumePlace`, the fee rates, and `productType` or a `quoteCoin`
 * that it follows from. What is not stated does not bind: no least value, no largest order.
 *
 * - **Errors** `BadInstrument`, `NotADecimal`, `NotPositive`, each naming the field.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = (value: unknown): Decoded<Instrument> =>
  Result.gen(function* () {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return yield* bad("contract", `expected an object, got ${Refusal.show(value)}`)
    const fields = value as Fields
    const product = yield* productType(fields)
    const kind = ProductType.kind(product)
    const lot = yield* sizeStep(fields)
    return {
      symbol: (yield* text(fields, "symbol")).toUpperCase(),
      productType: product,
      marginCoin: yield* marginCoin(fields, kind),
      kind,
      sizeStep: lot,
      priceStep: yield* priceStep(fields),
      minLots: yield* minLots(fields, lot),
      maxMarketLots: yield* maxMarketLots(fields, lot),
      minValue: isMissing(fields["minTradeUSDT"])
        ? Rational.zero
        : yield* Decimal.parseNonNegative(where("minTradeUSDT"), Decimal.fromJson(fields["minTradeUSDT"])),
      takerFeeRate: yield* rate(fields, "takerFeeRate"),
      makerFeeRate: isMissing(fields["makerFeeRate"]) ? Rational.zero : yield* rate(fields, "makerFeeRate"),
      isTradable: isMissing(fields["symbolStatus"]) || fields["symbolStatus"] === "normal"
    }
  })
