/**
 * Signed requests over kept-alive connections.
 *
 * @module
 * @since 0.1.0
 */
import { Query, type RequestSigner } from "@backhand/signer"
import * as Result from "effect/Result"
import { Pool } from "undici"

/** A response as it came; `remaining` is the remaining-calls header. Times are of the operator's clock. */
export interface Response {
  readonly status: number
  readonly body: string
  readonly remaining: number | null
  readonly askedAtMs: number
}

export interface Rest {
  /** Sends one signed request, once. Rejects when there is no response. */
  readonly get: (path: `/${string}`, params: Query.Params) => Promise<Response>
  readonly post: (path: `/${string}`, body: string, signAtMs: number) => Promise<Response>
  readonly close: () => void
}

/** The order's own life ends sooner; this ends waiting for an answer that no longer helps anyone. */
const responseMs = 10_000

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
  const pool = new Pool(url.origin, {
    connections: 16,
    pipelining: 1,
    headersTimeout: responseMs,
    bodyTimeout: responseMs
  })
  const base = url.pathname === "/" ? "" : url.pathname.replace(/\/$/, "")

  const send = async (request: Parameters<RequestSigner["sign"]>[0], signAtMs: number): Promise<Response> => {
    const signed = await signer.sign(request, signAtMs)
    const askedAtMs = now()
    const response = await pool.request({
      method: signed.method === "GET" ? "GET" : "POST",
      path: base + signed.target,
      headers: { ...signed.revealHeaders() },
      ...(signed.body === "" ? {} : { body: signed.body })
    })
    const body = await response.body.text()
    const remaining = remainingIn(response.headers["x-mbx-used-remain-limit"])
    return { status: response.statusCode, body, remaining, askedAtMs }
  }

  return {
    get: async (path, params) => send({ method: "GET", path, query: queryOf(params) }, venueNow()),
    post: (path, body, signAtMs) => send({ method: "POST", path, body }, signAtMs),
    close: () => void pool.destroy()
  }
}
