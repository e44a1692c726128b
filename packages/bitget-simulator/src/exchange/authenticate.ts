/**
 * Who a private request comes from, checked in the order in which the exchange is seen to check.
 *
 * @module
 * @since 0.1.0
 */
import { Prehash } from "@backhand/signer/plain"
import * as Result from "effect/Result"
import type { Account } from "./Account.ts"
import type { Outcome } from "./Endpoint.ts"
import type { VenueRequest } from "./Request.ts"
import type { KnownKey } from "./signature.ts"
import type { State } from "./State.ts"
import * as VenueError from "./VenueError.ts"

/** Milliseconds that a request's timestamp may be away from the exchange's clock (Signature page). */
const windowMs = 30_000

/**
 * The signed text is the query as it arrived, or as it reads without its escapes: the exchange's own SDK signs the
 * latter, others the former, and both are let in.
 */
const isSigned = (key: KnownKey, { body, headers, method, path, query }: VenueRequest): boolean => {
  const timestamp = headers["access-timestamp"] ?? ""
  const signature = headers["access-sign"] ?? ""
  const target = query === "" ? path : `${path}?${query}`
  if (key.isSigned(`${timestamp}${method}${target}${body}`, signature)) return true
  return query.includes("%") && key.isSigned(Prehash.received({ body, method, target, timestamp }), signature)
}

const keyOf = (state: State, { headers }: VenueRequest): Outcome<KnownKey> => {
  const apiKey = headers["access-key"]
  if (apiKey === undefined) return VenueError.fail("40006")
  if (apiKey === "") return VenueError.fail("40001")
  const key = state.keys.get(apiKey)
  return key === undefined ? VenueError.fail("40037") : Result.succeed(key)
}

const checkHeaders = (state: State, { headers, method }: VenueRequest, atMs: number): Outcome<void> => {
  const timestamp = Number(headers["access-timestamp"])
  if (headers["access-sign"] === undefined) return VenueError.fail("40002")
  if (headers["access-sign"] === "") return VenueError.fail("40003")
  if ((headers["access-timestamp"] ?? "") === "" || !Number.isSafeInteger(timestamp)) return VenueError.fail("40005")
  if ((headers["access-passphrase"] ?? "") === "") return VenueError.fail("40011")
  if (method === "POST" && headers["content-type"]?.startsWith("application/json") !== true)
    return VenueError.fail("40007", "Invalid Content_Type")
  return Math.abs(timestamp - (atMs + state.behaviour.clockSkewMs)) > windowMs
    ? VenueError.fail("40008")
    : Result.succeed(undefined)
}

const checkKey = (key: KnownKey, request: VenueRequest, permission: "read" | "trade"): Outcome<void> => {
  const { headers, ip } = request
  if (key.isDemo !== (headers["paptrading"] === "1")) return VenueError.fail("40099")
  if (headers["access-passphrase"] !== key.passphrase) return VenueError.fail("40012")
  if (key.ips.length > 0 && !key.ips.includes(ip)) return VenueError.fail("40018")
  if (!isSigned(key, request)) return VenueError.fail("40009")
  return key.permissions.includes(permission) ? Result.succeed(undefined) : VenueError.fail("40014")
}

/**
 * Finds the account of a private request and checks key, timestamp, environment, passphrase, address, signature and
 * permission. The signature covers the bytes that arrived: nothing is sorted.
 *
 * - **Errors** `40006`, `40001`, `40037`, `40002`, `40003`, `40005`, `40011`, `40007`, `40008`, `40099`, `40012`, `40018`, `40009`,
 *   `40014`, and `40085` for a unified account.
 *
 * @category checks
 * @since 0.1.0
 */
export const authenticate = (
  state: State,
  request: VenueRequest,
  permission: "read" | "trade",
  atMs: number
): Outcome<Account> =>
  Result.gen(function* () {
    const key = yield* keyOf(state, request)
    yield* checkHeaders(state, request, atMs)
    yield* checkKey(key, request, permission)
    const account = state.accounts.get(key.uid)
    if (account === undefined) return yield* VenueError.fail("40037")
    return account.isUnified
      ? yield* VenueError.fail("40085", "You are in unified account mode, and the classic account API is not supported")
      : account
  })
