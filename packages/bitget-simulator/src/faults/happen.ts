/**
 * Events of a fault plan that happen to accounts.
 *
 * @module
 * @since 0.1.0
 */
import { Position, type ProductType } from "@backhand/core"
import * as Account from "../exchange/Account.ts"
import type { State } from "../exchange/State.ts"
import type { Event } from "./Faults.ts"

/** One-way mode holds one leg: where both are open, the long one stays. */
const convert = (position: Position.Position, mode: Position.HoldMode): Position.Position => {
  const long = Position.leg(position, "long")
  const short = Position.leg(position, "short")
  if (mode === "hedge") return { mode, long, short }
  const side = long === null ? "short" : "long"
  const leg = long ?? short
  return { mode, net: leg === null ? null : { side, ...leg } }
}

/**
 * Switches an account's hold mode in one product type, whatever it holds. On the exchange positions forbid it; here it
 * stands for an owner who closed, switched and reopened by hand. Of two legs one-way mode keeps the long one.
 *
 * @category transitions
 * @since 0.1.0
 */
export const switchMode = (
  state: State,
  account: Account.Account,
  productType: ProductType.ProductType,
  mode: Position.HoldMode,
  atMs: number
): void => {
  account.modes.set(productType, mode)
  for (const holding of account.holdings.values()) {
    if (holding.listing.instrument.productType !== productType) continue
    const position = convert(holding.position, mode)
    const keep = (side: "long" | "short") => (Position.leg(position, side) === null ? null : holding.books[side])
    Account.hold(account, { ...holding, position, books: { long: keep("long"), short: keep("short") } }, atMs)
  }
  state.outbox.push({ push: "positions", uid: account.uid, productType, holdings: account.holdings })
}

/**
 * Lets an event happen. `reset-sockets` is the server's to do; it is not one of an account.
 *
 * @category transitions
 * @since 0.1.0
 */
export const happen = (state: State, event: Event, atMs: number): void => {
  if (event.event === "reset-sockets") return
  for (const account of state.accounts.values()) {
    if (event.uid !== undefined && event.uid !== account.uid) continue
    if (event.event === "trader") account.isTrader = event.value
    else for (const productType of account.modes.keys()) switchMode(state, account, productType, event.value, atMs)
  }
}
