/**
 * Reads what comes through the private socket.
 *
 * @module
 * @since 0.1.0
 */
import * as Decode from "./decode.ts"
import * as Positions from "./positions.ts"
import type { Session } from "./Session.ts"

/** One message, by what it is for. */
export type Message =
  | { readonly message: "pong" }
  | { readonly message: "login" }
  | { readonly message: "subscribed"; readonly channel: string }
  | { readonly message: "error"; readonly code: string }
  | { readonly message: "push"; readonly channel: string; readonly rows: ReadonlyArray<Decode.Row> }
  | { readonly message: "other" }

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const channelOf = (row: Decode.Row): string => (Decode.isRow(row["arg"]) ? Decode.text(row["arg"], "channel") : "")

const codeOf = (code: unknown): string => (typeof code === "string" || typeof code === "number" ? String(code) : "")

/** Reads one message. Codes come as text or as numbers (WebSocket, login). */
export const decode = (text: string): Message => {
  if (text === "pong") return { message: "pong" }
  const row = parse(text)
  if (!Decode.isRow(row)) return { message: "other" }
  const code = codeOf(row["code"])
  if (row["event"] === "error" || (row["event"] === "login" && code !== "0")) return { message: "error", code }
  if (row["event"] === "login") return { message: "login" }
  if (row["event"] === "subscribe") return { message: "subscribed", channel: channelOf(row) }
  return Array.isArray(row["data"]) && row["event"] === undefined
    ? { message: "push", channel: channelOf(row), rows: Decode.rows(row["data"]) }
    : { message: "other" }
}

const tellOrder = ({ link }: Session, row: Decode.Row): void => {
  const clientOid = Decode.text(row, "clientOid")
  if (clientOid === "") return
  link.tell({ fact: "order", clientOid, report: Decode.report(row), source: "push", askedAtMs: null })
}

/** Makes the receiver of pushes: each becomes facts. */
export const receiver = (session: Session) => {
  const takePositions = Positions.receiver(session)
  return ({ channel, rows }: Extract<Message, { readonly message: "push" }>): void => {
    if (session.isClosed) return
    if (channel === "positions") takePositions(rows)
    else if (channel === "orders") for (const row of rows) tellOrder(session, row)
  }
}
