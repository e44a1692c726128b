/**
 * The trades of all symbols of a replay, each with its market.
 *
 * @module
 * @since 0.1.0
 */
import type { Market } from "../replay/Market.ts"
import type { ReplayResult } from "../replay/ReplayResult.ts"
import type { OpenTrade, Trade } from "../replay/tradesOf.ts"

/**
 * A trade, and the market that it was made on.
 *
 * @category models
 * @since 0.1.0
 */
export interface Placed<T> {
  readonly trade: T
  readonly market: Market
}

const placed = <T>(markets: ReadonlyArray<Market>, lists: ReadonlyArray<ReadonlyArray<T>>): ReadonlyArray<Placed<T>> =>
  markets.flatMap((market, index) => (lists[index] as ReadonlyArray<T>).map((trade) => ({ trade, market })))

/**
 * The closed trades, in the order of their closing.
 *
 * @param markets The markets that were replayed, in the same order.
 * @category conversions
 * @since 0.1.0
 */
export const closedTrades = (markets: ReadonlyArray<Market>, { symbols }: ReplayResult): ReadonlyArray<Placed<Trade>> =>
  placed(
    markets,
    symbols.map(({ trades }) => trades)
  ).toSorted((a, b) => a.trade.exitAtMs - b.trade.exitAtMs)

/**
 * The trades that are open at the end.
 *
 * @param markets The markets that were replayed, in the same order.
 * @category conversions
 * @since 0.1.0
 */
export const openTrades = (
  markets: ReadonlyArray<Market>,
  { symbols }: ReplayResult
): ReadonlyArray<Placed<OpenTrade>> =>
  placed(
    markets,
    symbols.map(({ openTrades: open }) => open)
  )
