/**
 * Signed requests over kept-alive connections: orders in one lane, reads in another.
 *
 * @module
 * @since 0.1.0
 */
import { type Prehash, Query, type RequestSigner } from "@backhand/signer"
import * as Result from "effect/Result"
import { Pool } from "undici"
import { exchangeOnce } from "./exchangeOnce.ts"

/** A response as it came; `remaining` is the remaining-calls header. Times are of the operator's clock. */
export interface Response {
  readonly status: number
  readonly body: string
  readonly remaining: number | null
  readonly askedAtMs: number
}

export interface Rest {
  /** Sends one signed request, once. Rejects with `Unanswered` when there is no whole response. */
  readonly get: (path: `/${string}`, params: Query.Params) => Promise<Response>
  readonly post: (path: `/${string}`, body: string, signAtMs: number) => Promise<Response>
  readonly close: () => void
}

/** The order's own life ends sooner; this ends waiting for an answer that no longer helps anyone. */
const responseMs = 10_000

/** A page of a thousand contracts is about a megabyte. */
const mostBytes = 16 * 1024 * 1024

/** One request on a connection at a time: an answer that is late holds up nothing but itself. */
const lane = (url: URL, connections: number): Pool =>
  new Pool(url.origin, {
    connections,
    pipelining: 1,
    allowH2: false,
    connectTimeout: responseMs,
    headersTimeout: responseMs,
    bodyTimeout: responseMs,
    maxResponseSize: mostBytes
  })

const remainingIn = (header: string | ReadonlyArray<string> | undefined): number | null => {
  const value = typeof header === "string" && header !== "" ? Number(header) : Number.NaN
  return Number.isInteger(value) && value >= 0 ? value : null
}

const queryOf = (params: Query.Params): Query.Query => {
  const query = Query.make(params)
  if (Result.isFailure(query)) throw query.failure
  return query.success
}

/** `venueNow` gives the venue's time as well as it is known. */
export const make = (url: URL, signer: RequestSigner, now: () => number, venueNow: () => number): Rest => {
  // A burst of slow reads must not hold up an order.
  const orders = lane(url, 16)
  const reads = lane(url, 8)
  const base = url.pathname.replace(/\/$/, "")

  const send = async (pool: Pool, request: Prehash.UnsignedRequest, signAtMs: number): Promise<Response> => {
    const made = signer.sign(request, signAtMs)
    const signed = made instanceof Promise ? await made : made
    const askedAtMs = now()
    const { body, headers, status } = await exchangeOnce(pool, {
      method: request.method,
      path: base + signed.target,
      headers: { ...signed.revealHeaders() },
      body: signed.body === "" ? null : signed.body
    })
    return { status, body, remaining: remainingIn(headers["x-mbx-used-remain-limit"]), askedAtMs }
  }

  return {
    get: async (path, params) => send(reads, { method: "GET", path, query: queryOf(params) }, venueNow()),
    post: (path, body, signAtMs) => send(orders, { method: "POST", path, body }, signAtMs),
    close: () => {
      void orders.destroy()
      void reads.destroy()
    }
  }
}
