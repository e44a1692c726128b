/**
 * Reads what came back from the exchange as one of four answers.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as AnswerCode from "./AnswerCode.ts"
import * as Envelope from "./Envelope.ts"

/**
 * What the exchange said, with everything that follows from it. `venueAtMs` is the exchange's own time of the request,
 * where it told one.
 *
 * @category models
 * @since 0.1.0
 */
export interface Answer {
  readonly answer: AnswerCode.Verdict
  readonly retry: AnswerCode.Retry
  readonly code: string | null
  readonly meaning: string
  readonly remedy: string
  readonly hint: AnswerCode.Hint | null
  readonly orderId: string | null
  readonly venueAtMs: number | null
}

const unlistedRefusal: AnswerCode.AnswerCode = {
  verdict: "refused",
  retry: "never",
  meaning: "refused with a code that is not in the table",
  remedy: "look the code up in the exchange's documentation before trying again"
}

const unlistedUnknown: AnswerCode.AnswerCode = {
  verdict: "unknown",
  retry: "after-reconcile",
  meaning: "no readable answer: the order may or may not have taken effect",
  remedy: "do not send again: look the client id up, then the order history, then the position"
}

/** A 4xx says that the request was at fault; 408 says only that nobody waited for its end. */
const isCleanRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 499

const unlisted = (status: number, code: string | null): AnswerCode.AnswerCode => {
  if (status === 429) return AnswerCode.lookup("429") ?? unlistedUnknown
  return code !== null && isCleanRefusal(status) ? unlistedRefusal : unlistedUnknown
}

const make = (row: AnswerCode.AnswerCode, code: string | null, envelope: Envelope.Envelope | null): Answer => ({
  answer: row.verdict,
  retry: row.retry,
  code,
  meaning: row.meaning,
  remedy: row.remedy,
  hint: row.hint ?? null,
  orderId: envelope === null ? null : Envelope.orderIds(envelope).orderId,
  venueAtMs: envelope?.requestTime ?? null
})

/**
 * Classifies an HTTP answer. A code of the table is read by the table whatever the HTTP status; an unlisted one is a
 * refusal only under a clean 4xx, and everything else (5xx, a body that is not the exchange's) is unknown.
 *
 * @example
 * ```ts
 * import { Answer } from "@backhand/core"
 *
 * Answer.read(200, '{"code":"40757","msg":"","requestTime":1,"data":null}').answer // => "refused"
 * Answer.read(502, "<html>").answer // => "unknown"
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const read = (status: number, body: string): Answer => {
  const decoded = Envelope.decode(body)
  if (Result.isFailure(decoded)) return make(unlisted(status, null), status === 429 ? "429" : null, null)
  const { code } = decoded.success
  return make(AnswerCode.lookup(code) ?? unlisted(status, code), code, decoded.success)
}

/**
 * The answer to a request that got none: a time-out, a broken connection.
 *
 * @category constructors
 * @since 0.1.0
 */
export const none: Answer = make(unlistedUnknown, null, null)
