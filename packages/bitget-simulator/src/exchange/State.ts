/**
 * Everything that one simulated exchange knows.
 *
 * @module
 * @since 0.1.0
 */
import type { Position, ProductType } from "@backhand/core"
import type * as Account from "./Account.ts"
import type { Behaviour } from "./Behaviour.ts"
import type * as Limiter from "./Limiter.ts"
import type { Listing } from "./Listing.ts"
import type { OrderRecord, Trade } from "./OrderRecord.ts"
import type { KnownKey } from "./signature.ts"

/**
 * What a WebSocket subscriber may have to be told. `holdings` are those of then, between a close and its open too.
 *
 * @category models
 * @since 0.1.0
 */
export type Push =
  | { readonly push: "order"; readonly uid: string; readonly order: OrderRecord; readonly trade: Trade | null }
  | { readonly push: "fill"; readonly uid: string; readonly trade: Trade }
  | {
      readonly push: "positions"
      readonly uid: string
      readonly productType: ProductType.ProductType
      readonly holdings: Account.Account["holdings"]
    }
  | { readonly push: "price"; readonly symbol: string }

/**
 * One request as it arrived. `atMs` is on the exchange's steady clock, fractions included; `code` is the verdict.
 *
 * @category models
 * @since 0.1.0
 */
export interface Arrival {
  readonly atMs: number
  readonly method: string
  readonly path: string
  readonly uid: string | null
  readonly ip: string
  readonly clientOid: string | null
  readonly code: string
}

/**
 * One reversal that was executed: what it closed and what it opened, as decimals in base units.
 *
 * @category models
 * @since 0.1.0
 */
export interface Execution {
  readonly atMs: number
  readonly uid: string
  readonly symbol: string
  readonly mode: Position.HoldMode
  readonly clientOid: string
  readonly closed: string
  readonly opened: string
}

/**
 * An accepted order that is to be matched at a time. A reversal's open follows its close: `openingId` is then the open's
 * order, and `closed` the lots that its close has closed, null before that.
 *
 * @category models
 * @since 0.1.0
 */
export interface Due {
  readonly atMs: number
  readonly account: Account.Account
  readonly orderId: string
  readonly openingId: string | null
  readonly closed: number | null
  readonly clientOid: string
  readonly fillFraction: Behaviour["fillFraction"]
}

/**
 * The state of an exchange. It changes in place, and only through the exchange that owns it.
 *
 * @category models
 * @since 0.1.0
 */
export interface State {
  readonly listings: Map<string, Listing>
  readonly accounts: Map<string, Account.Account>
  readonly keys: Map<string, KnownKey>
  readonly limiter: Limiter.Limiter
  readonly outbox: Array<Push>
  readonly arrivals: Array<Arrival>
  readonly executions: Array<Execution>
  readonly due: Array<Due>
  behaviour: Behaviour
  sequence: number
  fundedAt: number
}

/**
 * The next order, trade or position id: unique within the exchange, the same for the same history.
 *
 * @category generators
 * @since 0.1.0
 */
export const nextId = (state: State): string => {
  state.sequence++
  return String(1_200_000_000_000_000_000n + BigInt(state.sequence))
}

/**
 * The margin coins of a product type's contracts, each once.
 *
 * @category getters
 * @since 0.1.0
 */
export const marginCoins = (state: State, productType: ProductType.ProductType): ReadonlyArray<string> => {
  const listed = [...state.listings.values()].filter(({ instrument }) => instrument.productType === productType)
  return [...new Set(listed.map(({ instrument }) => instrument.marginCoin))]
}
