/**
 * What an exchange starts with.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Position, type ProductType, Rational, type Refusal } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import * as Behaviour from "./Behaviour.ts"
import * as Limiter from "./Limiter.ts"
import type { Listing } from "./Listing.ts"
import * as Market from "./Market.ts"
import type { KnownKey } from "./signature.ts"
import { nextId, type State } from "./State.ts"
import type { ListedSymbol } from "./Symbols.ts"

/**
 * An account to open: its keys, its money by margin coin, its hold mode. `positions` tells whether it starts with those of
 * the contract list; their hold mode then decides for their product type.
 *
 * @category models
 * @since 0.1.0
 */
export interface AccountOptions {
  readonly uid: string
  readonly keys: ReadonlyArray<KnownKey>
  readonly balances: Readonly<Record<string, string>>
  readonly mode: Position.HoldMode
  readonly isTrader: boolean
  readonly isUnified: boolean
  readonly positions: boolean
}

/**
 * What an exchange starts with.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options {
  readonly symbols: ReadonlyArray<ListedSymbol>
  readonly accounts: ReadonlyArray<AccountOptions>
  readonly behaviour?: Partial<Behaviour.Behaviour>
  readonly atMs: number
}

const productTypes: ReadonlyArray<ProductType.ProductType> = ["USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES"]

type Wallets = Map<string, Rational.Rational>

const openWallets = (balances: AccountOptions["balances"]): Result.Result<Wallets, Refusal.Refusal> =>
  Result.gen(function* () {
    const wallets: Wallets = new Map()
    for (const [coin, amount] of Object.entries(balances))
      wallets.set(coin, yield* Decimal.parseNonNegative(`balances.${coin}`, amount))
    return wallets
  })

const openAccount = (options: AccountOptions, wallets: Wallets): Account.Account => ({
  uid: options.uid,
  isTrader: options.isTrader,
  isUnified: options.isUnified,
  modes: new Map(productTypes.map((type) => [type, options.mode])),
  wallets,
  settings: new Map(),
  holdings: new Map(),
  history: [{ atMs: Number.NEGATIVE_INFINITY, holdings: new Map() }],
  orders: new Map(),
  named: new Map(),
  live: new Map(),
  trades: []
})

const openBook = (state: State, account: Account.Account, symbol: string, side: "long" | "short", atMs: number) => ({
  posId: nextId(state),
  marginMode: Account.settingsOf(account, symbol).marginMode,
  leverage: Account.leverageOf(account, symbol, side),
  realized: Rational.zero,
  fees: Rational.zero,
  funding: Rational.zero,
  openedAt: atMs,
  updatedAt: atMs
})

const give = (
  state: State,
  account: Account.Account,
  listing: Listing,
  position: Position.Position,
  atMs: number
): void => {
  const { productType, symbol } = listing.instrument
  account.modes.set(productType, position.mode)
  const book = (side: "long" | "short") =>
    Position.leg(position, side) === null ? null : openBook(state, account, symbol, side, atMs)
  const holding = { listing, position, books: { long: book("long"), short: book("short") } }
  Account.hold(account, holding, Number.NEGATIVE_INFINITY)
}

const list = ({ bars, price, terms }: ListedSymbol, atMs: number): Listing => ({
  ...terms,
  market: Market.make(price, atMs, bars)
})

/**
 * The state of an exchange before its first request.
 *
 * - **Errors** `NotADecimal` and `NotPositive` for a balance, naming the coin.
 *
 * @category constructors
 * @since 0.1.0
 */
export const start = ({ accounts, atMs, behaviour, symbols }: Options): Result.Result<State, Refusal.Refusal> =>
  Result.gen(function* () {
    const listed = symbols.map((symbol) => ({ listing: list(symbol, atMs), position: symbol.position }))
    const state: State = {
      listings: new Map(listed.map(({ listing }) => [listing.instrument.symbol, listing])),
      accounts: new Map(),
      keys: new Map(accounts.flatMap(({ keys }) => keys.map((key) => [key.apiKey, key] as const))),
      limiter: Limiter.make(),
      outbox: [],
      arrivals: [],
      executions: [],
      due: [],
      behaviour: { ...Behaviour.usual, ...behaviour },
      sequence: 0,
      fundedAt: atMs
    }
    for (const options of accounts) {
      const account = openAccount(options, yield* openWallets(options.balances))
      state.accounts.set(account.uid, account)
      for (const { listing, position } of listed)
        if (options.positions && position !== null) give(state, account, listing, position, atMs)
    }
    return state
  })
