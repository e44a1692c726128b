/**
 * The flash close: every leg that is named is closed at market.
 *
 * @module
 * @since 0.1.0
 */
import { Lots, type Side } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import { draft } from "./draft.ts"
import * as Endpoint from "./Endpoint.ts"
import { put } from "./execute.ts"
import * as Margin from "./Margin.ts"
import { makeRoom } from "./makeRoom.ts"
import { match } from "./match.ts"
import * as Parameters from "./Parameters.ts"
import * as VenueError from "./VenueError.ts"

const isNamed = (holdSide: string | undefined, side: Side.Side, mode: string) =>
  holdSide === undefined || mode === "one-way" || holdSide === side

/**
 * Closes positions (`POST /api/v2/mix/order/close-positions`); the side is ignored in one-way mode. Success and failure
 * come as two lists.
 *
 * - **Errors** `22002` where nothing is held.
 *
 * @category handling
 * @since 0.1.0
 */
export const closePositions = (call: Endpoint.PrivateCall): Endpoint.Outcome =>
  Result.gen(function* () {
    const { account, atMs, params, state } = call
    const productType = yield* Parameters.productType(params)
    const mode = Account.modeOf(account, productType)
    const legs = Margin.openLegs(account.holdings).filter(
      ({ listing, side }) =>
        listing.instrument.productType === productType &&
        (params["symbol"] === undefined || params["symbol"] === listing.instrument.symbol) &&
        isNamed(params["holdSide"], side, mode)
    )
    if (legs.length === 0) return yield* VenueError.fail("22002")
    const successList: Array<unknown> = []
    const failureList: Array<unknown> = []
    for (const { leg, listing, side } of legs) {
      const { symbol } = listing.instrument
      if (listing.status === "maintain") {
        failureList.push({ symbol, orderId: "", clientOid: "", errorCode: "40845", errorMsg: "under maintenance" })
        continue
      }
      makeRoom(call, symbol, side, leg.lots, leg.lots)
      const order = draft(call, listing, {
        leg: side,
        effect: "close",
        lots: Lots.makeUnsafe(leg.lots),
        source: "close",
        clientOid: ""
      })
      put(state, account, order)
      match(state, account, order.orderId, null, "", atMs)
      successList.push({ symbol, orderId: order.orderId, clientOid: order.orderId })
    }
    return { successList, failureList }
  })
