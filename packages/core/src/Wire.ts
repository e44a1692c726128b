/**
 * The wire codec of the two requests that this project sends: the reversal and the market entry.
 *
 * `buy`, `sell` and `tradeSide` exist in this file only.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Instrument from "./Instrument.ts"
import type * as Order from "./Order.ts"
import * as Refusal from "./Refusal.ts"
import type * as Side from "./Side.ts"

/**
 * The body of `POST /api/v2/mix/order/click-backhand` (Reversal page). Every text is kept as it is written; a field
 * that is absent is absent.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReversalBody {
  readonly symbol: string
  readonly productType: string
  readonly marginCoin: string
  readonly size?: string
  readonly side?: "buy" | "sell"
  readonly tradeSide?: string
  readonly clientOid?: string
}

/**
 * The body of `POST /api/v2/mix/order/place-order` for a market order (Place Order page).
 *
 * @category models
 * @since 0.1.0
 */
export interface EntryBody {
  readonly symbol: string
  readonly productType: string
  readonly marginMode: "isolated" | "crossed"
  readonly marginCoin: string
  readonly size: string
  readonly side: "buy" | "sell"
  readonly tradeSide?: "open"
  readonly orderType: "market"
  readonly clientOid?: string
}

/**
 * Where each request goes.
 *
 * @category constants
 * @since 0.1.0
 */
export const path = {
  reversal: "/api/v2/mix/order/click-backhand",
  entry: "/api/v2/mix/order/place-order"
} as const

const direction = (side: Side.Side) => (side === "long" ? "buy" : "sell")

const clientOid = (order: Order.Order) => (order.clientOid === null ? {} : { clientOid: order.clientOid })

/**
 * The request of a planned reversal.
 *
 * One-way: `side` is the trade direction, so `sell` reverses a long; no size, no `tradeSide`. Hedge: `side` names the
 * position, so `buy` reverses the long; `tradeSide` is `open`, and the size is always written.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encodeReversal = (instrument: Instrument.Instrument, order: Order.Reversal): ReversalBody => {
  const { marginCoin, productType, symbol } = instrument
  const head = { symbol, productType, marginCoin }
  if (order.mode === "one-way") return { ...head, side: order.side === "long" ? "sell" : "buy", ...clientOid(order) }
  const size = Instrument.size(instrument, order.lots)
  return { ...head, size, side: direction(order.side), tradeSide: "open", ...clientOid(order) }
}

/**
 * The request of a planned entry, a market order.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encodeEntry = (
  instrument: Instrument.Instrument,
  order: Order.Entry,
  marginMode: EntryBody["marginMode"]
): EntryBody => ({
  symbol: instrument.symbol,
  productType: instrument.productType,
  marginMode,
  marginCoin: instrument.marginCoin,
  size: Instrument.size(instrument, order.lots),
  side: direction(order.side),
  ...(order.mode === "hedge" ? { tradeSide: "open" as const } : {}),
  orderType: "market",
  ...clientOid(order)
})

const bad = (field: string, expected: string, got: unknown) =>
  Refusal.fail(
    "BadRequest",
    field,
    `expected ${expected}, got ${Refusal.show(got)}`,
    "see the Reversal page for the fields"
  )

const needed = ["symbol", "productType", "marginCoin"] as const
const optional = ["size", "side", "tradeSide", "clientOid"] as const

const parseObject = (json: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/**
 * Reads the body of a reversal request, today's and the page's own older sample alike. Unknown fields are dropped.
 *
 * - **Errors** `BadRequest`, naming the field.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeReversal = (json: string): Result.Result<ReversalBody, Refusal.Refusal> => {
  const object = parseObject(json)
  if (object === undefined) return bad("body", "a JSON object", json)
  const fields: Record<string, string> = {}
  for (const name of [...needed, ...optional]) {
    const value = object[name]
    const isAbsent = value === undefined && optional.some((other) => other === name)
    if (isAbsent) continue
    if (typeof value !== "string" || value === "") return bad(name, "a text", value)
    fields[name] = value
  }
  const { marginCoin = "", productType = "", side, symbol = "", ...rest } = fields
  if (side !== undefined && side !== "buy" && side !== "sell") return bad("side", "buy or sell", side)
  const { clientOid: id, size, tradeSide } = rest
  return Result.succeed({
    symbol,
    productType,
    marginCoin,
    ...(size === undefined ? {} : { size }),
    ...(side === undefined ? {} : { side }),
    ...(tradeSide === undefined ? {} : { tradeSide }),
    ...(id === undefined ? {} : { clientOid: id })
  })
}

/**
 * Writes a body as the bytes that are signed and sent.
 *
 * @category encoding
 * @since 0.1.0
 */
export const toJson = (body: ReversalBody | EntryBody): string => JSON.stringify(body)
