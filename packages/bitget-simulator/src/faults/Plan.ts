/**
 * What the faults hold in store for one request, drawn before it is served.
 *
 * @module
 * @since 0.1.0
 */
import type { Exchange } from "../exchange/Exchange.ts"
import * as Random from "../exchange/Random.ts"
import type { VenueReply, VenueRequest } from "../exchange/Request.ts"
import * as VenueError from "../exchange/VenueError.ts"
import type { Rates } from "./Faults.ts"

/**
 * The fate of a request: how long it travels, and what meets it.
 *
 * - `lost-before`, `html-before`, `too-many` and `uncertain-unexecuted` are not executed, the others are.
 *
 * @category models
 * @since 0.1.0
 */
export interface Plan {
  readonly forwardMs: number
  readonly backMs: number
  readonly fate:
    | "served"
    | "lost-before"
    | "lost-after"
    | "html-before"
    | "html-after"
    | "too-many"
    | "uncertain-unexecuted"
    | "uncertain-executed"
  readonly code: string
  readonly fillFraction: { readonly close: number; readonly open: number } | null
}

const range = (random: Random.Random, [least, most]: readonly [number, number] = [0, 0]) =>
  Random.between(random, least, most)

const fateOf = (rates: Rates, draws: ReadonlyArray<number>): Plan["fate"] => {
  const [before = 1, after = 1, html = 1, htmlAfter = 1, many = 1, uncertain = 1, executed = 1] = draws
  if (before < (rates.loseBefore ?? 0)) return "lost-before"
  if (html < (rates.htmlErrors ?? 0)) return "html-before"
  if (many < (rates.tooMany ?? 0)) return "too-many"
  if (uncertain < (rates.uncertain?.rate ?? 0))
    return executed < (rates.uncertain?.executed ?? 0) ? "uncertain-executed" : "uncertain-unexecuted"
  if (after < (rates.loseAfter ?? 0)) return "lost-after"
  return htmlAfter < (rates.htmlErrorsAfter ?? 0) ? "html-after" : "served"
}

/**
 * Draws the fate of a request. Every request takes the same number of draws, so one fault more or less in the plan
 * leaves the others where they were.
 *
 * @category drawing
 * @since 0.1.0
 */
export const draw = (rates: Rates, random: Random.Random, { method, path }: VenueRequest): Plan => {
  const forwardMs = range(random, rates.latency?.forwardMs)
  const backMs = range(random, rates.latency?.backMs)
  const draws = Array.from({ length: 7 }, () => random())
  const [slow, partial] = [random(), random()]
  const isConcerned = rates.paths === undefined || rates.paths.some((end) => path.endsWith(end))
  const isSlow = method === "GET" && isConcerned && slow < (rates.slowReads?.rate ?? 0)
  const { close = 1, open = 1, rate = 0 } = rates.partialFills ?? {}
  return {
    forwardMs,
    backMs: backMs + (isSlow ? (rates.slowReads?.ms ?? 0) : 0),
    fate: isConcerned ? fateOf(rates, draws) : "served",
    code: rates.uncertain?.code ?? "45001",
    fillFraction: isConcerned && partial < rate ? { close, open } : null
  }
}

const htmlPage: VenueReply = {
  status: 502,
  headers: { "content-type": "text/html" },
  body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
}

const note = (exchange: Exchange, { ip, method, path }: VenueRequest, atMs: number, code: string): void => {
  exchange.state.arrivals.push({ atMs, method, path, uid: null, ip, clientOid: null, code })
}

const refusal = (exchange: Exchange, request: VenueRequest, atMs: number, code: string): VenueReply => {
  note(exchange, request, atMs, code)
  return errorReply(exchange, atMs, code)
}

const errorReply = (exchange: Exchange, atMs: number, code: string): VenueReply => {
  const { message, status } = VenueError.make(code)
  const requestTime = Math.floor(atMs + exchange.state.behaviour.clockSkewMs)
  const body = JSON.stringify({ code, msg: message, requestTime, data: null })
  return { status, headers: { "content-type": "application/json;charset=utf-8" }, body }
}

const serve = (exchange: Exchange, plan: Plan, request: VenueRequest, atMs: number, uid?: string): VenueReply => {
  const { fillFraction } = exchange.state.behaviour
  if (plan.fillFraction !== null) exchange.behave({ fillFraction: plan.fillFraction })
  const reply = exchange.handle(request, atMs, uid)
  exchange.behave({ fillFraction })
  return reply
}

/**
 * Lets a request arrive at the exchange under its fate: the reply that sets out on the way back, or null where none
 * does. In virtual time the caller adds `forwardMs` before and `backMs` after.
 *
 * @category serving
 * @since 0.1.0
 */
export const arrive = (
  exchange: Exchange,
  plan: Plan,
  request: VenueRequest,
  atMs: number,
  uid?: string
): VenueReply | null => {
  switch (plan.fate) {
    case "lost-before":
      return null
    case "html-before":
      note(exchange, request, atMs, "502")
      return htmlPage
    case "too-many":
      return refusal(exchange, request, atMs, "429")
    case "uncertain-unexecuted":
      return refusal(exchange, request, atMs, plan.code)
    case "uncertain-executed":
      serve(exchange, plan, request, atMs, uid)
      return errorReply(exchange, atMs, plan.code)
    case "lost-after":
      serve(exchange, plan, request, atMs, uid)
      return null
    case "html-after":
      serve(exchange, plan, request, atMs, uid)
      return htmlPage
    case "served":
      return serve(exchange, plan, request, atMs, uid)
  }
}
