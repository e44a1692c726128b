/**
 * One request, one reply: limits, authentication, endpoint, envelope.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Envelope } from "@backhand/core"
import * as Result from "effect/Result"
import type { Account } from "./Account.ts"
import { authenticate } from "./authenticate.ts"
import * as Endpoint from "./Endpoint.ts"
import * as Limiter from "./Limiter.ts"
import type { Params, VenueReply, VenueRequest } from "./Request.ts"
import { routes } from "./routes.ts"
import type { State } from "./State.ts"
import * as VenueError from "./VenueError.ts"

/** 6000 requests a minute from one address; once tripped, five minutes of nothing (Quick Start page, 2025). */
const perAddress: Limiter.Rate = { limit: 6000, windowMs: 60_000, penaltyMs: 300_000 }

const parseBody = (body: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const paramsOf = ({ body, method, query }: VenueRequest): Endpoint.Outcome<Params> => {
  if (method !== "POST") return Result.succeed(Object.fromEntries(new URLSearchParams(query)))
  const fields = body === "" ? {} : parseBody(body)
  if (fields === undefined) return VenueError.fail("40017", "Parameter verification failed body")
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    const text = Decimal.fromJson(value)
    if (value !== null && value !== undefined) params[name] = typeof text === "string" ? text : JSON.stringify(text)
  }
  return Result.succeed(params)
}

interface Progress {
  remaining: number | null
  uid: string | null
  clientOid: string | null
}

const count = (state: State, counter: string, rate: Limiter.Rate, atMs: number): Endpoint.Outcome<number> => {
  const verdict = Limiter.take(state.limiter, counter, rate, state.behaviour.limitWindow, atMs)
  return verdict.isAllowed ? Result.succeed(verdict.remaining) : VenueError.fail("429")
}

const scaled = (state: State, rate: Limiter.Rate, limit = rate.limit): Limiter.Rate => ({
  ...rate,
  limit: Math.max(1, Math.floor(limit * state.behaviour.limitScale))
})

const rateOf = (state: State, endpoint: Endpoint.Endpoint, account: Account | null): Limiter.Rate => {
  const isTrader = endpoint.access === "private" && account?.isTrader === true
  return scaled(state, endpoint.rate, isTrader ? (endpoint.traderLimit ?? endpoint.rate.limit) : endpoint.rate.limit)
}

const counterOf = (state: State, endpoint: Endpoint.Endpoint, path: string): string =>
  endpoint.access === "private" && state.behaviour.sharedOrderLimit ? (endpoint.counter ?? path) : path

/** The first version is gone, the third is for unified accounts, which these are not. */
const codeOfUnserved = (path: string): string => {
  if (/^\/api\/(mix|spot)\/v1\//.test(path)) return "30032"
  return path.startsWith("/api/v3/") ? "40084" : "40404"
}

const run = (state: State, request: VenueRequest, atMs: number, progress: Progress, trusted: Account | null) =>
  Result.gen(function* () {
    const endpoint = routes.get(`${request.method} ${request.path}`)
    yield* count(state, `ip ${request.ip}`, scaled(state, perAddress), atMs)
    if (endpoint === undefined) return yield* VenueError.fail(codeOfUnserved(request.path))
    if (endpoint.access === "public") {
      progress.remaining = yield* count(state, `${request.path} ${request.ip}`, rateOf(state, endpoint, null), atMs)
      return yield* endpoint.handle({ state, params: yield* paramsOf(request), atMs })
    }
    const account = trusted ?? (yield* authenticate(state, request, endpoint.permission, atMs))
    progress.uid = account.uid
    const counter = `${counterOf(state, endpoint, request.path)} ${account.uid}`
    progress.remaining = 0
    progress.remaining = yield* count(state, counter, rateOf(state, endpoint, account), atMs)
    const params = yield* paramsOf(request)
    progress.clientOid = params["clientOid"] ?? null
    return yield* endpoint.handle({ state, params, atMs, account })
  })

const reply = (state: State, outcome: Endpoint.Outcome, progress: Progress, atMs: number): VenueReply => {
  const requestTime = Number(Endpoint.stamp(state, atMs))
  const remaining = progress.remaining === null ? {} : { "x-mbx-used-remain-limit": String(progress.remaining) }
  const headers = { "content-type": "application/json;charset=utf-8", ...remaining }
  if (Result.isSuccess(outcome)) {
    const body = Envelope.toJson({ code: "00000", msg: "success", requestTime, data: outcome.success })
    return { status: 200, headers, body }
  }
  const { code, message, status } = outcome.failure
  return { status, headers, body: Envelope.toJson({ code, msg: message, requestTime, data: null }) }
}

const clientOidIn = ({ body, method }: VenueRequest): string | null => {
  const value = method === "POST" ? parseBody(body)?.["clientOid"] : undefined
  return typeof value === "string" ? value : null
}

/**
 * Serves one request at a time on the exchange's clock and notes its arrival. A `trusted` account is taken as it is:
 * for simulations in virtual time that do not sign.
 *
 * @category serving
 * @since 0.1.0
 */
export const serve = (
  state: State,
  request: VenueRequest,
  atMs: number,
  trusted: Account | null = null
): VenueReply => {
  const progress: Progress = { remaining: null, uid: null, clientOid: null }
  const outcome = run(state, request, atMs, progress, trusted)
  state.arrivals.push({
    atMs,
    method: request.method,
    path: request.path,
    uid: progress.uid,
    ip: request.ip,
    clientOid: progress.clientOid ?? clientOidIn(request),
    code: Result.isSuccess(outcome) ? "00000" : outcome.failure.code
  })
  return reply(state, outcome, progress, atMs)
}
