/**
 * The parameters of a call, read the way the exchange reads them.
 *
 * @module
 * @since 0.1.0
 */
import { ProductType } from "@backhand/core"
import * as Result from "effect/Result"
import type { Outcome } from "./Endpoint.ts"
import type { Listing } from "./Listing.ts"
import type { Params } from "./Request.ts"
import type { State } from "./State.ts"
import * as VenueError from "./VenueError.ts"

/**
 * A parameter that must be there.
 *
 * - **Errors** `40019`.
 *
 * @category parameters
 * @since 0.1.0
 */
export const needed = (params: Params, name: string): Outcome<string> => {
  const value = params[name]
  return value === undefined || value === ""
    ? VenueError.fail("40019", `Parameter ${name} cannot be empty`)
    : Result.succeed(value)
}

/**
 * The product type of a call, any case.
 *
 * - **Errors** `40019`, `40020`.
 *
 * @category parameters
 * @since 0.1.0
 */
export const productType = (params: Params): Outcome<ProductType.ProductType> =>
  Result.flatMap(needed(params, "productType"), (text) => {
    const found = ProductType.parse(text)
    return found === undefined || ProductType.isDelisted(found)
      ? VenueError.fail("40020", "Parameter productType error")
      : Result.succeed(found)
  })

/**
 * The contract that a call names, by its symbol in capitals and its product type.
 *
 * - **Errors** `40019`, `40020`, `40034` for a symbol that is not listed there, `40845` for one that has been removed.
 *
 * @category parameters
 * @since 0.1.0
 */
export const listed = (state: State, params: Params): Outcome<Listing> =>
  Result.gen(function* () {
    const type = yield* productType(params)
    const symbol = yield* needed(params, "symbol")
    const listing = state.listings.get(symbol)
    if (listing === undefined || listing.instrument.productType !== type)
      return yield* VenueError.fail("40034", `Parameter ${symbol} does not exist`)
    return listing.status === "off" ? yield* VenueError.fail("40309", "The contract has been removed") : listing
  })

/**
 * The contract that an order is for: `listed`, and its margin coin.
 *
 * - **Errors** those of `listed`, `40778` for another margin coin, `40845` under maintenance, `22004` where the contract is
 *   closed to the API.
 *
 * @category parameters
 * @since 0.1.0
 */
export const tradable = (state: State, params: Params): Outcome<Listing> =>
  Result.gen(function* () {
    const found = yield* listed(state, params)
    const coin = yield* needed(params, "marginCoin")
    if (coin !== found.instrument.marginCoin)
      return yield* VenueError.fail("40778", `Coin pair does not support ${coin} currency as margin`)
    if (found.status === "maintain") return yield* VenueError.fail("40845")
    if (found.status === "restrictedAPI") return yield* VenueError.fail("22004")
    return found
  })
