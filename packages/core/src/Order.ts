/**
 * Planned orders: what closes, what opens, under which client id.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import type { ClientOid } from "./ClientOid.ts"
import type { Fill } from "./Fill.ts"
import * as Instrument from "./Instrument.ts"
import * as Lots from "./Lots.ts"
import * as Position from "./Position.ts"
import * as ProductType from "./ProductType.ts"
import type * as Rational from "./Rational.ts"
import * as Refusal from "./Refusal.ts"
import * as Side from "./Side.ts"

/**
 * Turns `lots` of the leg on `side` round: closes them and opens as many on the other side.
 *
 * @category models
 * @since 0.1.0
 */
export interface Reversal {
  readonly order: "reversal"
  readonly clientOid: ClientOid | null
  readonly symbol: string
  readonly mode: Position.HoldMode
  readonly side: Side.Side
  readonly lots: Lots.Lots
}

/**
 * Opens `lots` on `side`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Entry extends Omit<Reversal, "order"> {
  readonly order: "entry"
}

/**
 * A planned order.
 *
 * @category models
 * @since 0.1.0
 */
export type Order = Reversal | Entry

/**
 * What a reversal is asked to do. `side` is the leg to reverse (in one-way mode it may be left out), `lots` how much
 * of it (left out: all of it).
 *
 * @category models
 * @since 0.1.0
 */
export interface ReversalWish {
  readonly side?: Side.Side | undefined
  readonly lots?: Lots.Lots | undefined
  readonly clientOid?: ClientOid | undefined
}

const noPosition = (what: string) =>
  Refusal.fail("NoPosition", "position", what, "open a position first, or name the side that is held")

const heldSide = (position: Position.Position, wish: ReversalWish): Result.Result<Side.Side, Refusal.Refusal> => {
  if (wish.side !== undefined) return Result.succeed(wish.side)
  if (position.mode === "hedge")
    return Refusal.fail("SideNeeded", "side", "hedge mode holds two legs", "name the leg to reverse: long or short")
  return position.net === null ? noPosition("there is nothing to reverse") : Result.succeed(position.net.side)
}

const reversedLots = (
  instrument: Instrument.Instrument,
  position: Position.Position,
  leg: Position.Leg,
  wish: ReversalWish
): Result.Result<Lots.Lots, Refusal.Refusal> => {
  if (wish.lots === undefined) return Result.succeed(leg.lots)
  if (position.mode === "hedge") return Result.succeed(Lots.min(wish.lots, leg.lots))
  if (wish.lots === leg.lots) return Result.succeed(leg.lots)
  return Refusal.fail(
    "SizeInOneWayMode",
    "size",
    `one-way mode ignores the size and would reverse all of ${Instrument.size(instrument, leg.lots)}, not ${Instrument.size(instrument, wish.lots)}`,
    "leave the size out to reverse everything, or switch the account to hedge mode for partial reversals"
  )
}

/**
 * Plans a reversal. In one-way mode all of the position; in hedge mode at most all of the leg, so that a reversal never
 * makes a position larger (Reversal page).
 *
 * - **Errors** `NoPosition`, `SideNeeded`, `SizeInOneWayMode`, `NotTradable`: nothing must be sent.
 *
 * @example
 * ```ts
 * import { Contract, Order, Position } from "@backhand/core"
 * import { Result } from "effect"
 *
 * const contract = { symbol: "ETHUSDT", quoteCoin: "USDT", pricePlace: "2", sizeMultiplier: "0.01", takerFeeRate: "0.0006" }
 * const ethusdt = Result.getOrThrow(Contract.decode(contract))
 *
 * Result.isFailure(Order.reverse(ethusdt, Position.flat("hedge"), { side: "long" })) // => true
 * ```
 *
 * @category planning
 * @since 0.1.0
 */
export const reverse = (
  instrument: Instrument.Instrument,
  position: Position.Position,
  wish: ReversalWish
): Result.Result<Reversal, Refusal.Refusal> => {
  const side = heldSide(position, wish)
  if (Result.isFailure(side)) return Result.fail(side.failure)
  const leg = Position.leg(position, side.success)
  if (leg === null) return noPosition(`no ${side.success} position is held`)
  if (ProductType.isDelisted(instrument.productType)) return delisted(instrument)
  const lots = reversedLots(instrument, position, leg, wish)
  if (Result.isFailure(lots)) return Result.fail(lots.failure)
  return Result.succeed({
    order: "reversal",
    clientOid: wish.clientOid ?? null,
    symbol: instrument.symbol,
    mode: position.mode,
    side: side.success,
    lots: lots.success
  })
}

const delisted = ({ productType }: Instrument.Instrument) =>
  Refusal.fail(
    "NotTradable",
    "productType",
    `the exchange has delisted ${productType}`,
    "use the current product type with a demo key, which sends the header paptrading: 1"
  )

/**
 * Plans an entry from flat.
 *
 * - **Errors** `NotTradable`, and `WrongMode` where one-way mode holds the other side: that is a reversal.
 *
 * @category planning
 * @since 0.1.0
 */
export const enter = (
  instrument: Instrument.Instrument,
  position: Position.Position,
  wish: { readonly side: Side.Side; readonly lots: Lots.Lots; readonly clientOid?: ClientOid | undefined }
): Result.Result<Entry, Refusal.Refusal> => {
  if (position.mode === "one-way" && Position.leg(position, Side.opposite(wish.side)) !== null)
    return Refusal.fail("WrongMode", "side", "one-way mode holds the other side", "reverse it instead")
  if (ProductType.isDelisted(instrument.productType)) return delisted(instrument)
  const { clientOid = null, lots, side } = wish
  return Result.succeed({ order: "entry", clientOid, symbol: instrument.symbol, mode: position.mode, side, lots })
}

/**
 * The lots an order closes; zero for an entry.
 *
 * @category getters
 * @since 0.1.0
 */
export const closes = (self: Order): number => (self.order === "reversal" ? self.lots : 0)

/**
 * The side an order opens on.
 *
 * @category getters
 * @since 0.1.0
 */
export const opensOn = (self: Order): Side.Side => (self.order === "reversal" ? Side.opposite(self.side) : self.side)

/**
 * The executions of an order of which `closed` lots were closed and `opened` lots opened, all at one price: the close
 * before the open, as the exchange does it. Zero lots make no execution.
 *
 * @category folding
 * @since 0.1.0
 */
export const fills = (
  self: Order,
  price: Rational.Rational,
  closed: number = closes(self),
  opened: number = self.lots
): ReadonlyArray<Fill> => {
  const both: ReadonlyArray<Fill> = [
    { effect: "close", side: self.side, lots: Lots.makeUnsafe(closed), price },
    { effect: "open", side: opensOn(self), lots: Lots.makeUnsafe(opened), price }
  ]
  return both.filter((fill) => fill.lots > 0)
}
