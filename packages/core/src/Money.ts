/**
 * Value, profit and fees of linear and inverse contracts, exactly, in the margin coin.
 *
 * Linear (USDT, USDC): profit = size x (exit - entry), fee = rate x size x price.
 * Inverse (coin-margined): profit = size x (1/entry - 1/exit), fee = rate x size / price; the size counts quote units.
 * Source: the exchange's help articles "Unrealized P/L and Realized P/L" and "How to calculate your order cost".
 *
 * @module
 * @since 0.1.0
 */
import * as Instrument from "./Instrument.ts"
import type * as Lots from "./Lots.ts"
import type { Leg } from "./Position.ts"
import * as Rational from "./Rational.ts"
import type * as Side from "./Side.ts"

/**
 * The value of `lots` at a price, in the margin coin.
 *
 * @category formulas
 * @since 0.1.0
 */
export const value = (
  instrument: Instrument.Instrument,
  lots: Lots.Lots,
  price: Rational.Rational
): Rational.Rational => {
  const quantity = Instrument.quantity(instrument, lots)
  return instrument.kind === "linear" ? Rational.multiply(quantity, price) : Rational.divide(quantity, price)
}

/**
 * The profit, before fees, of closing `lots` of a side entered at `entry` and left at `exit`; negative for a loss.
 *
 * @category formulas
 * @since 0.1.0
 */
export const profit = (
  instrument: Instrument.Instrument,
  side: Side.Side,
  lots: Lots.Lots,
  entry: Rational.Rational,
  exit: Rational.Rational
): Rational.Rational => {
  const isLinear = instrument.kind === "linear"
  // One product instead of two values: the backtest books millions of these.
  const gain = isLinear
    ? Rational.multiply(Instrument.quantity(instrument, lots), Rational.subtract(exit, entry))
    : Rational.subtract(value(instrument, lots, exit), value(instrument, lots, entry))
  return (side === "long") === isLinear ? gain : Rational.negate(gain)
}

/**
 * The fee of trading `lots` at a price; `rate` is a fraction of the traded value.
 *
 * @category formulas
 * @since 0.1.0
 */
export const fee = (
  instrument: Instrument.Instrument,
  lots: Lots.Lots,
  price: Rational.Rational,
  rate: Rational.Rational = instrument.takerFeeRate
): Rational.Rational => Rational.multiply(rate, value(instrument, lots, price))

/**
 * The entry price of two legs held as one: the average by lots for a linear contract, the harmonic average by lots for
 * an inverse one. Either way the profit of the whole is the sum of the profits of its parts.
 *
 * @category formulas
 * @since 0.1.0
 */
export const averageEntry = (instrument: Instrument.Instrument, a: Leg, b: Leg): Rational.Rational => {
  const lots = Rational.fromInteger(a.lots + b.lots)
  const [x, y] = [Rational.fromInteger(a.lots), Rational.fromInteger(b.lots)]
  return instrument.kind === "linear"
    ? Rational.divide(Rational.add(Rational.multiply(x, a.entry), Rational.multiply(y, b.entry)), lots)
    : Rational.divide(lots, Rational.add(Rational.divide(x, a.entry), Rational.divide(y, b.entry)))
}
