/**
 * A contract's specification, decoded once from the exchange's contract object and trusted from there on.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Decimal from "./Decimal.ts"
import * as Lots from "./Lots.ts"
import type * as ProductType from "./ProductType.ts"
import * as Rational from "./Rational.ts"
import * as Refusal from "./Refusal.ts"

/**
 * What must be known of a contract to size, price and account for an order.
 *
 * - `sizeStep` base units a lot, `priceStep` quote units a tick.
 * - `minValue` least value of an opening order in quote units (5 USDT on the exchange, zero where not stated).
 * - `takerFeeRate`, `makerFeeRate` fractions of the traded value.
 *
 * @category models
 * @since 0.1.0
 */
export interface Instrument {
  readonly symbol: string
  readonly productType: ProductType.ProductType
  readonly marginCoin: string
  readonly kind: "linear" | "inverse"
  readonly sizeStep: Rational.Rational
  readonly priceStep: Rational.Rational
  readonly minLots: Lots.Lots
  readonly maxMarketLots: Lots.Lots | null
  readonly minValue: Rational.Rational
  readonly takerFeeRate: Rational.Rational
  readonly makerFeeRate: Rational.Rational
  readonly isTradable: boolean
}

const inSteps = <Steps extends number>(
  field: string,
  text: unknown,
  step: Rational.Rational
): Result.Result<Steps, Refusal.Refusal> => {
  const read = Decimal.parsePositive(field, text)
  if (Result.isFailure(read)) return Result.fail(read.failure)
  const value = read.success
  const steps = Rational.divide(value, step)
  if (steps.den !== 1n)
    return Refusal.fail(
      "OffStep",
      field,
      `${Rational.toDecimal(value)} is not a multiple of the step ${Rational.toDecimal(step)}`,
      `use a multiple of ${Rational.toDecimal(step)}; sizes and prices are never rounded for you`
    )
  if (steps.num > BigInt(Number.MAX_SAFE_INTEGER))
    return Refusal.fail(
      "OutOfRange",
      field,
      `${Rational.toDecimal(value)} is too large to count in steps`,
      "check the number"
    )
  return Result.succeed(Number(steps.num) as Steps)
}

/**
 * Reads a decimal string as lots. Exact: a size between two steps is an error, never rounded.
 *
 * - **Errors** `NotADecimal`, `NotPositive`, `OffStep`, `OutOfRange`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const lots = (self: Instrument, size: unknown, field = "size"): Result.Result<Lots.Lots, Refusal.Refusal> =>
  inSteps(field, size, self.sizeStep)

/**
 * Reads a decimal string as ticks. Exact: a price between two steps is an error, never rounded.
 *
 * - **Errors** `NotADecimal`, `NotPositive`, `OffStep`, `OutOfRange`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const ticks = (self: Instrument, price: unknown, field = "price"): Result.Result<Lots.Ticks, Refusal.Refusal> =>
  inSteps(field, price, self.priceStep)

/**
 * The size of `lots` as a number of base units.
 *
 * @category conversions
 * @since 0.1.0
 */
export const quantity = (self: Instrument, size: Lots.Lots): Rational.Rational =>
  Rational.make(BigInt(size) * self.sizeStep.num, self.sizeStep.den)

/** The size of an instrument that was written last: one order asks for the same half a dozen times. */
const written = new WeakMap<Instrument, { readonly amount: Lots.Lots; readonly text: string }>()

/**
 * The size of `lots` as the wire writes it.
 *
 * @category conversions
 * @since 0.1.0
 */
export const size = (self: Instrument, amount: Lots.Lots): string => {
  const last = written.get(self)
  if (last?.amount === amount) return last.text
  const text = Rational.toDecimal(quantity(self, amount))
  written.set(self, { amount, text })
  return text
}

/**
 * The price of `ticks` in quote units.
 *
 * @category conversions
 * @since 0.1.0
 */
export const price = (self: Instrument, amount: Lots.Ticks): Rational.Rational =>
  Rational.multiply(Rational.fromInteger(amount), self.priceStep)

/**
 * Refuses an opening order that the exchange would not take: below the least size or value, above the largest market
 * order, or in a contract that is not trading.
 *
 * - **Errors** `BelowMinimum`, `AboveMaximum`, `NotTradable`.
 *
 * @category checks
 * @since 0.1.0
 */
export const checkOpening = (
  self: Instrument,
  opening: Lots.Lots,
  atPrice: Rational.Rational
): Result.Result<Lots.Lots, Refusal.Refusal> => {
  if (!self.isTradable)
    return Refusal.fail(
      "NotTradable",
      "symbol",
      `${self.symbol} is not open for trading`,
      "wait until the contract trades again"
    )
  if (opening < self.minLots)
    return Refusal.fail(
      "BelowMinimum",
      "size",
      `${size(self, opening)} is below the least size ${size(self, self.minLots)}`,
      "trade a larger size"
    )
  if (self.maxMarketLots !== null && opening > self.maxMarketLots)
    return Refusal.fail(
      "AboveMaximum",
      "size",
      `${size(self, opening)} is above the largest market order ${size(self, self.maxMarketLots)}`,
      "trade a smaller size"
    )
  const value = self.kind === "linear" ? Rational.multiply(quantity(self, opening), atPrice) : quantity(self, opening)
  if (Rational.compare(value, self.minValue) < 0)
    return Refusal.fail(
      "BelowMinimum",
      "size",
      `a value of ${Rational.toDecimal(value)} is below the least value ${Rational.toDecimal(self.minValue)}`,
      "trade a larger size"
    )
  return Result.succeed(opening)
}
