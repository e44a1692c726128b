/**
 * Orders as rows of the journal, exactly: entries are fractions of whole numbers, not decimals.
 *
 * @module
 * @since 0.1.0
 */
import { ClientOid, type Fact, Lots, type Order, Position, Rational, type Side } from "@backhand/core"
import * as Result from "effect/Result"

/** One row of the table `orders`, column by column. */
export interface Row {
  readonly client_oid: string
  readonly session: string
  readonly symbol: string
  readonly order_kind: string
  readonly mode: string
  readonly side: string
  readonly size: string
  readonly lots: number
  readonly before: string
  readonly before_venue_at_ms: number
  readonly sent_at_ms: number
  readonly dead_at_ms: number
  readonly settled_at_ms: number | null
  readonly settlement: string | null
  readonly closed: string | null
  readonly opened: string | null
}

const bad = (what: string): never => {
  throw new Error(`a row that cannot be read: ${what}`)
}

const isSide = (value: unknown): value is Side.Side => value === "long" || value === "short"

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const encodeEntry = ({ den, num }: Rational.Rational): string => `${num}/${den}`

const decodeEntry = (value: unknown): Rational.Rational => {
  const parts = typeof value === "string" ? /^([0-9]+)\/([1-9][0-9]*)$/.exec(value) : null
  return parts === null ? bad("entry") : Rational.make(BigInt(parts[1] ?? ""), BigInt(parts[2] ?? ""))
}

const decodeLots = (value: unknown): Lots.Lots =>
  typeof value === "number" && Lots.isLots(value) ? value : bad("lots")

const decodeLeg = (value: unknown): Position.Leg | null => {
  if (value === null) return null
  return isRecord(value) ? { lots: decodeLots(value["lots"]), entry: decodeEntry(value["entry"]) } : bad("leg")
}

/** Writes a position as JSON. */
const encodePosition = (position: Position.Position): string =>
  JSON.stringify(position, (name, value: unknown) =>
    name === "entry" ? encodeEntry(value as Rational.Rational) : value
  )

/** Reads a position that `encodePosition` wrote. Throws on anything else. */
const decodePosition = (text: string): Position.Position => {
  const value: unknown = JSON.parse(text)
  if (!isRecord(value)) return bad("before")
  if (value["mode"] === "hedge")
    return { mode: "hedge", long: decodeLeg(value["long"]), short: decodeLeg(value["short"]) }
  const { net } = value
  if (value["mode"] !== "one-way" || net === undefined) return bad("before")
  const leg = decodeLeg(net)
  if (leg === null) return Position.flat("one-way")
  const side = isRecord(net) ? net["side"] : undefined
  return isSide(side) ? { mode: "one-way", net: { ...leg, side } } : bad("side")
}

/** The columns of an order that leaves; `size` is its lots as a decimal. */
export const encode = (session: string, unsettled: Fact.Unsettled, size: string): Record<string, string | number> => {
  const { before, beforeVenueAtMs, clientOid, deadAtMs, order, sentAtMs } = unsettled
  return {
    client_oid: clientOid,
    session,
    symbol: order.symbol,
    order_kind: order.order,
    mode: order.mode,
    side: order.side,
    size,
    lots: order.lots,
    before: encodePosition(before),
    before_venue_at_ms: beforeVenueAtMs,
    sent_at_ms: sentAtMs,
    dead_at_ms: deadAtMs
  }
}

const decodeOrder = (row: Row, clientOid: ClientOid.ClientOid): Order.Order => {
  const { lots, mode, order_kind: order, side, symbol } = row
  if (!isSide(side) || (mode !== "one-way" && mode !== "hedge") || (order !== "reversal" && order !== "entry"))
    return bad("side, mode or order_kind")
  return { order, clientOid, symbol, mode, side, lots: decodeLots(lots) }
}

/** Reads an order that is not settled. Throws on a row that was not written by `encode`. */
export const decode = (row: Row): Fact.Unsettled => {
  const clientOid = ClientOid.parse(row.client_oid)
  if (Result.isFailure(clientOid)) return bad("client_oid")
  return {
    clientOid: clientOid.success,
    order: decodeOrder(row, clientOid.success),
    before: decodePosition(row.before),
    beforeVenueAtMs: row.before_venue_at_ms,
    sentAtMs: row.sent_at_ms,
    deadAtMs: row.dead_at_ms
  }
}
