/**
 * A futures exchange without sockets: a request and its time go in, a reply comes out.
 *
 * It owns no clock, no timer and no random source, so it serves as a venue in virtual time as well as behind a server.
 * Times are milliseconds and must not go back.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Position, type ProductType, Rational, Refusal } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import * as Behaviour from "./Behaviour.ts"
import { fund } from "./funding.ts"
import * as Limiter from "./Limiter.ts"
import * as Market from "./Market.ts"
import { matchDue, matchResting } from "./match.ts"
import type { VenueReply, VenueRequest } from "./Request.ts"
import { serve } from "./serve.ts"
import type { KnownKey } from "./signature.ts"
import { nextId, type Push, type State } from "./State.ts"
import type { ListedSymbol } from "./Symbols.ts"

/**
 * An account to open: its keys, its money by margin coin, its hold mode.
 *
 * @category models
 * @since 0.1.0
 */
export interface AccountOptions {
  readonly uid: string
  readonly keys: ReadonlyArray<KnownKey>
  readonly balances: Readonly<Record<string, string>>
  readonly mode: Position.HoldMode
  readonly isTrader?: boolean
  readonly isUnified?: boolean
  readonly positions?: boolean
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

/**
 * A running exchange. `state` may be read at any time; it changes only through these functions.
 *
 * @category models
 * @since 0.1.0
 */
export interface Exchange {
  readonly state: State
  /** Serves a signed request, or an unsigned one of the account that `uid` names. */
  readonly handle: (request: VenueRequest, atMs: number, uid?: string) => VenueReply
  /** Moves the last price, and the mark price with it unless that is given. */
  readonly setPrice: (
    symbol: string,
    price: string,
    atMs: number,
    mark?: string
  ) => Result.Result<void, Refusal.Refusal>
  /** Lets time pass: funding falls due, delayed orders are matched. */
  readonly advance: (atMs: number) => void
  /** The next time at which `advance` has something to do, or null. */
  readonly nextAt: () => number | null
  /** Takes what subscribers are to be told, in order. */
  readonly drain: () => ReadonlyArray<Push>
  /** Changes switches while running. */
  readonly behave: (change: Partial<Behaviour.Behaviour>) => void
}

const productTypes: ReadonlyArray<ProductType.ProductType> = ["USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES"]

const openAccount = (options: AccountOptions): Account.Account => ({
  uid: options.uid,
  isTrader: options.isTrader ?? false,
  isUnified: options.isUnified ?? false,
  modes: new Map(productTypes.map((type) => [type, options.mode])),
  wallets: new Map(
    Object.entries(options.balances).map(([coin, amount]) => [
      coin,
      Result.getOrElse(Decimal.parse(coin, amount), () => Rational.zero)
    ])
  ),
  settings: new Map(),
  holdings: new Map(),
  history: [],
  orders: new Map(),
  live: new Set(),
  trades: []
})

const bookOf = (state: State, account: Account.Account, symbol: string, side: "long" | "short", atMs: number) => ({
  posId: nextId(state),
  marginMode: Account.settingsOf(account, symbol).marginMode,
  leverage: Account.leverageOf(account, symbol, side),
  realized: Rational.zero,
  fees: Rational.zero,
  funding: Rational.zero,
  openedAt: atMs,
  updatedAt: atMs
})

/** Every account starts with the positions of the contract list. */
const seed = (state: State, account: Account.Account, { listing, position }: ListedSymbol, atMs: number): void => {
  if (position === null) return
  const { productType, symbol } = listing.instrument
  account.modes.set(productType, position.mode)
  const book = (side: "long" | "short") =>
    Position.leg(position, side) === null ? null : bookOf(state, account, symbol, side, atMs)
  const holding = { position, books: { long: book("long"), short: book("short") } }
  Account.hold(account, symbol, holding, Number.NEGATIVE_INFINITY)
}

const start = (options: Options): State => {
  const { accounts, atMs, symbols } = options
  const state: State = {
    listings: new Map(symbols.map(({ listing }) => [listing.instrument.symbol, listing])),
    markets: new Map(
      symbols.map(({ bars, listing, price }) => [listing.instrument.symbol, Market.make(price, atMs, bars)])
    ),
    accounts: new Map(accounts.map((account) => [account.uid, openAccount(account)])),
    keys: new Map(accounts.flatMap(({ keys }) => keys.map((key) => [key.apiKey, key] as const))),
    limiter: Limiter.make(),
    outbox: [],
    arrivals: [],
    executions: [],
    due: [],
    behaviour: { ...Behaviour.usual, ...options.behaviour },
    sequence: 0,
    fundedAt: atMs
  }
  for (const { positions = true, uid } of accounts) {
    const account = state.accounts.get(uid)
    if (account === undefined) continue
    account.history.push({ atMs: Number.NEGATIVE_INFINITY, holdings: account.holdings })
    if (positions) for (const symbol of symbols) seed(state, account, symbol, atMs)
  }
  return state
}

const advance = (state: State, atMs: number): void => {
  fund(state, atMs)
  matchDue(state, atMs)
}

const setPrice = (state: State, symbol: string, price: string, atMs: number, mark: string) =>
  Result.gen(function* () {
    const last = yield* Decimal.parsePositive("price", price)
    const marked = yield* Decimal.parsePositive("mark", mark)
    advance(state, atMs)
    const market = state.markets.get(symbol)
    if (market === undefined)
      return yield* Refusal.fail("BadRequest", "symbol", `${symbol} is not listed`, "name a symbol that is")
    state.markets.set(symbol, Market.tick(market, last, atMs, marked))
    matchResting(state, symbol, atMs)
    state.outbox.push({ push: "price", symbol })
  })

/**
 * Starts an exchange.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options: Options): Exchange => {
  const state = start(options)
  return {
    state,
    handle: (request, atMs, uid) => {
      advance(state, atMs)
      return serve(state, request, atMs, uid === undefined ? null : (state.accounts.get(uid) ?? null))
    },
    setPrice: (symbol, price, atMs, mark = price) => setPrice(state, symbol, price, atMs, mark),
    advance: (atMs) => advance(state, atMs),
    nextAt: () => state.due.reduce<number | null>((least, { atMs }) => Math.min(least ?? atMs, atMs), null),
    drain: () => state.outbox.splice(0, state.outbox.length),
    behave: (change) => {
      state.behaviour = { ...state.behaviour, ...change }
    }
  }
}
