/**
 * Signed requests over kept-alive connections: orders in one lane, reads in another.
 *
 * @module
 * @since 0.1.0
 */
import { type Prehash, Query, type RequestSigner, type SignedRequest } from "@backhand/signer"
import * as Result from "effect/Result"
import { type Dispatcher, Pool } from "undici"
import { Deadlines } from "./Deadlines.ts"
import { exchangeOnce } from "./exchangeOnce.ts"

/** A response as it came; `remaining` is the remaining-calls header. Times are of the operator's clock. */
export interface Response {
  readonly status: number
  readonly body: string
  readonly remaining: number | null
  readonly askedAtMs: number
}

/** Each sends one request, once, and rejects with `Unanswered` when there is no whole response. */
export interface Rest {
  /**
   * An unsigned read of what everybody may know: it works however wrong this machine's clock is. It goes the way of
   * orders, so that the clock is measured there, and leaves a warm connection behind.
   */
  readonly look: (path: `/${string}`, params: Query.Params) => Promise<Response>
  readonly get: (path: `/${string}`, params: Query.Params) => Promise<Response>
  readonly post: (path: `/${string}`, body: string, signAtMs: number) => Promise<Response>
  readonly close: () => void
}

/** The order's own life ends sooner; this ends waiting for an answer that no longer helps anyone. */
const responseMs = 10_000

/** Connections stay open between orders: a new one costs three round trips. A server that keeps them shorter says so. */
const idleMs = 30_000

/** However slowly an answer trickles in, and however long no connection was free. */
const wholeMs = 20_000

/** A page of a thousand contracts is about a megabyte. */
const mostBytes = 16 * 1024 * 1024

/** One request on a connection at a time: an answer that is late holds up nothing but itself. */
const lane = (url: URL, connections: number): Pool =>
  new Pool(url.origin, {
    connections,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMs,
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

/** What a connection needs to know. `venueNow` gives the venue's time as well as it is known. */
export interface Ground {
  readonly url: URL
  readonly signer: RequestSigner
  readonly isDemo: boolean
  readonly now: () => number
  readonly venueNow: () => number
}

export const make = ({ isDemo, now, signer, url, venueNow }: Ground): Rest => {
  // A burst of slow reads must not hold up an order.
  const orders = lane(url, 16)
  const reads = lane(url, 8)
  const base = url.pathname.replace(/\/$/, "")

  const deadlines = new Deadlines(wholeMs)

  const send = async (pool: Pool, request: Dispatcher.DispatchOptions): Promise<Response> => {
    const askedAtMs = now()
    const { body, headers, status } = await exchangeOnce(pool, request, deadlines)
    return { status, body, remaining: remainingIn(headers["x-mbx-used-remain-limit"]), askedAtMs }
  }

  const sendSigned = (pool: Pool, signed: SignedRequest): Promise<Response> =>
    send(pool, {
      method: signed.method,
      path: base + signed.target,
      headers: { ...signed.revealHeaders() },
      body: signed.body === "" ? null : signed.body
    })

  const sign = (pool: Pool, request: Prehash.UnsignedRequest, signAtMs: number): Promise<Response> => {
    const made = signer.sign(request, signAtMs)
    return made instanceof Promise ? made.then((signed) => sendSigned(pool, signed)) : sendSigned(pool, made)
  }

  return {
    look: async (path, params) => {
      const { wire } = queryOf(params)
      const target = wire === "" ? path : `${path}?${wire}`
      return send(orders, { method: "GET", path: base + target, headers: isDemo ? { paptrading: "1" } : {} })
    },
    get: async (path, params) => sign(reads, { method: "GET", path, query: queryOf(params) }, venueNow()),
    post: (path, body, signAtMs) => sign(orders, { method: "POST", path, body }, signAtMs),
    close: () => {
      deadlines.close()
      void orders.destroy()
      void reads.destroy()
    }
  }
}
