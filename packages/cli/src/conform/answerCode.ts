/**
 * What an answer of the exchange means, and when the same intent may be sent again.
 *
 * @module
 * @since 0.1.0
 */
import { Answer, Refusal } from "@backhand/core"
import type { Fields } from "./Line.ts"
import * as Reply from "./Reply.ts"

const bad = (field: string, expected: string, got: unknown): Reply.Reply =>
  Reply.failed(
    "BadRequest",
    `${field}: expected ${expected}, got ${Refusal.show(got)}`,
    "give the HTTP status as a number and the body as the text that was received; leave out what there was not"
  )

/**
 * Answers a line of `backhand conform --codes`. Without a status there was no HTTP answer at all, and without a body an
 * empty one.
 *
 * @since 0.1.0
 */
export const answerCode = (line: Fields): Reply.Reply => {
  const [status, body] = [line["status"] ?? 0, line["body"] ?? ""]
  if (typeof status !== "number" || !Number.isInteger(status) || status < 0 || status > 999)
    return bad("status", "an HTTP status", status)
  if (typeof body !== "string") return bad("body", "a text", body)
  const { answer, code, retry } = Answer.read(status, body)
  return { answer, retry, code }
}
