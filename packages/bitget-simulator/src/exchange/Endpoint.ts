/**
 * What an endpoint is: who may call it, how often, and what it does.
 *
 * @module
 * @since 0.1.0
 */
import type * as Result from "effect/Result"
import type { Account } from "./Account.ts"
import type { Rate } from "./Limiter.ts"
import type { Params } from "./Request.ts"
import type { State } from "./State.ts"
import type * as VenueError from "./VenueError.ts"

/**
 * The data of an answer, or a refusal.
 *
 * @category models
 * @since 0.1.0
 */
export type Outcome<A = unknown> = Result.Result<A, VenueError.VenueError>

/**
 * One call of a public endpoint.
 *
 * @category models
 * @since 0.1.0
 */
export interface PublicCall {
  readonly state: State
  readonly params: Params
  readonly atMs: number
}

/**
 * One call of a private endpoint.
 *
 * @category models
 * @since 0.1.0
 */
export interface PrivateCall extends PublicCall {
  readonly account: Account
}

/**
 * An endpoint. `counter` names its rate counter; `traderLimit` is what copy-trading traders are held to.
 *
 * @category models
 * @since 0.1.0
 */
export type Endpoint =
  | { readonly access: "public"; readonly rate: Rate; readonly handle: (call: PublicCall) => Outcome }
  | {
      readonly access: "private"
      readonly permission: "read" | "trade"
      readonly rate: Rate
      readonly traderLimit?: number
      readonly counter?: string
      readonly handle: (call: PrivateCall) => Outcome
    }

const perSecond = (limit: number): Rate => ({ limit, windowMs: 1000 })

/**
 * A public endpoint, limited by address.
 *
 * @category constructors
 * @since 0.1.0
 */
export const open = (limit: number, handle: (call: PublicCall) => Outcome): Endpoint => ({
  access: "public",
  rate: perSecond(limit),
  handle
})

/**
 * A private endpoint that reads, limited by UID.
 *
 * @category constructors
 * @since 0.1.0
 */
export const read = (limit: number, handle: (call: PrivateCall) => Outcome): Endpoint => ({
  access: "private",
  permission: "read",
  rate: perSecond(limit),
  handle
})

/**
 * A private endpoint that changes something, limited by UID.
 *
 * @category constructors
 * @since 0.1.0
 */
export const write = (limit: number, handle: (call: PrivateCall) => Outcome): Endpoint => ({
  access: "private",
  permission: "trade",
  rate: perSecond(limit),
  handle
})

/**
 * A private endpoint that places orders: copy-trading traders may call it once a second.
 *
 * @category constructors
 * @since 0.1.0
 */
export const order = (handle: (call: PrivateCall) => Outcome): Endpoint => ({
  access: "private",
  permission: "trade",
  rate: perSecond(10),
  traderLimit: 1,
  counter: "order",
  handle
})

/**
 * Milliseconds of the exchange's visible clock, as the wire writes them.
 *
 * @category conversions
 * @since 0.1.0
 */
export const stamp = (state: State, atMs: number): string => String(Math.floor(atMs + state.behaviour.clockSkewMs))
