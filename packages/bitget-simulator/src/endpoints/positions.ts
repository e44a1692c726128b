/**
 * The position endpoints. They read late by the exchange's read lag; a flat symbol is absent.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Account from "../exchange/Account.ts"
import * as Endpoint from "../exchange/Endpoint.ts"
import * as Parameters from "../exchange/Parameters.ts"
import { claimed } from "../exchange/execute.ts"
import * as Margin from "../exchange/Margin.ts"
import * as Wire from "../exchange/wire.ts"

const rows = ({ account, atMs, state }: Endpoint.PrivateCall, isWanted: (open: Margin.OpenLeg) => boolean) => {
  const holdings = Account.holdingsAt(account, atMs - state.behaviour.readLagMs)
  return Margin.openLegs(holdings)
    .filter(isWanted)
    .map((open) => {
      const { productType, symbol } = open.listing.instrument
      const taken = claimed(account, symbol, open.side)
      return Wire.position(state, open, Account.modeOf(account, productType), taken)
    })
}

/**
 * `GET /api/v2/mix/position/single-position`: the legs of one symbol.
 *
 * @category handling
 * @since 0.1.0
 */
export const single = (call: Endpoint.PrivateCall): Endpoint.Outcome =>
  Result.map(Parameters.tradable(call.state, call.params), (listing) => rows(call, (open) => open.listing === listing))

/**
 * `GET /api/v2/mix/position/all-position`: every leg of a product type.
 *
 * @category handling
 * @since 0.1.0
 */
export const all = (call: Endpoint.PrivateCall): Endpoint.Outcome =>
  Result.map(Parameters.productType(call.params), (productType) => {
    const coin = call.params["marginCoin"]?.toUpperCase()
    return rows(
      call,
      ({ listing: { instrument } }) =>
        instrument.productType === productType && (coin === undefined || instrument.marginCoin === coin)
    )
  })
