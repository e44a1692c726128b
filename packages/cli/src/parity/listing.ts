/**
 * A contract as the exchange's contracts endpoint would give it.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, Rational } from "@backhand/core"

const { toDecimal } = Rational

/** A step as decimal places and a whole number of the last of them. */
const placesOf = (step: Rational.Rational) => {
  const pricePlace = toDecimal(step).split(".")[1]?.length ?? 0
  const priceEndStep = toDecimal(Rational.multiply(step, Rational.make(10n ** BigInt(pricePlace))))
  return { pricePlace: String(pricePlace), priceEndStep }
}

/** Writes a contract that decodes to the instrument, with the last price it starts at. */
export const listing = (
  instrument: Instrument.Instrument,
  price: Rational.Rational
): Readonly<Record<string, unknown>> => ({
  symbol: instrument.symbol,
  productType: instrument.productType,
  marginCoin: instrument.marginCoin,
  supportMarginCoins: [instrument.marginCoin],
  ...placesOf(instrument.priceStep),
  sizeMultiplier: toDecimal(instrument.sizeStep),
  minTradeNum: toDecimal(Rational.multiply(Rational.fromInteger(instrument.minLots), instrument.sizeStep)),
  minTradeUSDT: toDecimal(instrument.minValue),
  takerFeeRate: toDecimal(instrument.takerFeeRate),
  makerFeeRate: toDecimal(instrument.makerFeeRate),
  price: toDecimal(price)
})
