/**
 * What an account can afford.
 *
 * Initial margin is value at entry over leverage; what is available is the balance less all initial margin, plus or
 * minus the open profit of crossed legs. The exchange documents the parts, not the sum; tiers are not modelled.
 *
 * @module
 * @since 0.1.0
 */
import { Lots, Money, Position, Rational, type Side } from "@backhand/core"
import * as Account from "./Account.ts"
import type { Listing } from "./Listing.ts"
import * as OrderRecord from "./OrderRecord.ts"
import type { State } from "./State.ts"

const sides: ReadonlyArray<Side.Side> = ["long", "short"]

/**
 * One open leg with all that is known of it.
 *
 * @category models
 * @since 0.1.0
 */
export interface OpenLeg {
  readonly listing: Listing
  readonly side: Side.Side
  readonly leg: Position.Leg
  readonly book: Account.LegBook
}

/**
 * The open legs among holdings.
 *
 * @category getters
 * @since 0.1.0
 */
export const openLegs = (state: State, holdings: ReadonlyMap<string, Account.Holding>): ReadonlyArray<OpenLeg> =>
  [...holdings].flatMap(([symbol, holding]) =>
    sides.flatMap((side) => {
      const listing = state.listings.get(symbol)
      const leg = Position.leg(holding.position, side)
      const book = holding.books[side]
      return listing === undefined || leg === null || book === null ? [] : [{ listing, side, leg, book }]
    })
  )

/**
 * The price that open profit is counted at.
 *
 * @category getters
 * @since 0.1.0
 */
export const markOf = (state: State, listing: Listing): Rational.Rational =>
  state.markets.get(listing.instrument.symbol)?.mark ?? Rational.zero

/**
 * The initial margin of a leg, in the margin coin.
 *
 * @category formulas
 * @since 0.1.0
 */
export const initial = ({ book, leg, listing }: OpenLeg): Rational.Rational =>
  Rational.divide(Money.value(listing.instrument, leg.lots, leg.entry), Rational.fromInteger(book.leverage))

/**
 * The open profit of a leg at the mark price, in the margin coin.
 *
 * @category formulas
 * @since 0.1.0
 */
export const unrealized = (state: State, { leg, listing, side }: OpenLeg): Rational.Rational =>
  Money.profit(listing.instrument, side, leg.lots, leg.entry, markOf(state, listing))

/**
 * What opening `lots` at a price takes from the account: initial margin and the taker fee.
 *
 * @category formulas
 * @since 0.1.0
 */
export const cost = (
  listing: Listing,
  lots: Lots.Lots,
  price: Rational.Rational,
  leverage: number
): Rational.Rational =>
  Rational.add(
    Rational.divide(Money.value(listing.instrument, lots, price), Rational.fromInteger(leverage)),
    Money.fee(listing.instrument, lots, price)
  )

const sum = (values: ReadonlyArray<Rational.Rational>) => values.reduce(Rational.add, Rational.zero)

const frozen = (state: State, account: Account.Account, coin: string): Rational.Rational =>
  sum(
    [...account.live].flatMap((orderId) => {
      const order = account.orders.get(orderId)
      const listing = order === undefined ? undefined : state.listings.get(order.symbol)
      if (order === undefined || listing === undefined || order.marginCoin !== coin) return []
      if (order.limit === null || order.effect === "close" || !OrderRecord.isLive(order)) return []
      return [cost(listing, Lots.makeUnsafe(order.lots - order.filled), order.limit, order.leverage)]
    })
  )

/**
 * An account's money in one coin. `available` is what a new order may use; never below zero.
 *
 * @category models
 * @since 0.1.0
 */
export interface Funds {
  readonly balance: Rational.Rational
  readonly locked: Rational.Rational
  readonly unrealized: Rational.Rational
  readonly available: Rational.Rational
}

/**
 * Adds up an account's money in one coin.
 *
 * @category formulas
 * @since 0.1.0
 */
export const funds = (state: State, account: Account.Account, coin: string): Funds => {
  const legs = openLegs(state, account.holdings).filter(({ listing }) => listing.instrument.marginCoin === coin)
  const crossed = legs.filter(({ book }) => book.marginMode === "crossed")
  const balance = Account.balanceOf(account, coin)
  const locked = Rational.add(sum(legs.map(initial)), frozen(state, account, coin))
  const free = Rational.add(Rational.subtract(balance, locked), sum(crossed.map((leg) => unrealized(state, leg))))
  return {
    balance,
    locked,
    unrealized: sum(legs.map((leg) => unrealized(state, leg))),
    available: Rational.isPositive(free) ? free : Rational.zero
  }
}

/**
 * What closing `lots` of a leg at the last price gives back: its margin, its profit, less the fee.
 *
 * @category formulas
 * @since 0.1.0
 */
export const released = (state: State, open: OpenLeg, lots: number): Rational.Rational => {
  const { instrument } = open.listing
  const price = state.markets.get(instrument.symbol)?.last ?? open.leg.entry
  const closed = Lots.makeUnsafe(lots)
  const share = Rational.make(BigInt(lots), BigInt(open.leg.lots))
  const margin = Rational.multiply(initial(open), share)
  // The open profit of a crossed leg is available already.
  const isCounted = open.book.marginMode === "crossed"
  const profit = isCounted ? Rational.zero : Money.profit(instrument, open.side, closed, open.leg.entry, price)
  return Rational.subtract(Rational.add(margin, profit), Money.fee(instrument, closed, price))
}

/**
 * The most lots that `available` can open at a price.
 *
 * @category formulas
 * @since 0.1.0
 */
export const affordable = (
  listing: Listing,
  available: Rational.Rational,
  price: Rational.Rational,
  leverage: number
): number => {
  const lots = Rational.divide(available, cost(listing, Lots.makeUnsafe(1), price, leverage))
  return Number(lots.num / lots.den)
}
