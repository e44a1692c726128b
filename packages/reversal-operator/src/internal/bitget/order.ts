/**
 * Sends one order, once, and tells the answer.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, type Instrument, Wire } from "@backhand/core"
import { BitgetError } from "../../BitgetError.ts"
import type { VenueCommand } from "../../Venue.ts"
import * as Account from "./Account.ts"
import { Unanswered } from "./exchangeOnce.ts"
import { remainingOf } from "./Rest.ts"
import type { Learnt, MarginMode, Session } from "./Session.ts"

type Send = Extract<VenueCommand, { readonly command: "send" }>

const network = "check the network"

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : "the exchange could not be reached"

/** What was in the way of an order that never left. */
const notSent = (cause: unknown): Answer.Answer => {
  const [problem, remedy] = cause instanceof BitgetError ? [cause.problem, cause.remedy] : [messageOf(cause), network]
  return {
    ...Answer.none,
    answer: "refused",
    retry: "after-backoff",
    meaning: `the order never left: ${problem}`,
    remedy
  }
}

/** An entry must name the symbol's margin mode; a reversal keeps the position's. Asked once a symbol. */
const marginModeOf = async (
  { http }: Session,
  { marginModes }: Learnt,
  instrument: Instrument.Instrument
): Promise<MarginMode> => {
  const known = marginModes.get(instrument.symbol)
  if (known !== undefined) return known
  const { marginMode } = await Account.readModes(http, instrument)
  marginModes.set(instrument.symbol, marginMode)
  return marginMode
}

/** From the second refusal in a row on, the account may have become a copy-trading trader's: a tenth of the limit. */
const strikesUntilDoubt = 2

const heed = (session: Session, learnt: Learnt, symbol: string, { answer, hint }: Answer.Answer): void => {
  if (hint === "hold-mode") learnt.doubtsMode = true
  if (answer === "refused") learnt.marginModes.delete(symbol)
  if (answer === "accepted") session.strikes = 0
  if (answer !== "throttled" || ++session.strikes < strikesUntilDoubt || session.options.knowsLimit === true) return
  session.reads.trader.add("trader", async () => {
    const limit = await Account.readLimit(session.http)
    // Only ever lowered: the user may have set a limit below the exchange's.
    if (!session.isClosed && limit.limit < (learnt.limit?.limit ?? 0)) session.link.tell({ fact: "limit", limit })
  })
}

/** Never rejects: an order without an answer is told as one. */
export const order = async (session: Session, instrument: Instrument.Instrument, command: Send): Promise<void> => {
  const { learnt } = session
  if (learnt === undefined) return
  const { clientOid, order } = command.unsettled
  let answer: Answer.Answer
  let remaining: number | null = null
  let wasPosted = false
  try {
    const body =
      order.order === "reversal"
        ? Wire.encodeReversal(instrument, order)
        : Wire.encodeEntry(instrument, order, await marginModeOf(session, learnt, instrument))
    wasPosted = true
    const response = await session.http.post(Wire.path[order.order], Wire.toJson(body), command.signAtMs)
    answer = Answer.read(response.status, response.body)
    remaining = remainingOf(response)
  } catch (cause) {
    const mayHaveArrived = wasPosted && !(cause instanceof Unanswered && !cause.wasWritten)
    answer = mayHaveArrived ? Answer.none : notSent(cause)
  }
  if (session.isClosed) return
  heed(session, learnt, instrument.symbol, answer)
  session.link.tell({ fact: "answer", clientOid, answer, remaining })
}
