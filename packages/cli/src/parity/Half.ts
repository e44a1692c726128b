/**
 * What a half of a parity run tells of itself, in words, so that both can be compared line by line.
 *
 * @module
 * @since 0.1.0
 */
import { type Fill, Instrument, Position, Rational, type ReversalEvent } from "@backhand/core"

/**
 * One half: `events` of the engine, `fills` with their fees, and `positions` at the end, each a line of words; all fees
 * together, in margin coin.
 *
 * @since 0.1.0
 */
export interface Half {
  readonly events: ReadonlyArray<string>
  readonly fills: ReadonlyArray<string>
  readonly positions: ReadonlyArray<string>
  readonly fees: string
}

/** Ids are drawn anew in every run, and a position is compared by itself. */
const isSaid = (name: string): boolean => !["clientOid", "orderId", "position", "signal", "by"].includes(name)

/** An event as words. */
export const sayEvent = (event: ReversalEvent.ReversalEvent): string =>
  Object.entries(event)
    .flatMap(([name, value]: [string, unknown]) => (isSaid(name) ? [`${name} ${String(value)}`] : []))
    .toSorted((a, b) => a.localeCompare(b))
    .join(", ")

/** A fill as words. Money is exact, so equal fills have equal words. */
export const sayFill = (
  instrument: Instrument.Instrument,
  atMs: number,
  { effect, lots, price, side }: Fill.Fill,
  { fee, profit }: { readonly fee: Rational.Rational; readonly profit: Rational.Rational }
): string => {
  const { toDecimal } = Rational
  const what = `${instrument.symbol} ${effect} ${side} ${Instrument.size(instrument, lots)} at ${toDecimal(price)}`
  return `${atMs} ${what}, fee ${toDecimal(fee)}, profit ${toDecimal(profit)}`
}

/** A position as words. */
export const sayPosition = (instrument: Instrument.Instrument, position: Position.Position): string => {
  const legs = (["long", "short"] as const).flatMap((side) => {
    const leg = Position.leg(position, side)
    return leg === null ? [] : [`${side} ${Instrument.size(instrument, leg.lots)} at ${Rational.toDecimal(leg.entry)}`]
  })
  return `${instrument.symbol} ${legs.length === 0 ? "flat" : legs.join(", ")}`
}
