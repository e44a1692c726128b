/**
 * The six product types of the exchange's reversal page.
 *
 * @module
 * @since 0.1.0
 */

/**
 * Every product type, current ones first. The S-prefixed demo ones were delisted by the exchange on 4 August 2025:
 * they can be represented and read, but today's demo trading uses the current types with the header `paptrading: 1`.
 *
 * @category models
 * @since 0.1.0
 */
export const all = [
  "USDT-FUTURES",
  "COIN-FUTURES",
  "USDC-FUTURES",
  "SUSDT-FUTURES",
  "SCOIN-FUTURES",
  "SUSDC-FUTURES"
] as const

/**
 * A product type as the wire spells it.
 *
 * @category models
 * @since 0.1.0
 */
export type ProductType = (typeof all)[number]

/**
 * Reads a product type in any case; the exchange's own samples use both.
 *
 * @category decoding
 * @since 0.1.0
 */
export const parse = (value: unknown): ProductType | undefined =>
  typeof value === "string" ? all.find((type) => type === value.toUpperCase()) : undefined

/**
 * Tells whether the exchange has delisted the product type.
 *
 * @example
 * ```ts
 * import { ProductType } from "@backhand/core"
 *
 * ProductType.isDelisted("SUSDT-FUTURES") // => true
 * ```
 *
 * @category guards
 * @since 0.1.0
 */
export const isDelisted = (self: ProductType): boolean => self.startsWith("S")

/**
 * `inverse` where margin and profit are paid in a coin, `linear` where they are paid in the quote currency.
 *
 * @category mapping
 * @since 0.1.0
 */
export const kind = (self: ProductType): "linear" | "inverse" => (self.endsWith("COIN-FUTURES") ? "inverse" : "linear")

/**
 * The product type that follows from a contract's quote coin.
 *
 * @category mapping
 * @since 0.1.0
 */
export const fromQuoteCoin = (quoteCoin: string): ProductType | undefined => {
  const demo = quoteCoin.startsWith("S") ? "S" : ""
  const quote = quoteCoin.slice(demo.length)
  return parse(quote === "USD" ? `${demo}COIN-FUTURES` : `${demo}${quote}-FUTURES`)
}
