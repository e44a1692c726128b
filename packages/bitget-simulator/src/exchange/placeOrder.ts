/**
 * Orders other than the reversal: market and limit, opening, closing and, in one-way mode, netting.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Lots, Position, Rational, Side } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import { draft, type Wish } from "./draft.ts"
import * as Endpoint from "./Endpoint.ts"
import { cancel, claimed, put } from "./execute.ts"
import type { Listing } from "./Listing.ts"
import * as Margin from "./Margin.ts"
import { makeRoom } from "./makeRoom.ts"
import { match } from "./match.ts"
import type { OrderRecord } from "./OrderRecord.ts"
import * as OrderRequest from "./OrderRequest.ts"
import * as Parameters from "./Parameters.ts"
import * as VenueError from "./VenueError.ts"

type Call = Endpoint.PrivateCall
type Intent = Pick<Wish, "leg" | "effect" | "isReduceOnly">

/**
 * Hedge mode: `side` names the leg. One-way mode: `side` is the trade's direction (Place Order page). ccxt writes `Open`, `Close`
 * and `GTC`, and is let in.
 */
const intentOf = ({ params }: Call, mode: Position.HoldMode): Endpoint.Outcome<Intent> =>
  Result.gen(function* () {
    const side = yield* Parameters.needed(params, "side")
    const { reduceOnly } = params
    const tradeSide = params["tradeSide"]?.toLowerCase()
    if (side !== "buy" && side !== "sell") return yield* VenueError.fail("40020", "Parameter side error")
    const leg = side === "buy" ? ("long" as const) : ("short" as const)
    if (mode === "hedge") {
      if (tradeSide !== "open" && tradeSide !== "close") return yield* VenueError.fail("40774")
      return { leg, effect: tradeSide, isReduceOnly: false }
    }
    if (tradeSide !== undefined) return yield* VenueError.fail("40774")
    return reduceOnly?.toUpperCase() === "YES"
      ? { leg: Side.opposite(leg), effect: "close", isReduceOnly: true }
      : { leg, effect: "open", isReduceOnly: false }
  })

const limitOf = ({ params }: Call, listing: Listing): Endpoint.Outcome<Rational.Rational | null> =>
  Result.gen(function* () {
    const type = yield* Parameters.needed(params, "orderType")
    if (type === "market") return null
    if (type !== "limit") return yield* VenueError.fail("40020", "Parameter orderType error")
    const ticks = Instrument.ticks(listing.instrument, yield* Parameters.needed(params, "price"))
    return Result.isSuccess(ticks)
      ? Instrument.price(listing.instrument, ticks.success)
      : yield* VenueError.fail("40808", "Parameter verification exception price checkBDScale error")
  })

/** The margin mode of an order becomes the symbol's while nothing is held in it. */
const useMarginMode = ({ account, params }: Call, { instrument: { symbol } }: Listing): void => {
  const { marginMode } = params
  if (account.holdings.has(symbol) || (marginMode !== "crossed" && marginMode !== "isolated")) return
  account.settings.set(symbol, { ...Account.settingsOf(account, symbol), marginMode })
}

const closable = (call: Call, listing: Listing, intent: Intent, lots: Lots.Lots, isMarket: boolean) => {
  const { symbol } = listing.instrument
  const { position } = Account.holdingOf(call.account, listing)
  const held = Position.lotsOn(position, intent.leg)
  if (held === 0) return VenueError.fail("22002")
  const wanted = intent.isReduceOnly ? Math.min(lots, held) : lots
  if (isMarket) makeRoom(call, symbol, intent.leg, held, wanted)
  return held - claimed(call.account, symbol, intent.leg) < wanted
    ? VenueError.fail("40757")
    : Result.succeed(Lots.makeUnsafe(wanted))
}

/** Only what is new counts: closing frees money, and a netting order is taken or refused as a whole. */
const payable = (call: Call, listing: Listing, leg: Side.Side, lots: Lots.Lots, price: Rational.Rational) =>
  Result.gen(function* () {
    const { marginCoin, symbol } = listing.instrument
    if (listing.status === "limit_open") return yield* VenueError.fail("45119")
    const { position } = Account.holdingOf(call.account, listing)
    const netted = position.mode === "one-way" ? Math.min(lots, Position.lotsOn(position, Side.opposite(leg))) : 0
    const fresh = lots - netted
    if (netted === 0) yield* OrderRequest.worth(listing, lots, price)
    const { available } = Margin.funds(call.account, marginCoin)
    const freed = Margin.openLegs(call.account.holdings)
      .filter((open) => open.listing === listing && open.side !== leg && netted > 0)
      .map((open) => Margin.released(open, netted))
      .reduce(Rational.add, available)
    const leverage = Account.leverageOf(call.account, symbol, leg)
    return Margin.affordable(listing, freed, price, leverage) < fresh
      ? yield* VenueError.fail("40762", "The order amount exceeds the balance")
      : lots
  })

/**
 * Accepts an order (`POST /api/v2/mix/order/place-order`); a market order is matched, a limit order rests.
 *
 * - **Errors** `40774` for the wrong shape, `22002` and `40757` for a close of what is not held, `40762` without money,
 *   `45110` below the least value, and those of the parameters.
 *
 * @category handling
 * @since 0.1.0
 */
export const placeOrder = (call: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    const { account, atMs, params, state } = call
    const listing = yield* Parameters.tradable(state, params)
    const { productType } = listing.instrument
    const intent = yield* intentOf(call, Account.modeOf(account, productType))
    const limit = yield* limitOf(call, listing)
    const clientOid = yield* OrderRequest.clientOid(state, account, params, atMs)
    const size = yield* OrderRequest.lots(listing, yield* Parameters.needed(params, "size"))
    useMarginMode(call, listing)
    const lots =
      intent.effect === "close"
        ? yield* closable(call, listing, intent, size, limit === null)
        : yield* payable(call, listing, intent.leg, size, limit ?? listing.market.last)
    const force = params["force"]?.toLowerCase() ?? "gtc"
    const source = limit === null ? "market" : "normal"
    const order = draft(call, listing, { ...intent, lots, clientOid, source, limit, force })
    put(state, account, order)
    settleLimit(call, order)
    return { orderId: order.orderId, clientOid: clientOid === "" ? order.orderId : clientOid }
  })

/** A limit order that the market already meets trades at once; what may not rest is cancelled. */
const settleLimit = (call: Call, order: OrderRecord): void => {
  const { account, atMs, state } = call
  if (order.limit === null) return match(state, account, order.orderId, null, order.clientOid, atMs)
  const difference = Rational.compare(order.listing.market.last, order.limit)
  const isMarketable = order.direction === "buy" ? difference <= 0 : difference >= 0
  if (isMarketable && order.force !== "post_only")
    return match(state, account, order.orderId, null, order.clientOid, atMs)
  const mayRest = order.force === "gtc" || (order.force === "post_only" && !isMarketable)
  if (!mayRest) cancel(state, account, order, order.force, atMs)
}
