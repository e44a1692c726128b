/**
 * The reversal as the exchange does it: a market close, then the best effort to open as much on the other side.
 *
 * @module
 * @since 0.1.0
 */
import { Lots, Position, Side } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import { draft } from "./draft.ts"
import * as Endpoint from "./Endpoint.ts"
import { claimed, put } from "./execute.ts"
import type { Listing } from "./Listing.ts"
import { makeRoom } from "./makeRoom.ts"
import { match } from "./match.ts"
import * as OrderRequest from "./OrderRequest.ts"
import * as Parameters from "./Parameters.ts"
import * as VenueError from "./VenueError.ts"

type Call = Endpoint.PrivateCall

/** `side` is the trade's direction in one-way mode and names the position in hedge mode (Reversal page). */
const addressed = ({ params, state }: Call, mode: Position.HoldMode, position: Position.Position) =>
  Result.gen(function* () {
    const side = yield* Parameters.needed(params, "side")
    const tradeSide = params["tradeSide"]?.toLowerCase()
    if (side !== "buy" && side !== "sell") return yield* VenueError.fail("40020", "Parameter side error")
    if (mode === "hedge") {
      if (tradeSide !== "open" && !(tradeSide === "close" && state.behaviour.hedgeTradeSideClose === "accept"))
        return yield* VenueError.fail("40774")
      return side === "buy" ? ("long" as const) : ("short" as const)
    }
    if (tradeSide !== undefined) return yield* VenueError.fail("40774")
    const named = side === "sell" ? ("long" as const) : ("short" as const)
    return state.behaviour.oneWayWrongSide === "ignore" ? (Position.onlySide(position) ?? named) : named
  })

/** In one-way mode the size is ignored; in hedge mode one that is larger than the leg is cut to it further down. */
const sized = ({ params }: Call, listing: Listing, mode: Position.HoldMode, held: Lots.Lots) =>
  mode === "one-way" || params["size"] === undefined ? Result.succeed(held) : OrderRequest.lots(listing, params["size"])

/**
 * Accepts a reversal (`POST /api/v2/mix/order/click-backhand`) and has it matched.
 *
 * - **Errors** `40757` with nothing to reverse, `40774` for the wrong shape, and those of the parameters.
 *
 * @category handling
 * @since 0.1.0
 */
export const reverse = (call: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    const { account, atMs, params, state } = call
    const listing = yield* Parameters.tradable(state, params)
    const { productType, symbol } = listing.instrument
    const mode = Account.modeOf(account, productType)
    const { position } = Account.holdingOf(account, listing)
    const side = yield* addressed(call, mode, position)
    const clientOid = yield* OrderRequest.clientOid(state, account, params, atMs)
    const leg = Position.leg(position, side)
    if (leg === null) return yield* VenueError.fail(state.behaviour.noPositionCode)
    const wanted = yield* sized(call, listing, mode, leg.lots)
    if (state.behaviour.restingCloses === "cancel") makeRoom(call, symbol, side, leg.lots, wanted)
    const free = leg.lots - claimed(account, symbol, side)
    if (free <= 0) return yield* VenueError.fail(state.behaviour.noPositionCode)
    const lots = Lots.min(wanted, Lots.makeUnsafe(free))
    const isCloseNamed = state.behaviour.reversalIds === "close"
    const source = account.isTrader ? "trader_reverse" : "reverse"
    const closing = draft(call, listing, {
      leg: side,
      effect: "close",
      lots,
      source,
      clientOid: isCloseNamed ? clientOid : ""
    })
    const opening = draft(call, listing, {
      leg: Side.opposite(side),
      effect: "open",
      lots,
      source,
      clientOid: isCloseNamed ? "" : clientOid
    })
    put(state, account, closing)
    put(state, account, opening)
    match(state, account, closing.orderId, opening.orderId, clientOid, atMs)
    const { orderId } = isCloseNamed ? closing : opening
    const isHidden = state.behaviour.hideOneWayOrderIds && mode === "one-way"
    return { ...(isHidden ? {} : { orderId }), clientOid: clientOid === "" ? orderId : clientOid }
  })
