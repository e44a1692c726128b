/**
 * The instrument of a line: its contract object, or the permissive default where it has none.
 *
 * @module
 * @since 0.1.0
 */
import { Contract, Decimal, type Instrument, Lots, Rational, type Refusal } from "@backhand/core"
import * as Result from "effect/Result"
import { isFields } from "./Line.ts"

const one = Rational.make(1n)

/** Binds nothing: no minimums, no largest order, and a size step that every size of the line is a multiple of. */
const permissive: Instrument.Instrument = {
  symbol: "ETHUSDT",
  productType: "USDT-FUTURES",
  marginCoin: "USDT",
  kind: "linear",
  sizeStep: one,
  priceStep: one,
  minLots: Lots.makeUnsafe(1),
  maxMarketLots: null,
  minValue: Rational.zero,
  takerFeeRate: Rational.make(6n, 10_000n),
  makerFeeRate: Rational.zero,
  isTradable: true
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

const commonStep = (a: Rational.Rational, b: Rational.Rational): Rational.Rational =>
  Rational.make(gcd(a.num * b.den, b.num * a.den), a.den * b.den)

/** Sizes that cannot be read do not count here; they are refused where they stand. */
const stepOf = (sizes: ReadonlyArray<unknown>): Rational.Rational => {
  let step: Rational.Rational | undefined
  for (const size of sizes) {
    if (size === undefined || size === null) continue
    const value = Decimal.parsePositive("size", Decimal.fromJson(size))
    if (Result.isSuccess(value)) step = step === undefined ? value.success : commonStep(step, value.success)
  }
  return step ?? one
}

const readFeeRate = (feeRate: unknown): Result.Result<Rational.Rational | undefined, Refusal.Refusal> =>
  feeRate === undefined || feeRate === null
    ? Result.succeed(undefined)
    : Decimal.parse("feeRate", Decimal.fromJson(feeRate))

/**
 * Reads the instrument of a line. `feeRate` goes before the contract's own taker fee, which may then be absent; the
 * price step may be absent as well, since a fill price need not lie on it.
 *
 * - **Errors** `NotADecimal`, `NotPositive`, `BadInstrument`.
 *
 * @since 0.1.0
 */
export const readInstrument = (
  contract: unknown,
  feeRate: unknown,
  sizes: ReadonlyArray<unknown>
): Result.Result<Instrument.Instrument, Refusal.Refusal> =>
  Result.flatMap(readFeeRate(feeRate), (rate) => {
    const takerFeeRate = rate ?? permissive.takerFeeRate
    if (contract === undefined || contract === null)
      return Result.succeed({ ...permissive, takerFeeRate, sizeStep: stepOf(sizes) })
    if (!isFields(contract)) return Contract.decode(contract)
    const fields = { ...contract, pricePlace: contract["pricePlace"] ?? "0" }
    return Contract.decode(rate === undefined ? fields : { ...fields, takerFeeRate: feeRate })
  })
