/**
 * Options of the Bitget venue.
 *
 * @module
 * @since 0.1.0
 */
import type { ProductType } from "@backhand/core"
import type { Credentials } from "@backhand/signer"

/**
 * What became of the private socket. While it is `down`, everything is read over REST: later, not wrong.
 *
 * Units: `at` is milliseconds since the epoch on the operator's clock, `retryMs` milliseconds from then.
 *
 * @since 0.1.0
 */
export type SocketState =
  | { readonly socket: "live"; readonly at: number }
  | { readonly socket: "down"; readonly at: number; readonly why: string; readonly retryMs: number }

/**
 * Whether the exchange answers what is read of it over REST; `what` names the kind of reads. One that fails is made again for as
 * long as it is needed: signals wait meanwhile, and nothing is sent on a guess.
 *
 * Units: `at` is milliseconds since the epoch on the operator's clock.
 *
 * @since 0.1.0
 */
export type ReadState =
  | { readonly reads: "failing"; readonly at: number; readonly what: string; readonly why: string }
  | { readonly reads: "working"; readonly at: number; readonly what: string }

/**
 * How to reach an account at Bitget.
 *
 * - `productType` one of the current product types; hold mode and positions are per product type.
 * - `symbols` the contracts to trade; default all of the product type.
 * - `marginCoin` needed where a product type has several; default the contract's own.
 * - `isDemo` demo trading: a demo key and the header `paptrading: 1`.
 * - `restUrl`, `wsUrl` other addresses. Anything but loopback must be encrypted (`https:`, `wss:`). With `wsUrl: false`, or
 *   with another `restUrl` and no `wsUrl`, the venue does without the socket: settlements are then read, not pushed.
 * - `onSocket` hears when the socket comes and goes, `onRead` when reads begin to fail and when they work again.
 * - `knowsLimit` the rate limit is given to `reverseOn`: the account's trader type is not asked for.
 *
 * @since 0.1.0
 */
export interface BitgetOptions {
  readonly credentials: Credentials.Credentials
  readonly productType: ProductType.ProductType
  readonly symbols?: ReadonlyArray<string>
  readonly marginCoin?: string
  readonly isDemo?: boolean
  readonly restUrl?: string
  readonly wsUrl?: string | false
  readonly onSocket?: (state: SocketState) => void
  readonly onRead?: (state: ReadState) => void
  readonly knowsLimit?: boolean
}

/**
 * The exchange's addresses (Quick Start; WebSocket Intro; Demo Trading).
 *
 * @since 0.1.0
 */
export const addresses = {
  rest: "https://api.bitget.com",
  ws: "wss://ws.bitget.com/v2/ws",
  demoWs: "wss://wspap.bitget.com/v2/ws"
} as const
