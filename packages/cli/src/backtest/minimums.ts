/**
 * Whether the exchange would take what a run opens: its contract's least size and value, and its largest market order.
 *
 * @module
 * @since 0.1.0
 */
import { Table, type Run } from "@backhand/backtest-adapter"
import { Decimal, Instrument, type Lots, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Plan } from "./simulate.ts"

type Contract = Pick<Plan, "bars" | "costs" | "hasMinimums" | "instrument">

/** A double of a result as the decimal that it is written as. */
const decimal = (value: number): Rational.Rational =>
  Result.getOrElse(Decimal.parsePositive("price", Table.decimal(value)), () => Rational.zero)

const isRefused = (instrument: Instrument.Instrument, lots: number, price: Rational.Rational): boolean =>
  Result.isFailure(Instrument.checkOpening(instrument, lots as Lots.Lots, price))

/**
 * Whether an opening could be refused: of a value, or of the fixed size at some price of the data.
 *
 * @since 0.1.0
 */
export const mayBeRefused = ({ bars, costs: { size }, hasMinimums, instrument }: Contract): boolean => {
  if (!hasMinimums) return false
  if (typeof size === "object") return "value" in size
  const lots = Result.getOrElse(Instrument.lots(instrument, size), () => 0)
  const lowest = bars.low.reduce((least, ticks) => Math.min(least, ticks), Number.POSITIVE_INFINITY)
  return isRefused(instrument, lots, Rational.multiply(Rational.fromInteger(lowest), instrument.priceStep))
}

/**
 * Whether a finished run with all-in sizes has opened what would have been refused: what equity buys, one knows afterwards.
 *
 * @since 0.1.0
 */
export const wasRefused = ({ costs, hasMinimums, instrument }: Contract, { openPosition, trades }: Run): boolean => {
  if (!hasMinimums || typeof costs.size !== "object" || !("allIn" in costs.size)) return false
  const step = Rational.toNumber(instrument.sizeStep)
  const isBad = (size: number, price: number) => isRefused(instrument, Math.round(size / step), decimal(price))
  if (openPosition !== null && isBad(openPosition.size, openPosition.entryPrice)) return true
  return trades.size.some((size, k) => isBad(size, trades.entryPrice[k] as number))
}
