/**
 * The checks that every order goes through before it is accepted.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, type Lots, Money, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Account } from "./Account.ts"
import type { Outcome } from "./Endpoint.ts"
import type { Listing } from "./Listing.ts"
import type { OrderRecord } from "./OrderRecord.ts"
import type { Params } from "./Request.ts"
import type { State } from "./State.ts"
import * as VenueError from "./VenueError.ts"

const alphabet = /^[0-9A-Za-z_:#\-+\s.]*$/

const isTaken = ({ behaviour }: State, account: Account, clientOid: string, atMs: number): boolean => {
  const isMine = (order: OrderRecord) => order.clientOid === clientOid
  if ([...account.live.values()].some(isMine)) return true
  if (behaviour.dedupeMs === 0) return false
  return [...account.orders.values()].some((order) => isMine(order) && atMs - order.createdAt < behaviour.dedupeMs)
}

/**
 * The client id of an order; empty where none was sent. It is compared with pending orders only, unless a window is set:
 * a market order leaves the pending ones at once, so the same id can be accepted twice (Best Practices page).
 *
 * - **Errors** `40305` when longer than 64, `40304` when longer than 50, `40402` outside the alphabet, `40786` when taken.
 *
 * @category parameters
 * @since 0.1.0
 */
export const clientOid = (state: State, account: Account, params: Params, atMs: number): Outcome<string> => {
  const text = params["clientOid"] ?? ""
  if (text.length > 64) return VenueError.fail("40305", "client_oid length is not greater than 64")
  if (text.length > 50) return VenueError.fail("40304", "clientOid length cannot be greater than 50")
  if (!alphabet.test(text)) return VenueError.fail("40402", "clientOid or orderId format error")
  return text !== "" && isTaken(state, account, text, atMs) ? VenueError.fail("40786") : Result.succeed(text)
}

/**
 * Reads an order's size as lots.
 *
 * - **Errors** `40808` when it is no multiple of the step, `45111` below the least size, `43007` above the largest order.
 *
 * @category parameters
 * @since 0.1.0
 */
export const lots = (listing: Listing, text: string): Outcome<Lots.Lots> => {
  const { instrument } = listing
  const parsed = Instrument.lots(instrument, text)
  if (Result.isFailure(parsed))
    return parsed.failure._tag === "OffStep"
      ? VenueError.fail("40808", "Parameter verification exception size checkBDScale error value=".concat(text))
      : VenueError.fail("40020", "Parameter size error")
  const value = parsed.success
  if (value < instrument.minLots)
    return VenueError.fail(
      "45111",
      `less than the minimum order quantity ${Instrument.size(instrument, instrument.minLots)}`
    )
  return instrument.maxMarketLots !== null && value > instrument.maxMarketLots
    ? VenueError.fail("43007", "The order size is greater than the maximum")
    : Result.succeed(value)
}

/**
 * Refuses an order worth less than the contract's least value.
 *
 * - **Errors** `45110`.
 *
 * @category parameters
 * @since 0.1.0
 */
export const worth = ({ instrument }: Listing, size: Lots.Lots, price: Rational.Rational): Outcome<Lots.Lots> => {
  const value =
    instrument.kind === "linear" ? Money.value(instrument, size, price) : Instrument.quantity(instrument, size)
  return Rational.compare(value, instrument.minValue) < 0
    ? VenueError.fail("45110", `less than the minimum amount ${Rational.toDecimal(instrument.minValue)} USDT`)
    : Result.succeed(size)
}
