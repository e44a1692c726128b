/**
 * Last prices, asked for when they are needed.
 *
 * @module
 * @since 0.1.0
 */
import type { ProductType } from "@backhand/core"
import { isFields } from "../conform/Line.ts"
import { nowMs } from "./clock.ts"
import { dataOf, type Rest } from "./Rest.ts"

/**
 * The last price of a contract (Get Ticker), as the exchange writes it.
 *
 * Errors: rejects where none can be read.
 *
 * @since 0.1.0
 */
export const readPrice = async (rest: Rest, productType: ProductType.ProductType, symbol: string): Promise<string> => {
  const data = dataOf(`the price of ${symbol}`, await rest.get("/api/v2/mix/market/ticker", { productType, symbol }))
  const [row] = Array.isArray(data) ? data : [data]
  return isFields(row) ? String(row["lastPr"]) : ""
}

/** A price is asked for at most so often, in milliseconds: far within the public limit, whatever the signals do. */
const keptMs = 1000

/**
 * Makes a reader that asks for a symbol's price at most once a second, and gives undefined in between.
 *
 * @since 0.1.0
 */
export const pricesOf = (rest: Rest, productType: ProductType.ProductType) => {
  const askedAtMs = new Map<string, number>()
  return async (symbol: string): Promise<string | undefined> => {
    if (nowMs() - (askedAtMs.get(symbol) ?? Number.NEGATIVE_INFINITY) < keptMs) return undefined
    askedAtMs.set(symbol, nowMs())
    return readPrice(rest, productType, symbol)
  }
}
