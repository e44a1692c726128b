/**
 * The string that is signed. Pure and exported, so that a refused signature (code 40009) can be debugged by eye.
 *
 * @module
 * @since 0.1.0
 */
import type { Query } from "./Query.ts"

/**
 * A request before it is signed.
 *
 * @since 0.1.0
 */
export interface UnsignedRequest {
  readonly method: "DELETE" | "GET" | "POST" | "PUT"
  /** From the root of the host, with neither query nor escapes: `/api/v2/mix/order/detail`. */
  readonly path: string
  /** Made by `Query.make`. */
  readonly query?: Query | undefined
  /** The exact text that is sent. Left out, nothing is sent and the empty string is signed: not `{}`, not `null`. */
  readonly body?: string | undefined
}

/**
 * A request as a server sees it: the target of the request line and the `ACCESS-TIMESTAMP` header.
 *
 * @since 0.1.0
 */
export interface ReceivedRequest {
  readonly body: string
  readonly method: string
  /** Path and query, as received: `/api/v2/mix/order/detail?symbol=ETHUSDT`. */
  readonly target: string
  readonly timestamp: string
}

/**
 * Makes the string to sign: timestamp, method, path, query as text, body (reference: Bitget API, signature).
 *
 * @param timestampMs Milliseconds since the epoch on the venue's clock, as a number or as the header spells it.
 *
 * @example
 * ```ts
 * import { Prehash, Query } from "@backhand/signer"
 * import { Result } from "effect"
 *
 * const query = Result.getOrThrow(Query.make({ symbol: "BTCUSDT", limit: "20" }))
 *
 * Prehash.make({ method: "GET", path: "/api/mix/v2/market/depth", query }, 16273667805456)
 * // => "16273667805456GET/api/mix/v2/market/depth?limit=20&symbol=BTCUSDT"
 * ```
 *
 * @since 0.1.0
 */
export const make = (request: UnsignedRequest, timestampMs: number | string): string =>
  request.query === undefined || request.query.text === ""
    ? `${timestampMs}${request.method}${request.path}${request.body ?? ""}`
    : `${timestampMs}${request.method}${request.path}?${request.query.text}${request.body ?? ""}`

/**
 * Makes the string that the signature of a received request must cover. The order of the query is the sender's.
 *
 * A query that does not decode is taken as it stands, so that it fails to verify instead of failing to be read.
 *
 * @example
 * ```ts
 * import { Prehash } from "@backhand/signer"
 *
 * Prehash.received({ timestamp: "1", method: "GET", target: "/api/x?symbol=%E9%BE%99USDT", body: "" })
 * // => "1GET/api/x?symbol=龙USDT"
 * ```
 *
 * @since 0.1.0
 */
export const received = (request: ReceivedRequest): string => {
  const mark = request.target.indexOf("?")
  const path = mark < 0 ? request.target : request.target.slice(0, mark)
  const query = mark < 0 ? "" : decode(request.target.slice(mark + 1))
  return `${request.timestamp}${request.method.toUpperCase()}${path}${query === "" ? "" : `?${query}`}${request.body}`
}

const decode = (query: string): string => {
  try {
    return decodeURIComponent(query)
  } catch {
    return query
  }
}
