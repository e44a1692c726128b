/**
 * What the engine is told: everything that happened, with the time at which it did.
 *
 * @module
 * @since 0.1.0
 */
import type { Answer } from "./Answer.ts"
import type { Limit } from "./Budget.ts"
import type { ClientOid } from "./ClientOid.ts"
import type * as Order from "./Order.ts"
import type * as OrderReport from "./OrderReport.ts"
import type { Position } from "./Position.ts"
import type { Signal } from "./Signal.ts"

/**
 * A sent order that is not known to be settled. Times are of the engine's clock, except `beforeVenueAtMs`: when the
 * position before it had last changed, on the venue's clock, -1 where that is not known. What the venue shows of an
 * earlier time says nothing about the order.
 *
 * @category models
 * @since 0.1.0
 */
export interface Unsettled {
  readonly clientOid: ClientOid
  readonly order: Order.Order
  readonly before: Position
  readonly beforeVenueAtMs: number
  readonly sentAtMs: number
  readonly deadAtMs: number
}

/**
 * One fact.
 *
 * - `signal` a strategy's wish.
 * - `answer` what the venue said to a request; `remaining` is its remaining-calls header.
 * - `order` what the venue tells of an order; `askedAtMs` is when it was asked (a push: null).
 * - `position` what the venue says is held; `askedAtMs` as above. `venueAtMs` is when it last changed, where told.
 * - `clock` the venue's time, asked at `askedAtMs`.
 * - `price` the last price of a symbol, in quote units, for the guard on value.
 * - `limit` the rate limit that applies from now on.
 * - `unsettled` an order that a journal left open. Before any signal.
 * - `timer` the time asked for has come.
 * - `end` there will be no more signals: serve what waits, settle what is in flight.
 * - `stop` send nothing more: drop what waits, settle what is in flight.
 * - `kill`, `revive` the kill switch: no new orders until revived; signals are refused meanwhile.
 * - `resume` a human has looked at a halted symbol: read its position and go on.
 *
 * @category models
 * @since 0.1.0
 */
export type Fact =
  | { readonly fact: "signal"; readonly signal: Signal }
  | { readonly fact: "answer"; readonly clientOid: string; readonly answer: Answer; readonly remaining: number | null }
  | {
      readonly fact: "order"
      readonly clientOid: string
      readonly report: OrderReport.OrderReport
      readonly source: OrderReport.Source
      readonly askedAtMs: number | null
    }
  | {
      readonly fact: "position"
      readonly symbol: string
      readonly position: Position
      readonly askedAtMs: number | null
      readonly venueAtMs: number | null
    }
  | { readonly fact: "clock"; readonly askedAtMs: number; readonly venueAtMs: number }
  | { readonly fact: "price"; readonly symbol: string; readonly price: string }
  | { readonly fact: "limit"; readonly limit: Limit }
  | { readonly fact: "unsettled"; readonly unsettled: Unsettled }
  | { readonly fact: "timer" }
  | { readonly fact: "end" }
  | { readonly fact: "stop" }
  | { readonly fact: "kill" }
  | { readonly fact: "revive" }
  | { readonly fact: "resume"; readonly symbol: string }
