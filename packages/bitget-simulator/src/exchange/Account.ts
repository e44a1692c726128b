/**
 * Accounts: what each holds, owes, may do and has ordered.
 *
 * @module
 * @since 0.1.0
 */
import { Position, type ProductType, Rational, type Side } from "@backhand/core"
import type { Listing } from "./Listing.ts"
import type { OrderRecord, Trade } from "./OrderRecord.ts"

/**
 * What the exchange keeps of an open leg besides its lots and entry. Money is in the margin coin.
 *
 * @category models
 * @since 0.1.0
 */
export interface LegBook {
  readonly posId: string
  readonly marginMode: "crossed" | "isolated"
  readonly leverage: number
  readonly realized: Rational.Rational
  readonly fees: Rational.Rational
  readonly funding: Rational.Rational
  readonly openedAt: number
  readonly updatedAt: number
}

/**
 * The position of one symbol with the books of its legs.
 *
 * @category models
 * @since 0.1.0
 */
export interface Holding {
  readonly listing: Listing
  readonly position: Position.Position
  readonly books: Readonly<Record<Side.Side, LegBook | null>>
}

/**
 * Margin settings of one symbol.
 *
 * @category models
 * @since 0.1.0
 */
export interface Settings {
  readonly marginMode: "crossed" | "isolated"
  readonly crossed: number
  readonly long: number
  readonly short: number
}

/**
 * Holdings as they were from a time on; what a late read sees.
 *
 * @category models
 * @since 0.1.0
 */
export interface Snapshot {
  readonly atMs: number
  readonly holdings: ReadonlyMap<string, Holding>
}

/**
 * One account (UID). The maps change in place; what they hold is replaced, never changed. `named` leads from a client id
 * to the latest order that carries it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Account {
  readonly uid: string
  isTrader: boolean
  readonly isUnified: boolean
  readonly modes: Map<ProductType.ProductType, Position.HoldMode>
  readonly wallets: Map<string, Rational.Rational>
  readonly settings: Map<string, Settings>
  holdings: ReadonlyMap<string, Holding>
  readonly history: Array<Snapshot>
  readonly orders: Map<string, OrderRecord>
  readonly named: Map<string, string>
  readonly live: Map<string, OrderRecord>
  readonly trades: Array<Trade>
}

/**
 * The hold mode of a product type; one-way until it is set.
 *
 * @category getters
 * @since 0.1.0
 */
export const modeOf = (self: Account, productType: ProductType.ProductType): Position.HoldMode =>
  self.modes.get(productType) ?? "one-way"

/**
 * The margin settings of a symbol; crossed at twenty times until they are set.
 *
 * @category getters
 * @since 0.1.0
 */
export const settingsOf = (self: Account, symbol: string): Settings =>
  self.settings.get(symbol) ?? { marginMode: "crossed", crossed: 20, long: 20, short: 20 }

/**
 * The leverage that a leg of a symbol is opened with.
 *
 * @category getters
 * @since 0.1.0
 */
export const leverageOf = (self: Account, symbol: string, side: Side.Side): number => {
  const settings = settingsOf(self, symbol)
  return settings.marginMode === "crossed" ? settings.crossed : settings[side]
}

/**
 * The holding of a symbol, flat in the account's mode where there is none.
 *
 * @category getters
 * @since 0.1.0
 */
export const holdingOf = (self: Account, listing: Listing): Holding =>
  self.holdings.get(listing.instrument.symbol) ?? {
    listing,
    position: Position.flat(modeOf(self, listing.instrument.productType)),
    books: { long: null, short: null }
  }

/** Late reads look at most this far back, milliseconds. */
const keptMs = 300_000

/**
 * Replaces the holding of a symbol; a flat one is dropped.
 *
 * @category transitions
 * @since 0.1.0
 */
export const hold = (self: Account, holding: Holding, atMs: number): void => {
  const { symbol } = holding.listing.instrument
  const holdings = new Map(self.holdings)
  if (Position.isFlat(holding.position)) holdings.delete(symbol)
  else holdings.set(symbol, holding)
  self.holdings = holdings
  self.history.push({ atMs, holdings })
  // The oldest one stays in force until the next one is out of reach too.
  while (self.history[1] !== undefined && self.history[1].atMs < atMs - keptMs) self.history.shift()
}

/**
 * The holdings as they were at a time; as they are where that is beyond what is remembered.
 *
 * @category getters
 * @since 0.1.0
 */
export const holdingsAt = (self: Account, atMs: number): ReadonlyMap<string, Holding> =>
  self.history.findLast((snapshot) => snapshot.atMs <= atMs)?.holdings ?? self.holdings

/**
 * The money of a margin coin, zero where there is none.
 *
 * @category getters
 * @since 0.1.0
 */
export const balanceOf = (self: Account, coin: string): Rational.Rational => self.wallets.get(coin) ?? Rational.zero
