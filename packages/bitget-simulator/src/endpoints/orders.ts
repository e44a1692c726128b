/**
 * The endpoints that read orders and trades. They read late by the exchange's read lag.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Endpoint from "../exchange/Endpoint.ts"
import { cancel } from "../exchange/execute.ts"
import * as OrderRecord from "../exchange/OrderRecord.ts"
import * as Parameters from "../exchange/Parameters.ts"
import * as VenueError from "../exchange/VenueError.ts"
import * as Wire from "../exchange/wire.ts"

type Call = Endpoint.PrivateCall

const isVisible = ({ atMs, state }: Call, createdAt: number): boolean => createdAt + state.behaviour.readLagMs <= atMs

/** By order id, which wins, else the latest of that client id. */
const find = ({ account, params }: Call): OrderRecord.OrderRecord | undefined => {
  const { clientOid, orderId } = params
  if (orderId !== undefined && orderId !== "") return account.orders.get(orderId)
  return account.orders.get(account.named.get(clientOid ?? "") ?? "")
}

/**
 * `GET /api/v2/mix/order/detail`: one order, by order id or client id.
 *
 * - **Errors** `40109` where it does not exist, or not yet for readers.
 *
 * @category handling
 * @since 0.1.0
 */
export const detail = (call: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    const listing = yield* Parameters.listed(call.state, call.params)
    if ((call.params["orderId"] ?? call.params["clientOid"] ?? "") === "")
      return yield* VenueError.fail("40019", "Parameter orderId and clientOid cannot both be empty")
    const order = find(call)
    if (order?.listing !== listing || !isVisible(call, order.createdAt))
      return yield* VenueError.fail("40109", "The data of the order cannot be found, please confirm the order number")
    return Wire.order(call.state, order)
  })

/** Ids rise with time, so a page is what lies below the last id of the one before it, newest first. */
const page = <A>(params: Call["params"], rows: ReadonlyArray<A>, idOf: (row: A) => string): ReadonlyArray<A> => {
  const limit = Math.min(Math.max(1, Number(params["limit"] ?? 100) || 100), 100)
  const { idLessThan } = params
  const older = idLessThan === undefined ? rows : rows.filter((row) => idOf(row) < idLessThan)
  return older.toReversed().slice(0, limit)
}

const inTime = ({ params, state }: Call, atMs: number): boolean => {
  const at = Number(Endpoint.stamp(state, atMs))
  return at >= Number(params["startTime"] ?? 0) && at <= Number(params["endTime"] ?? Number.POSITIVE_INFINITY)
}

const is = (wanted: string | undefined, value: string): boolean =>
  wanted === undefined || wanted === "" || wanted === value

const list = (call: Call, isWanted: (order: OrderRecord.OrderRecord) => boolean): Endpoint.Outcome =>
  Result.map(Parameters.productType(call.params), (productType) => {
    const { account, params, state } = call
    const rows = [...account.orders.values()].filter(
      (order) =>
        isWanted(order) &&
        order.productType === productType &&
        is(params["symbol"], order.symbol) &&
        is(params["orderId"], order.orderId) &&
        is(params["clientOid"], order.clientOid) &&
        is(params["status"], order.state) &&
        is(params["orderSource"], order.source) &&
        inTime(call, order.createdAt) &&
        isVisible(call, order.createdAt)
    )
    const shown = page(params, rows, (order) => order.orderId)
    const entrustedList = shown.map((order) => Wire.order(state, order))
    return { entrustedList, endId: shown.at(-1)?.orderId ?? null }
  })

/**
 * `GET /api/v2/mix/order/orders-pending`: orders that can still execute, newest first.
 *
 * @category handling
 * @since 0.1.0
 */
export const pending = (call: Call): Endpoint.Outcome => list(call, OrderRecord.isLive)

/**
 * `GET /api/v2/mix/order/orders-history`: orders that are done, newest first; `orderSource=reverse` finds reversals.
 *
 * @category handling
 * @since 0.1.0
 */
export const history = (call: Call): Endpoint.Outcome => list(call, (order) => !OrderRecord.isLive(order))

/**
 * `GET /api/v2/mix/order/fills`: trades, newest first.
 *
 * @category handling
 * @since 0.1.0
 */
export const fills = (call: Call): Endpoint.Outcome =>
  Result.map(Parameters.productType(call.params), (productType) => {
    const { account, params, state } = call
    const rows = account.trades.filter(
      (trade) =>
        trade.productType === productType &&
        is(params["symbol"], trade.symbol) &&
        is(params["orderId"], trade.orderId) &&
        inTime(call, trade.at) &&
        isVisible(call, trade.at)
    )
    const shown = page(params, rows, (trade) => trade.tradeId)
    const fillList = shown.map((trade) => Wire.trade(state, trade))
    return { fillList, endId: shown.at(-1)?.tradeId ?? null }
  })

/**
 * `POST /api/v2/mix/order/cancel-order`: cancels a resting order.
 *
 * - **Errors** `40768` where it does not exist, `40769` where it is done.
 *
 * @category handling
 * @since 0.1.0
 */
export const cancelOrder = (call: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    yield* Parameters.listed(call.state, call.params)
    const order = find(call)
    if (order === undefined) return yield* VenueError.fail("40768", "Order does not exist")
    if (!OrderRecord.isLive(order)) return yield* VenueError.fail("40769")
    cancel(call.state, call.account, order, "normal_cancel", call.atMs)
    return { orderId: order.orderId, clientOid: order.clientOid }
  })
