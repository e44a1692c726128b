/**
 * Looks for evidence of an order: its details, its place in the history.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, type Instrument, type OrderReport, VenueClock } from "@backhand/core"
import type { VenueCommand } from "../../Venue.ts"
import { dataOf } from "./ask.ts"
import * as Decode from "./decode.ts"
import type { Rest } from "./Rest.ts"
import type { Session } from "./Session.ts"

type LookUp = Extract<VenueCommand, { readonly command: "look-up" }>

/** What was found; undefined where the read itself failed and says nothing. */
type Found = OrderReport.OrderReport | undefined

const notFound = new Set(["40109", "40768", "43001", "45057", "31007"])

/** The longest page of the history. */
const page = 100

/** Get Order Detail, by client id. */
const detail = async (rest: Rest, instrument: Instrument.Instrument, clientOid: string) => {
  const { productType, symbol } = instrument
  const response = await rest.get("/api/v2/mix/order/detail", { symbol, productType, clientOid })
  const data = dataOf(response)
  const { code } = Answer.read(response.status, response.body)
  const found: Found = Decode.isRow(data)
    ? Decode.report(data)
    : code !== null && notFound.has(code)
      ? "absent"
      : undefined
  return { found, askedAtMs: response.askedAtMs }
}

/**
 * Order History since the order was sent. Which leg of a reversal carries the client id is not documented, so a reversal of
 * the symbol that has none is a trace as well, if it is later than what had changed the position before.
 */
const history = async (
  rest: Rest,
  instrument: Instrument.Instrument,
  { clientOid, beforeVenueAtMs }: LookUp,
  since: number
) => {
  const { productType, symbol } = instrument
  const response = await rest.get("/api/v2/mix/order/orders-history", {
    productType,
    symbol,
    startTime: String(since),
    limit: String(page)
  })
  const data = dataOf(response)
  if (!Decode.isRow(data)) return { found: undefined, askedAtMs: response.askedAtMs }
  const list = Decode.rows(data["entrustedList"])
  const isTrace = (row: Decode.Row): boolean =>
    Decode.text(row, "orderSource").endsWith("reverse") && !(Number(row["cTime"]) <= beforeVenueAtMs)
  const own = list.find((row) => Decode.text(row, "clientOid") === clientOid)
  // A full page may have left the order out.
  const unseen: Found = list.length < page ? "absent" : undefined
  const found: Found = own !== undefined ? Decode.report(own) : list.some(isTrace) ? "open" : unseen
  return { found, askedAtMs: response.askedAtMs }
}

/** Looks for an order where the engine wants it looked for, and tells what was found. */
export const lookUp = async (session: Session, instrument: Instrument.Instrument, command: LookUp): Promise<void> => {
  const { clientOid, sentAtMs, source } = command
  const low = session.clock === null ? 0 : VenueClock.age(session.clock, sentAtMs).lowMs
  const { askedAtMs, found } =
    source === "detail"
      ? await detail(session.http, instrument, clientOid)
      : await history(session.http, instrument, command, Math.floor(sentAtMs + low))
  if (found !== undefined && !session.isClosed)
    session.link.tell({ fact: "order", clientOid, report: found, source, askedAtMs })
}
