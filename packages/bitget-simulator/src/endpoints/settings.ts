/**
 * The account endpoints that set something: hold mode, leverage, margin mode.
 *
 * @module
 * @since 0.1.0
 */
import type { ProductType } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "../exchange/Account.ts"
import type * as Endpoint from "../exchange/Endpoint.ts"
import type { Listing } from "../exchange/Listing.ts"
import * as Margin from "../exchange/Margin.ts"
import * as Parameters from "../exchange/Parameters.ts"
import * as VenueError from "../exchange/VenueError.ts"

type Call = Endpoint.PrivateCall

const isBusy = (call: Call, productType: ProductType.ProductType): boolean =>
  Margin.openLegs(call.account.holdings).some(({ listing }) => listing.instrument.productType === productType) ||
  [...call.account.live.values()].some((order) => order.productType === productType)

/**
 * `POST /api/v2/mix/account/set-position-mode`: switches a product type's hold mode.
 *
 * - **Errors** `40920` while a position or an order exists in it.
 *
 * @category handling
 * @since 0.1.0
 */
export const setPositionMode = (call: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    const productType = yield* Parameters.productType(call.params)
    const posMode = yield* Parameters.needed(call.params, "posMode")
    if (posMode !== "one_way_mode" && posMode !== "hedge_mode")
      return yield* VenueError.fail("40020", "Parameter posMode error")
    const mode = posMode === "hedge_mode" ? "hedge" : "one-way"
    if (mode !== Account.modeOf(call.account, productType) && isBusy(call, productType))
      return yield* VenueError.fail("40920", "Position or order exists, the position mode cannot be adjusted")
    call.account.modes.set(productType, mode)
    return { posMode }
  })

/** A leverage that is given, or undefined; refused outside the contract's bounds. */
const lever = ({ maxLeverage }: Listing, text: string | undefined): Endpoint.Outcome<number | undefined> => {
  if (text === undefined || text === "") return Result.succeed(undefined)
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= maxLeverage
    ? Result.succeed(value)
    : VenueError.fail("40797", "Exceeded the maximum settable leverage")
}

/** Open legs take the new leverage over at once. */
const relever = ({ account: owner, atMs }: Call, symbol: string): void => {
  const holding = owner.holdings.get(symbol)
  if (holding === undefined) return
  const renew = (side: "long" | "short") => {
    const book = holding.books[side]
    return book === null ? null : { ...book, leverage: Account.leverageOf(owner, symbol, side) }
  }
  Account.hold(owner, { ...holding, books: { long: renew("long"), short: renew("short") } }, atMs)
}

/**
 * `POST /api/v2/mix/account/set-leverage`: for both sides, or with `holdSide` for one isolated side.
 *
 * - **Errors** `40019` without a leverage, `40797` outside the contract's bounds.
 *
 * @category handling
 * @since 0.1.0
 */
export const setLeverage = (call: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    const { account: owner, params, state } = call
    const listing = yield* Parameters.tradable(state, params)
    const { marginCoin, symbol } = listing.instrument
    const both = yield* lever(listing, params["leverage"])
    const long = (yield* lever(listing, params["longLeverage"])) ?? both
    const short = (yield* lever(listing, params["shortLeverage"])) ?? both
    if (long === undefined && short === undefined)
      return yield* VenueError.fail("40019", "Parameter leverage cannot be empty")
    const before = Account.settingsOf(owner, symbol)
    const isOne = before.marginMode === "isolated" && (params["holdSide"] === "long" || params["holdSide"] === "short")
    const next = {
      ...before,
      crossed: before.marginMode === "crossed" ? (both ?? before.crossed) : before.crossed,
      long: isOne && params["holdSide"] !== "long" ? before.long : (long ?? before.long),
      short: isOne && params["holdSide"] !== "short" ? before.short : (short ?? before.short)
    }
    owner.settings.set(symbol, next)
    relever(call, symbol)
    return {
      symbol,
      marginCoin,
      longLeverage: String(next.long),
      shortLeverage: String(next.short),
      crossMarginLeverage: String(next.crossed),
      marginMode: next.marginMode
    }
  })

/**
 * `POST /api/v2/mix/account/set-margin-mode`: switches a symbol between crossed and isolated margin.
 *
 * - **Errors** `40872` while a position or an order exists in the symbol.
 *
 * @category handling
 * @since 0.1.0
 */
export const setMarginMode = (call: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    const { account: owner, params, state } = call
    const listing = yield* Parameters.tradable(state, params)
    const { marginCoin, symbol } = listing.instrument
    const marginMode = yield* Parameters.needed(params, "marginMode")
    if (marginMode !== "isolated" && marginMode !== "crossed")
      return yield* VenueError.fail("40020", "Parameter marginMode error")
    const hasOrders = [...owner.live.values()].some((order) => order.symbol === symbol)
    if (owner.holdings.has(symbol) || hasOrders) return yield* VenueError.fail("40872")
    const next = { ...Account.settingsOf(owner, symbol), marginMode } as const
    owner.settings.set(symbol, next)
    return {
      symbol,
      marginCoin,
      longLeverage: String(next.long),
      shortLeverage: String(next.short),
      marginMode
    }
  })
