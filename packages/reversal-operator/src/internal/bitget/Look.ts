/**
 * Looks for evidence of an order: its details, its place in the history.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, Envelope, type OrderReport } from "@backhand/core"
import type { Instrument } from "@backhand/core"
import * as Result from "effect/Result"
import * as Decode from "./decode.ts"
import type { Response, Rest } from "./Rest.ts"

/** What was found; undefined where the read itself failed and says nothing. */
export type Found = OrderReport.OrderReport | undefined

const notFound = new Set(["40109", "40768", "43001", "45057", "31007"])

const good = (response: Response): Envelope.Envelope | undefined => {
  const envelope = Envelope.decode(response.body)
  return Result.isSuccess(envelope) && envelope.success.code === "00000" ? envelope.success : undefined
}

/** Get Order Detail, by client id. */
export const detail = async (rest: Rest, instrument: Instrument.Instrument, clientOid: string) => {
  const { productType, symbol } = instrument
  const response = await rest.get("/api/v2/mix/order/detail", { symbol, productType, clientOid })
  const envelope = good(response)
  const { code } = Answer.read(response.status, response.body)
  const found: Found = Decode.isRow(envelope?.data)
    ? Decode.report(envelope.data)
    : code !== null && notFound.has(code)
      ? "absent"
      : undefined
  return { found, askedAtMs: response.askedAtMs }
}

/**
 * Order History since the order was sent. Which leg of a reversal carries the client id is not documented, so a reversal
 * of the symbol made since then is a trace as well.
 */
export const history = async (
  rest: Rest,
  instrument: Instrument.Instrument,
  clientOid: string,
  sinceVenueMs: number
) => {
  const { productType, symbol } = instrument
  const response = await rest.get("/api/v2/mix/order/orders-history", {
    productType,
    symbol,
    startTime: String(sinceVenueMs),
    limit: "100"
  })
  const data = good(response)?.data
  if (!Decode.isRow(data)) return { found: undefined, askedAtMs: response.askedAtMs }
  const list = Decode.rows(data["entrustedList"])
  const own = list.find((row) => Decode.text(row, "clientOid") === clientOid)
  const isTraced = own !== undefined || list.some((row) => Decode.text(row, "orderSource").endsWith("reverse"))
  const found: Found = own !== undefined ? Decode.report(own) : isTraced ? "open" : "absent"
  return { found, askedAtMs: response.askedAtMs }
}
