/**
 * How a request is signed: the text that is signed, and the signature.
 *
 * @module
 * @since 0.1.0
 */
import { Refusal } from "@backhand/core"
import { Credentials, hmacSigner, Prehash, Query, SignerError } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import { type Fields, isFields } from "./Line.ts"
import * as Reply from "./Reply.ts"

const methods = ["DELETE", "GET", "POST", "PUT"] as const

const bad = (field: string, expected: string, got: unknown): Result.Result<never, Reply.Reply> =>
  Result.fail(
    Reply.failed(
      "BadRequest",
      `${field}: expected ${expected}, got ${Refusal.show(got)}`,
      "see backhand conform --help for the fields"
    )
  )

type Read<A> = Result.Result<A, Reply.Reply>

const isMissing = (value: unknown): boolean => value === undefined || value === null

const readText = (line: Fields, field: string, otherwise?: string): Read<string> => {
  const value = isMissing(line[field]) ? otherwise : line[field]
  return typeof value === "string" ? Result.succeed(value) : bad(field, "a text", value)
}

/** Its digits are signed as they are: one way to write a number is allowed. */
const readTimestamp = (value: unknown): Read<number> => {
  const text = typeof value === "number" ? String(value) : value
  return typeof text === "string" && /^(?:0|[1-9][0-9]{0,15})$/.test(text) && Number.isSafeInteger(Number(text))
    ? Result.succeed(Number(text))
    : bad("timestamp", "whole milliseconds since the epoch", value)
}

const readMethod = (line: Fields): Read<(typeof methods)[number]> =>
  Result.flatMap(readText(line, "method"), (text) => {
    const method = methods.find((known) => known === text.toUpperCase())
    return method === undefined ? bad("method", `one of ${methods.join(", ")}`, text) : Result.succeed(method)
  })

const readParams = (query: unknown): Read<Query.Params> => {
  if (isMissing(query)) return Result.succeed({})
  if (!isFields(query)) return bad("query", "an object", query)
  const entries: Array<readonly [string, string]> = []
  for (const [name, value] of Object.entries(query)) {
    if (isMissing(value)) continue
    if (typeof value !== "string" && typeof value !== "number") return bad(`query.${name}`, "a text or a number", value)
    entries.push([name, String(value)])
  }
  return Result.succeed(Object.fromEntries(entries))
}

const failed = ({ reason }: SignerError): Reply.Reply => Reply.failed(reason._tag, reason.problem, reason.remedy)

const signWith = (secret: string) =>
  Credentials.hmac({ key: "conform", passphrase: "conform", secret }).pipe(
    Result.map((credentials) => hmacSigner(credentials)),
    Result.mapError(failed)
  )

const sign = (line: Fields): Read<Reply.Reply> =>
  Result.gen(function* () {
    const { secret } = line
    // What came instead of a text may be the secret all the same.
    if (typeof secret !== "string") return yield* bad("secret", "a text", typeof secret)
    const signer = yield* signWith(secret)
    const timestampMs = yield* readTimestamp(line["timestamp"])
    const request: Prehash.UnsignedRequest = {
      method: yield* readMethod(line),
      path: yield* readText(line, "path"),
      query: yield* Result.mapError(Query.make(yield* readParams(line["query"])), failed),
      body: yield* readText(line, "body", "")
    }
    const signed = yield* Result.try({
      try: () => signer.sign(request, timestampMs),
      catch: (error) => {
        if (error instanceof SignerError) return failed(error)
        throw error
      }
    })
    return { prehash: Prehash.make(request, timestampMs), signature: signed.revealHeaders()["ACCESS-SIGN"] }
  })

/**
 * Answers a line of `backhand conform --sign`. The secret is never part of an answer.
 *
 * @since 0.1.0
 */
export const answerSign = (line: Fields): Reply.Reply => Result.merge(sign(line))
