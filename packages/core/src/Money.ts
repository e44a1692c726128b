/**
 * Value, profit and fees of linear and inverse contracts, exactly, in the margin coin.
 *
 * Linear (USDT, USDC): profit = size x (exit - entry), fee = rate x size x price.
 * Inverse (coin-margined): profit = size x (1/entry - 1/exit), fee = rate x size / price; the size counts quote units.
 * Each is one fraction that is reduced once: a backtest books millions of them.
 * Source: the exchange's help articles "Unrealized P/L and Realized P/L" and "How to calculate your order cost".
 *
 * @module
 * @since 0.1.0
 */
import type * as Instrument from "./Instrument.ts"
import { fraction, sumOfProducts } from "./internal/fraction.ts"
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
  const { kind, sizeStep } = instrument
  const [by, over] = kind === "linear" ? [price.num, price.den] : [price.den, price.num]
  return (
    fraction(lots * Number(sizeStep.num) * Number(by), Number(sizeStep.den) * Number(over)) ??
    Rational.make(BigInt(lots) * sizeStep.num * by, sizeStep.den * over)
  )
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
  const { kind, sizeStep } = instrument
  const signed = lots * (side === "long" ? 1 : -1)
  const [a, b] = kind === "linear" ? [exit.den, entry.den] : [exit.num, entry.num]
  const moved = sumOfProducts(Number(exit.num), Number(entry.den), -Number(entry.num), Number(exit.den))
  return (
    fraction(signed * Number(sizeStep.num) * moved, Number(sizeStep.den) * Number(a) * Number(b)) ??
    Rational.make(BigInt(signed) * sizeStep.num * (exit.num * entry.den - entry.num * exit.den), sizeStep.den * a * b)
  )
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
): Rational.Rational => {
  const { kind, sizeStep } = instrument
  const [by, over] = kind === "linear" ? [price.num, price.den] : [price.den, price.num]
  return (
    fraction(
      Number(rate.num) * lots * Number(sizeStep.num) * Number(by),
      Number(rate.den) * Number(sizeStep.den) * Number(over)
    ) ?? Rational.make(rate.num * BigInt(lots) * sizeStep.num * by, rate.den * sizeStep.den * over)
  )
}

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
