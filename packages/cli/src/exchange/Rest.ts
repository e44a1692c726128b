/**
 * Single requests to the exchange, for the commands that look rather than trade.
 *
 * @module
 * @since 0.1.0
 */
import { setTimeout } from "node:timers/promises"
import { Envelope } from "@backhand/core"
import { Query, type RequestSigner } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import { CommandError } from "../CommandError.ts"
import { nowMs } from "./clock.ts"
import { explain } from "./explain.ts"

/**
 * An answer as it came, with when it was asked for and when it was there, in milliseconds of this computer's clock.
 *
 * @since 0.1.0
 */
export interface Reply {
  readonly status: number
  readonly body: string
  readonly askedAtMs: number
  readonly receivedAtMs: number
}

/**
 * Sends one request, once. `signer` and `atMs`, the exchange's time, are for what belongs to an account.
 *
 * Errors: rejects with `Unreachable` where no answer came.
 *
 * @since 0.1.0
 */
export interface Rest {
  readonly get: (path: `/${string}`, params: Query.Params, as?: Signing) => Promise<Reply>
  readonly post: (path: `/${string}`, body: string, as: Signing) => Promise<Reply>
}

/**
 * As whom a request is made, and when on the exchange's clock.
 *
 * @since 0.1.0
 */
export interface Signing {
  readonly signer: RequestSigner
  readonly atMs: number
}

/**
 * No answer came.
 *
 * @since 0.1.0
 */
class Unreachable extends CommandError {
  constructor(host: string, cause: unknown) {
    const inner = cause instanceof Error ? (cause.cause ?? cause) : cause
    const why = inner instanceof Error && "code" in inner ? String(inner.code) : String(inner)
    super(1, `${host} cannot be reached (${why})`, "check the network, the address and any proxy or firewall between")
  }
}

const answerMs = 10_000

const queryOf = (params: Query.Params): Query.Query => {
  const query = Query.make(params)
  if (Result.isFailure(query)) throw new CommandError(2, query.failure.message, query.failure.remedy)
  return query.success
}

interface Sent {
  readonly method: "GET" | "POST"
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const sendTo = async (url: URL, { body, headers = {}, method, target }: Sent): Promise<Reply> => {
  const askedAtMs = nowMs()
  const base = url.pathname.replace(/\/$/, "")
  try {
    const response = await fetch(`${url.origin}${base}${target}`, {
      method,
      headers: { ...headers },
      redirect: "error",
      signal: AbortSignal.timeout(answerMs),
      ...(body === undefined ? {} : { body })
    })
    const text = await response.text()
    return { status: response.status, body: text, askedAtMs, receivedAtMs: nowMs() }
  } catch (cause) {
    throw new Unreachable(url.host, cause)
  }
}

const tooMany = 429
const pauseMs = 1100

/** Asks again, once, where it was too often: a read changes nothing, and the strictest limit is one a second. */
const patiently = async (ask: () => Promise<Reply>): Promise<Reply> => {
  const reply = await ask()
  if (reply.status !== tooMany) return reply
  await setTimeout(pauseMs)
  return ask()
}

/**
 * Makes requests to one address. A read that comes too often is repeated once, a second later.
 *
 * @since 0.1.0
 */
export const make = (url: URL): Rest => ({
  get: async (path, params, as) => {
    const query = queryOf(params)
    if (as === undefined)
      return patiently(() => sendTo(url, { method: "GET", target: query.wire === "" ? path : `${path}?${query.wire}` }))
    const signed = await as.signer.sign({ method: "GET", path, query }, as.atMs)
    const headers = { ...signed.revealHeaders() }
    return patiently(() => sendTo(url, { method: "GET", target: signed.target, headers }))
  },
  post: async (path, body, as) => {
    const signed = await as.signer.sign({ method: "POST", path, body }, as.atMs)
    return sendTo(url, { method: "POST", target: signed.target, headers: { ...signed.revealHeaders() }, body })
  }
})

/**
 * The data of a good answer.
 *
 * Errors: `CommandError` with exit code 1, with what the refusal means and what to do.
 *
 * @since 0.1.0
 */
export const dataOf = (what: string, { body, status }: Reply): unknown => {
  const envelope = Envelope.decode(body)
  if (Result.isSuccess(envelope) && envelope.success.code === "00000") return envelope.success.data
  const { code, problem, remedy } = explain(status, body)
  throw new CommandError(1, `${what} cannot be read${code === null ? "" : ` (${code})`}: ${problem}`, remedy)
}
