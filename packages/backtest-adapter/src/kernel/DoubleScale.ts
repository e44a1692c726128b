/**
 * The units of a run as doubles that hold whole numbers, where they fit.
 *
 * @module
 * @since 0.1.0
 */
import type { Scale } from "./Scale.ts"

/**
 * `Scale` in doubles. `top` is the highest price a fill can have, in sub-ticks; a price of `p` sub-ticks is
 * `p x priceNum / priceDen` quote units, a size of `q` lots `q x lotNum / lotDen`.
 *
 * @category models
 * @since 0.1.0
 */
export interface DoubleScale {
  readonly one: number
  readonly value: number
  readonly fee: number
  readonly capital: number
  readonly subTicks: number
  readonly buy: number
  readonly sell: number
  readonly top: number
  readonly priceNum: number
  readonly priceDen: number
  readonly lotNum: number
  readonly lotDen: number
  readonly isAllIn: boolean
}

/** Half of what doubles hold exactly, so that the rounding of the checks themselves cannot matter. */
const ceiling = 2 ** 52

/**
 * Converts units to doubles; undefined where even one lot does not fit.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (scale: Scale, maxTicks: number, isAllIn: boolean): DoubleScale | undefined => {
  const top = BigInt(maxTicks) * scale.buy
  const priceDen = scale.subTicks * scale.priceStep.den
  const numbers = [scale.one, scale.capital, (scale.value + scale.fee) * top, top * scale.priceStep.num, priceDen]
  if ([...numbers, scale.lot.num, scale.lot.den].some((it) => it > BigInt(ceiling))) return undefined
  return {
    one: Number(scale.one),
    value: Number(scale.value),
    fee: Number(scale.fee),
    capital: Number(scale.capital),
    subTicks: Number(scale.subTicks),
    buy: Number(scale.buy),
    sell: Number(scale.sell),
    top: Number(top),
    priceNum: Number(scale.priceStep.num),
    priceDen: Number(priceDen),
    lotNum: Number(scale.lot.num),
    lotDen: Number(scale.lot.den),
    isAllIn
  }
}

/**
 * How many lots `money` buys at `cost` a lot; exact though the quotient is rounded.
 *
 * @category arithmetic
 * @since 0.1.0
 */
export const affordable = (money: number, cost: number): number => {
  const guess = Math.max(0, Math.floor(money / cost))
  // Rounding can lift a quotient up to the next whole number, never push it below one that it reaches.
  return guess * cost > money ? Math.max(0, guess - 1) : guess
}

/**
 * Whether every sum stays a whole number that doubles hold, while `size` lots are opened, marked at any price of the
 * data, and closed again.
 *
 * @category checks
 * @since 0.1.0
 */
export const canOpen = (self: DoubleScale, money: number, traded: number, size: number): boolean =>
  Math.abs(money) + 2 * (self.value + 2 * self.fee) * size * self.top <= ceiling &&
  traded + 2 * size * self.top <= ceiling &&
  size * self.lotNum <= ceiling
