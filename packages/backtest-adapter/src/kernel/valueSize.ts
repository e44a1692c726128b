/**
 * What a wished value comes to: a size, known when the first position is decided.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import type * as Bars from "../Bars.ts"
import type { Terms } from "./KernelOptions.ts"
import type { Signals } from "./Signals.ts"
import { isReached } from "./walk.ts"

/** What is run: wishes from the one on that opens the first position, and the size of that as the quantum of all. */
interface Sized {
  readonly terms: Terms
  readonly signals: Signals
}

const from = (k: number, { bars, length, sides, stops }: Signals): Signals => ({
  length,
  bars: bars.subarray(k),
  sides: sides.subarray(k),
  stops: stops?.subarray(k)
})

/** How many units a value buys at a close. */
const unitsAt = ({ kind, lot }: Terms, value: Rational.Rational, close: Rational.Rational): bigint => {
  const units = Rational.divide(kind === "linear" ? Rational.divide(value, close) : value, lot)
  return units.num / units.den
}

/**
 * Turns a wished value into a fixed size: what it buys, in whole units, at the close on which the first position is decided.
 * Every flip turns that position round whole, so there is no other opening. A wish of which the value buys nothing opens
 * nothing, nor does one before the first close, when no price is known.
 *
 * @category folding
 * @since 0.1.0
 */
export const sizeByValue = (bars: Bars.Bars, signals: Signals, terms: Terms, priceStep: Rational.Rational): Sized => {
  const { value } = terms
  if (value === undefined) return { terms, signals }
  for (const [k, bar] of signals.bars.entries()) {
    if (bar + 1 === bars.length) continue
    const stop = signals.stops?.[k] ?? Number.NaN
    if (!Number.isNaN(stop) && !isReached(bars, priceStep, bar + 1, stop, signals.sides[k] as number)) continue
    const close = Rational.multiply(Rational.fromInteger(bars.close[bar] as number), priceStep)
    const lot = Rational.multiply(Rational.make(unitsAt(terms, value, close)), terms.lot)
    if (Rational.isPositive(lot)) return { terms: { ...terms, lot }, signals: from(k, signals) }
  }
  return { terms, signals: from(signals.bars.length, signals) }
}
