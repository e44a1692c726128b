/**
 * Signed requests over kept-alive connections: orders in one lane, reads in another.
 *
 * @module
 * @since 0.1.0
 */
import { type Prehash, Query, type RequestSigner, type SignedRequest } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import { setTimeout } from "node:timers/promises"
import { type Dispatcher, Pool } from "undici"
import { Deadlines } from "./Deadlines.ts"
import { exchangeOnce, type Response } from "./exchangeOnce.ts"

/** Each sends one request, once, and rejects with `Unanswered` when there is no whole response. */
export interface Rest {
  /**
   * An unsigned read of what everybody may know: it works however wrong this machine's clock is. It goes the way of
   * orders, so that the clock is measured there, and leaves a warm connection behind.
   */
  readonly look: (path: `/${string}`, params: Query.Params) => Promise<Response>
  readonly get: (path: `/${string}`, params: Query.Params) => Promise<Response>
  readonly post: (path: `/${string}`, body: string, signAtMs: number) => Promise<Response>
  /** Waits; rejects at once when this is closed, so that nobody's pause keeps a process from ending. */
  readonly pause: (milliseconds: number) => Promise<void>
  readonly close: () => void
}

/** The order's own life ends sooner; this ends waiting for an answer that no longer helps anyone. */
const answerMs = 10_000

/** Connections stay open between orders: a new one costs three round trips. A server that keeps them shorter says so. */
const idleMs = 30_000

/** However slowly a long answer trickles in, and however long no connection was free. */
const wholeMs = 20_000

/** A page of a thousand contracts is about a megabyte. */
const mostBytes = 16 * 1024 * 1024

/** One request on a connection at a time: an answer that is late holds up nothing but itself. */
const poolOf = (url: URL, connections: number, silentMs: number): Pool =>
  new Pool(url.origin, {
    connections,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMs,
    connectTimeout: answerMs,
    headersTimeout: silentMs,
    bodyTimeout: silentMs,
    maxResponseSize: mostBytes
  })

/** Connections, and how long what goes over them may take. */
interface Lane {
  readonly pool: Pool
  readonly deadlines: Deadlines
}

/** The remaining-calls header, null where there is none. */
export const remainingOf = ({ headers }: Response): number | null => {
  const header = headers["x-mbx-used-remain-limit"]
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
  // A burst of slow reads must not hold up an order. The answer to an order is short: one deadline serves for all of it.
  const orders = { pool: poolOf(url, 16, 0), deadlines: new Deadlines(answerMs) }
  const reads = { pool: poolOf(url, 8, answerMs), deadlines: new Deadlines(wholeMs) }
  const closing = new AbortController()
  const base = url.pathname.replace(/\/$/, "")

  const send = ({ deadlines, pool }: Lane, request: Dispatcher.DispatchOptions): Promise<Response> =>
    exchangeOnce(pool, request, deadlines, now())

  const sendSigned = (lane: Lane, signed: SignedRequest): Promise<Response> =>
    send(lane, {
      method: signed.method,
      path: base + signed.target,
      headers: { ...signed.revealHeaders() },
      body: signed.body === "" ? null : signed.body
    })

  const sign = (lane: Lane, request: Prehash.UnsignedRequest, signAtMs: number): Promise<Response> => {
    const made = signer.sign(request, signAtMs)
    return made instanceof Promise ? made.then((signed) => sendSigned(lane, signed)) : sendSigned(lane, made)
  }

  return {
    look: async (path, params) => {
      const { wire } = queryOf(params)
      const target = wire === "" ? path : `${path}?${wire}`
      const lane = { pool: orders.pool, deadlines: reads.deadlines }
      return send(lane, { method: "GET", path: base + target, headers: isDemo ? { paptrading: "1" } : {} })
    },
    get: async (path, params) => sign(reads, { method: "GET", path, query: queryOf(params) }, venueNow()),
    post: (path, body, signAtMs) => sign(orders, { method: "POST", path, body }, signAtMs),
    pause: (milliseconds) => setTimeout(milliseconds, undefined, { signal: closing.signal }),
    close: () => {
      closing.abort()
      for (const { deadlines, pool } of [orders, reads]) {
        deadlines.close()
        void pool.destroy()
      }
    }
  }
}
