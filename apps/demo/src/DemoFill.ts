/** One execution, as either half of the demo tells of it, so that both can be compared word by word. */
import { type Fill, Instrument, Position, Rational } from "@backhand/core"

export interface DemoFill {
  readonly bar: number
  readonly what: string
  readonly price: string
  readonly fee: string
  readonly profit: string
}

/** Describes an execution; money is exact, so equal executions have equal words. */
export const describe = (
  bar: number,
  { effect, lots, price, side }: Fill.Fill,
  money: { readonly fee: Rational.Rational; readonly profit: Rational.Rational }
): DemoFill => ({
  bar,
  what: `${effect} ${lots} lots ${side}`,
  price: Rational.toDecimal(price),
  fee: Rational.toDecimal(money.fee),
  profit: Rational.toDecimal(money.profit)
})

/** Describes a position; entries are exact as well. */
export const describePosition = (instrument: Instrument.Instrument, position: Position.Position): string => {
  const legs = (["long", "short"] as const).flatMap((side) => {
    const leg = Position.leg(position, side)
    return leg === null ? [] : [`${side} ${Instrument.size(instrument, leg.lots)} at ${Rational.toDecimal(leg.entry)}`]
  })
  return legs.length === 0 ? "flat" : legs.join(", ")
}
