/**
 * Sends one order, once, and tells the answer.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, type Instrument, Wire } from "@backhand/core"
import type { VenueCommand } from "../../Venue.ts"
import type { Modes } from "./Account.ts"
import type { Session } from "./connect.ts"

type Send = Extract<VenueCommand, { readonly command: "send" }>

/** Errors of making a connection: nothing was written to it. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT"
])

const notSent: Answer.Answer = {
  ...Answer.none,
  answer: "refused",
  retry: "after-backoff",
  meaning: "the exchange could not be reached: the order never left",
  remedy: "check the network"
}

const codeOf = (cause: unknown): string => (cause instanceof Error && "code" in cause ? String(cause.code) : "")

const requestOf = (instrument: Instrument.Instrument, { marginMode }: Modes, { unsettled: { order } }: Send) =>
  order.order === "reversal"
    ? { path: Wire.path.reversal, body: Wire.toJson(Wire.encodeReversal(instrument, order)) }
    : { path: Wire.path.entry, body: Wire.toJson(Wire.encodeEntry(instrument, order, marginMode)) }

/** Never rejects: an order without an answer is told as one. */
export const order = async (
  session: Session,
  instrument: Instrument.Instrument,
  modes: Modes,
  command: Send
): Promise<void> => {
  const { clientOid } = command.unsettled
  const tell = (answer: Answer.Answer, remaining: number | null): void => {
    if (!session.isClosed) session.link.tell({ fact: "answer", clientOid, answer, remaining })
  }
  try {
    const { body, path } = requestOf(instrument, modes, command)
    const response = await session.http.post(path, body, command.signAtMs)
    tell(Answer.read(response.status, response.body), response.remaining)
  } catch (cause) {
    tell(neverConnected.has(codeOf(cause)) ? notSent : Answer.none, null)
  }
}
