/**
 * New orders, before anything has happened to them.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import * as Account from "./Account.ts"
import type { PrivateCall } from "./Endpoint.ts"
import type { Listing } from "./Listing.ts"
import type { OrderRecord } from "./OrderRecord.ts"
import { nextId } from "./State.ts"

/**
 * What distinguishes one order from another.
 *
 * @category models
 * @since 0.1.0
 */
export interface Wish
  extends Pick<OrderRecord, "leg" | "effect" | "lots" | "source" | "clientOid">,
    Partial<Pick<OrderRecord, "limit" | "force" | "isReduceOnly">> {}

/**
 * Makes a live order of what is wished, in the account's modes.
 *
 * @category constructors
 * @since 0.1.0
 */
export const draft = ({ account, atMs, state }: PrivateCall, listing: Listing, wish: Wish): OrderRecord => {
  const { marginCoin, productType, symbol } = listing.instrument
  return {
    limit: null,
    force: "gtc",
    isReduceOnly: false,
    ...wish,
    listing,
    orderId: nextId(state),
    symbol,
    productType,
    marginCoin,
    mode: Account.modeOf(account, productType),
    direction: (wish.leg === "long") === (wish.effect === "open") ? "buy" : "sell",
    filled: 0,
    value: Rational.zero,
    fee: Rational.zero,
    profit: Rational.zero,
    state: "live",
    cancelReason: "",
    leverage: Account.leverageOf(account, symbol, wish.leg),
    marginMode: Account.settingsOf(account, symbol).marginMode,
    createdAt: atMs,
    updatedAt: atMs
  }
}
