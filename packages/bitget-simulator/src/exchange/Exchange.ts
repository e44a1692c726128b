/**
 * A futures exchange without sockets: a request and its time go in, a reply comes out.
 *
 * It owns no clock, no timer and no random source, so it serves as a venue in virtual time as well as behind a server.
 * Times are milliseconds and must not go back.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Refusal } from "@backhand/core"
import * as Result from "effect/Result"
import type { Behaviour } from "./Behaviour.ts"
import * as Market from "./Market.ts"
import { advance, matchResting } from "./match.ts"
import type { VenueReply, VenueRequest } from "./Request.ts"
import { serve } from "./serve.ts"
import type { Push, State } from "./State.ts"
import { type Options, start } from "./start.ts"

export type { AccountOptions, Options } from "./start.ts"

/**
 * A running exchange. `state` may be read at any time; it changes only through these functions.
 *
 * @category models
 * @since 0.1.0
 */
export interface Exchange {
  readonly state: State
  /** Serves a signed request, or an unsigned one of the account that `uid` names. */
  readonly handle: (request: VenueRequest, atMs: number, uid?: string) => VenueReply
  /** Moves the last price, and the mark price with it unless that is given. */
  readonly setPrice: (
    symbol: string,
    price: string,
    atMs: number,
    mark?: string
  ) => Result.Result<void, Refusal.Refusal>
  /** Lets time pass: funding falls due, delayed orders are matched. */
  readonly advance: (atMs: number) => void
  /** The next time at which `advance` has something to do, or null. */
  readonly nextAt: () => number | null
  /** Takes what subscribers are to be told, in order. */
  readonly drain: () => ReadonlyArray<Push>
  /** Changes switches while running. */
  readonly behave: (change: Partial<Behaviour>) => void
}

const setPrice = (state: State, symbol: string, price: string, atMs: number, mark: string) =>
  Result.gen(function* () {
    const last = yield* Decimal.parsePositive("price", price)
    const marked = yield* Decimal.parsePositive("mark", mark)
    advance(state, atMs)
    const listing = state.listings.get(symbol)
    if (listing === undefined)
      return yield* Refusal.fail("BadRequest", "symbol", `${symbol} is not listed`, "name a symbol that is")
    listing.market = Market.tick(listing.market, last, atMs, marked)
    matchResting(state, listing, atMs)
    state.outbox.push({ push: "price", symbol })
  })

/**
 * Starts an exchange.
 *
 * - **Errors** `NotADecimal` for a balance that is none.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options: Options): Result.Result<Exchange, Refusal.Refusal> =>
  Result.map(start(options), (state) => ({
    state,
    handle: (request, atMs, uid) => {
      advance(state, atMs)
      return serve(state, request, atMs, uid === undefined ? null : (state.accounts.get(uid) ?? null))
    },
    setPrice: (symbol, price, atMs, mark = price) => setPrice(state, symbol, price, atMs, mark),
    advance: (atMs) => advance(state, atMs),
    nextAt: () => state.due.reduce<number | null>((least, { atMs }) => Math.min(least ?? atMs, atMs), null),
    drain: () => state.outbox.splice(0, state.outbox.length),
    behave: (change) => {
      state.behaviour = { ...state.behaviour, ...change }
    }
  }))
