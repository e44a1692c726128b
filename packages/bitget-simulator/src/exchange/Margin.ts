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
export const openLegs = (holdings: ReadonlyMap<string, Account.Holding>): ReadonlyArray<OpenLeg> =>
  [...holdings.values()].flatMap(({ books, listing, position }) =>
    sides.flatMap((side) => {
      const leg = Position.leg(position, side)
      const book = books[side]
      return leg === null || book === null ? [] : [{ listing, side, leg, book }]
    })
  )

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
export const unrealized = ({ leg, listing, side }: OpenLeg): Rational.Rational =>
  Money.profit(listing.instrument, side, leg.lots, leg.entry, listing.market.mark)

/** What opening `lots` at a price takes from the account: initial margin and the taker fee. */
const cost = (listing: Listing, lots: Lots.Lots, price: Rational.Rational, leverage: number): Rational.Rational =>
  Rational.add(
    Rational.divide(Money.value(listing.instrument, lots, price), Rational.fromInteger(leverage)),
    Money.fee(listing.instrument, lots, price)
  )

const sum = (values: ReadonlyArray<Rational.Rational>) => values.reduce(Rational.add, Rational.zero)

const frozen = (account: Account.Account, coin: string): Rational.Rational =>
  sum(
    [...account.live.values()]
      .filter((order) => order.marginCoin === coin && order.effect === "open")
      .flatMap(({ filled, leverage, limit, listing, lots }) =>
        limit === null ? [] : [cost(listing, Lots.makeUnsafe(lots - filled), limit, leverage)]
      )
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
export const funds = (account: Account.Account, coin: string): Funds => {
  const legs = openLegs(account.holdings).filter(({ listing }) => listing.instrument.marginCoin === coin)
  const crossed = legs.filter(({ book }) => book.marginMode === "crossed")
  const balance = Account.balanceOf(account, coin)
  const locked = Rational.add(sum(legs.map(initial)), frozen(account, coin))
  const free = Rational.add(Rational.subtract(balance, locked), sum(crossed.map(unrealized)))
  return {
    balance,
    locked,
    unrealized: sum(legs.map(unrealized)),
    available: Rational.isPositive(free) ? free : Rational.zero
  }
}

/**
 * What closing `lots` of a leg at the last price gives back: its margin, its profit, less the fee.
 *
 * @category formulas
 * @since 0.1.0
 */
export const released = (open: OpenLeg, lots: number): Rational.Rational => {
  const { instrument, market } = open.listing
  const closed = Lots.makeUnsafe(lots)
  const share = Rational.make(BigInt(lots), BigInt(open.leg.lots))
  const margin = Rational.multiply(initial(open), share)
  // The open profit of a crossed leg is available already.
  const isCounted = open.book.marginMode === "crossed"
  const profit = isCounted ? Rational.zero : Money.profit(instrument, open.side, closed, open.leg.entry, market.last)
  return Rational.subtract(Rational.add(margin, profit), Money.fee(instrument, closed, market.last))
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
