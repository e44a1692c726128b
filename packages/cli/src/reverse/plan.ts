/**
 * What a reversal by hand would do, before anything is sent.
 *
 * @module
 * @since 0.1.0
 */
import { Fill, Instrument, Order, Position, Rational, Side, Wire } from "@backhand/core"
import * as Result from "effect/Result"
import { CommandError } from "../CommandError.ts"
import * as PositionJson from "../conform/PositionJson.ts"

/**
 * A reversal, with what it is worth at the last price. `warning` says what may go wrong.
 *
 * @since 0.1.0
 */
export interface Plan {
  readonly instrument: Instrument.Instrument
  readonly position: Position.Position
  readonly order: Order.Reversal
  readonly price: string
  readonly fees: string
  readonly realized: string
  readonly after: Position.Position
  readonly warning: string | undefined
}

/**
 * Which leg, and how much of it.
 *
 * @since 0.1.0
 */
export interface Wish {
  readonly side: Side.Side | undefined
  readonly size: string | undefined
}

const orThrow = <A>(result: Result.Result<A, { readonly message: string; readonly remedy: string }>): A => {
  if (Result.isSuccess(result)) return result.success
  throw new CommandError(1, result.failure.message, result.failure.remedy)
}

const sideOf = (symbol: string, position: Position.Position, { side }: Wish): Side.Side | undefined => {
  if (side !== undefined || position.mode === "one-way") return side
  const only = Position.onlySide(position)
  if (only !== null || Position.isFlat(position)) return only ?? "long"
  throw new CommandError(
    2,
    `your account is in hedge mode and holds both a long and a short of ${symbol}`,
    "say which to reverse: --side long or --side short"
  )
}

/**
 * Plans a reversal of a position at a price.
 *
 * Errors: `CommandError` where there is nothing to reverse, or the size is not possible.
 *
 * @since 0.1.0
 */
export const make = (
  instrument: Instrument.Instrument,
  position: Position.Position,
  wish: Wish,
  price: string
): Plan => {
  const { symbol } = instrument
  if (Position.isFlat(position))
    throw new CommandError(1, `${symbol}: nothing is held, so there is nothing to reverse`, "open a position first")
  const side = sideOf(symbol, position, wish)
  const lots = wish.size === undefined ? undefined : orThrow(Instrument.lots(instrument, wish.size, "--size"))
  const order = orThrow(Order.reverse(instrument, position, { side, lots }))
  const at = orThrow(Result.map(Instrument.ticks(instrument, price), (ticks) => Instrument.price(instrument, ticks)))
  const account = orThrow(Fill.applyAll(instrument, Fill.account(position), Order.fills(order, at)))
  const opening = Instrument.checkOpening(instrument, order.lots, at)
  return {
    instrument,
    position,
    order,
    price,
    fees: Rational.toDecimal(account.fees),
    realized: Rational.toDecimal(account.realized),
    after: account.position,
    warning: Result.isFailure(opening)
      ? `the exchange may close without opening: ${opening.failure.message}`
      : undefined
  }
}

const leg = (instrument: Instrument.Instrument, side: Side.Side, held: Position.Leg): string =>
  `${side} ${Instrument.size(instrument, held.lots)} at ${Rational.toDecimal(held.entry)}`

/**
 * A position in words.
 *
 * @since 0.1.0
 */
export const held = (instrument: Instrument.Instrument, position: Position.Position): string => {
  const legs = (["long", "short"] as const).flatMap((side) => {
    const found = Position.leg(position, side)
    return found === null ? [] : [leg(instrument, side, found)]
  })
  return legs.length === 0 ? "nothing" : legs.join(" and ")
}

const requestOf = ({ instrument, order }: Plan): string => Wire.toJson(Wire.encodeReversal(instrument, order))

/**
 * The plan for a person, line by line.
 *
 * @since 0.1.0
 */
export const text = (plan: Plan): ReadonlyArray<string> => {
  const { fees, instrument, order, position, price, realized, warning } = plan
  const size = Instrument.size(instrument, order.lots)
  const coin = instrument.marginCoin
  return [
    `${instrument.symbol}, ${position.mode} mode: ${held(instrument, position)}; last price ${price}`,
    `closes   ${size} ${order.side}, realizing about ${realized} ${coin}`,
    `opens    ${size} ${Side.opposite(order.side)}`,
    `fees     about ${fees} ${coin}, for two executions at market`,
    `leaves   ${held(instrument, plan.after)}`,
    `request  POST ${Wire.path.reversal} ${requestOf(plan)}, and a client id`,
    ...(warning === undefined ? [] : [`warning  ${warning}`])
  ]
}

/**
 * The plan for a machine, as one line of JSON.
 *
 * @since 0.1.0
 */
export const json = (plan: Plan): string => {
  const { after, fees, instrument, order, position, price, realized, warning } = plan
  const size = Instrument.size(instrument, order.lots)
  return JSON.stringify({
    event: "plan",
    symbol: instrument.symbol,
    side: order.side,
    position: PositionJson.write(instrument, position),
    price,
    closes: size,
    opens: size,
    realized,
    fees,
    after: PositionJson.write(instrument, after),
    request: Wire.encodeReversal(instrument, order),
    warning: warning ?? null
  })
}
