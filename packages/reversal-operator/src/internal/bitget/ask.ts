/**
 * Asks for what must be known, patiently but not for ever.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, Envelope } from "@backhand/core"
import * as Result from "effect/Result"
import { errors } from "undici"
import { BitgetError } from "../../BitgetError.ts"
import type { Query } from "@backhand/signer"
import { type Response, Unanswered } from "./exchangeOnce.ts"
import type { Rest } from "./Rest.ts"

const attempts = 3

const shortPauseMs = 200

/** A limited endpoint takes the next call a second later: that of the trader type takes one a second. */
const longPauseMs = 1100

const tryLater = "try again in some minutes; if it lasts, see whether the exchange is in maintenance"

/** The data of a good answer; undefined of any other. */
export const dataOf = (response: Response): unknown => {
  const envelope = Envelope.decode(response.body)
  return Result.isSuccess(envelope) && envelope.success.code === "00000" ? envelope.success.data : undefined
}

/** What was asked for, or why not and how soon it may be asked for again (null: never). */
type Reply =
  | { readonly data: unknown; readonly askedAtMs: number }
  | { readonly error: BitgetError; readonly pauseMs: number | null }

const read = (what: string, response: Response): Reply => {
  const data = dataOf(response)
  if (data !== undefined) return { data, askedAtMs: response.askedAtMs }
  const { answer, code, meaning, remedy, retry } = Answer.read(response.status, response.body)
  const problem = `the exchange did not give ${what} (${code ?? `HTTP ${response.status}`})`
  // A read changes nothing, so that an unreadable answer is as harmless as a busy exchange.
  if (answer === "unknown") return { error: new BitgetError(problem, tryLater, code), pauseMs: shortPauseMs }
  const error = new BitgetError(`${problem}: ${meaning}`, remedy, code)
  if (answer === "throttled") return { error, pauseMs: longPauseMs }
  return { error, pauseMs: retry === "after-backoff" ? shortPauseMs : null }
}

const unread = (what: string, cause: unknown): Reply => {
  if (!(cause instanceof Unanswered)) throw cause
  const problem = `the exchange could not be asked for ${what}: ${cause.message}`
  // Whoever has left does not ask again.
  const hasLeft = cause.cause instanceof errors.ClientDestroyedError
  const error = new BitgetError(problem, "check the network and the addresses")
  return { error, pauseMs: hasLeft ? null : shortPauseMs }
}

/**
 * Asks up to three times, on the lane of what everybody may know (`look`) or of the account's own (`get`). Rejects with a
 * `BitgetError` that says what could not be learnt.
 */
export const ask = async (
  rest: Pick<Rest, "get" | "look" | "pause">,
  lane: "get" | "look",
  what: string,
  path: `/${string}`,
  params: Query.Params
): Promise<{ readonly data: unknown; readonly askedAtMs: number }> => {
  for (let attempt = 1; ; attempt++) {
    const reply = await rest[lane](path, params).then(
      (response) => read(what, response),
      (cause: unknown) => unread(what, cause)
    )
    if ("data" in reply) return reply
    if (attempt === attempts || reply.pauseMs === null) throw reply.error
    await rest.pause(reply.pauseMs * attempt)
  }
}
