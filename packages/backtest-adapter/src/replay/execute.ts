/**
 * Executes an order: its close, then its open, each at its own price.
 *
 * @module
 * @since 0.1.0
 */
import { type Fill, Instrument, Lots, Money, Order, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import { book, isBuy, quoted, slipped } from "./book.ts"
import type { Obstacle, PaperVenue, Sending } from "./PaperVenue.ts"
import * as Place from "./Place.ts"
import { pricesBefore } from "./pricesBefore.ts"
import type { ReplayOrder } from "./ReplayOrder.ts"
import * as Timeline from "./Timeline.ts"

/** Keeps an execution, and the money it made. */
export const keep = (self: PaperVenue, execution: Account.Execution): void => {
  self.executions.push(execution)
  if (self.terms.margin === undefined && self.terms.sizing !== "all-in") return
  self.purse.cash = Rational.add(self.purse.cash, Rational.subtract(execution.realized, execution.fee))
}

const rateOf = ({ terms }: PaperVenue, { market }: Account.Account): Rational.Rational =>
  terms.feeRate ?? market.instrument.takerFeeRate

const rateOfFill = (self: PaperVenue, account: Account.Account, { resting }: Sending): Rational.Rational =>
  (resting === undefined ? undefined : self.terms.makerFeeRate) ?? rateOf(self, account)

/** What the account can still bind: capital and what was made of it, less all initial margin. */
const available = (self: PaperVenue, leverage: Rational.Rational): Rational.Rational => {
  let free = self.purse.cash
  for (const account of self.accounts.values())
    for (const { entry, lots } of Account.legs(account))
      free = Rational.subtract(free, Account.initialMargin(account, lots, entry, leverage))
  return free
}

/** The lots that can be opened of `wanted`: all of them, or as many as the account can pay. */
const affordable = (self: PaperVenue, account: Account.Account, wanted: number, price: Rational.Rational): number => {
  const { margin } = self.terms
  if (margin === undefined || wanted === 0) return wanted
  const lot = Lots.makeUnsafe(1)
  const fee = Money.fee(account.market.instrument, lot, price, rateOf(self, account))
  const cost = Rational.add(Account.initialMargin(account, lot, price, margin.leverage), fee)
  const most = Rational.divide(available(self, margin.leverage), cost)
  const lots = most.num < 0n ? 0 : Number(most.num / most.den)
  if (lots >= wanted) return wanted
  return margin.insufficient === "refuse" ? 0 : lots
}

/** The lots that all of the account's money buys at a price with the fee, in whole units. Nothing is held besides. */
const allIn = (self: PaperVenue, account: Account.Account, place: Place.Place, isBuying: boolean): number => {
  const unit = Account.lotsOf(account, self.terms.size)
  const price = slipped(account, self.terms, quoted(place, isBuying), isBuying)
  const value = Money.value(account.market.instrument, Lots.makeUnsafe(unit), price)
  const cost = Rational.add(value, Rational.multiply(value, rateOf(self, account)))
  const units = Rational.divide(self.purse.cash, cost)
  const lots = units.num < 0n ? 0 : unit * Number(units.num / units.den)
  if (Number.isSafeInteger(lots)) return lots
  throw new RangeError(
    "size: all-in buys more lots than can be counted. Remedy: use a contract with a larger size step."
  )
}

/** The lots that an open comes to: none below the contract's minimums, none or fewer without margin. */
const openable = (self: PaperVenue, account: Account.Account, wanted: number, price: Rational.Rational): number => {
  const { instrument } = account.market
  const lots = affordable(self, account, wanted, price)
  const isRefused =
    self.terms.hasMinimums &&
    lots > 0 &&
    Result.isFailure(Instrument.checkOpening(instrument, Lots.makeUnsafe(lots), price))
  return isRefused ? 0 : lots
}

/**
 * The code with which the exchange refuses an order as it arrives; undefined where it takes it. A reversal is taken
 * although its open will fail: its close stands.
 */
export const obstacle = (
  self: PaperVenue,
  account: Account.Account,
  order: Order.Order,
  place: Place.Place | undefined
): Obstacle | undefined => {
  if (order.order === "reversal") return Position.leg(account.position, order.side) === null ? "40757" : undefined
  if (place === undefined) return undefined
  const price = quoted(place, order.side === "long")
  if (self.terms.sizing === "all-in")
    return allIn(self, account, place, order.side === "long") === 0 ? "40754" : undefined
  if (affordable(self, account, order.lots, price) === 0) return "40754"
  return openable(self, account, order.lots, price) === 0 ? "45110" : undefined
}

const checked = (order: Order.Order, closed: number, opened: number): void => {
  const isSound =
    Number.isSafeInteger(closed) &&
    Number.isSafeInteger(opened) &&
    closed >= 0 &&
    opened >= 0 &&
    closed <= Order.closes(order) &&
    opened <= (order.order === "reversal" ? closed : order.lots)
  if (isSound) return
  const remedy = "close at most what the order closes, and open at most what was closed"
  throw new RangeError(`outcome: ${closed} closed and ${opened} opened of ${order.lots} lots. Remedy: ${remedy}.`)
}

const bookLeg = (
  self: PaperVenue,
  account: Account.Account,
  order: ReplayOrder,
  fill: Omit<Fill.Fill, "price">,
  place: Place.Place,
  before: Pick<Account.Prices, "decided" | "first" | "ready" | "sent" | "arrived">,
  feeRate: Rational.Rational
): void => {
  const isBuying = isBuy(fill)
  const { arrived, decided, first, ready, sent } = before
  const { last } = account
  const price = quoted(place, isBuying)
  // Without quotes both legs meet the same prices.
  const prices =
    last?.prices.arrived === arrived &&
    last.prices.leg === place.price &&
    last.prices.quoted === price &&
    last.clientOid === order.clientOid
      ? last.prices
      : { decided, first, ready, sent, arrived, leg: place.price, quoted: price }
  const { effect, lots, side } = fill
  const { clientOid, symbol } = order
  const { atMs, bar } = place
  const execution = book(account, self.terms, feeRate, {
    cause: "order",
    clientOid,
    symbol,
    effect,
    side,
    lots,
    price: slipped(account, self.terms, price, isBuying),
    bar,
    atMs,
    prices
  })
  // One or two: an array that grows has room for seventeen.
  order.executions = [...order.executions, execution]
  order.outcome = "filled"
  keep(self, execution)
}

/** Executes an order that is filled at a place; `end` is called when all that will happen of it has happened. */
export const execute = (
  self: PaperVenue,
  account: Account.Account,
  record: ReplayOrder,
  sending: Sending,
  place: Place.Place,
  end: (atMs: number) => void
): void => {
  const { order } = sending.unsettled
  const wished = self.terms.outcome({ order, price: place.price, atMs: place.atMs })
  checked(order, wished.closed, wished.opened)
  const held = order.order === "reversal" ? Position.lotsOn(account.position, order.side) : 0
  const isAllIn = self.terms.sizing === "all-in"
  const closed = Lots.makeUnsafe(isAllIn ? held : Math.min(wished.closed, held))
  const before = pricesBefore(self, account, sending, record.arrivedAtMs, place.price)
  const feeRate = rateOfFill(self, account, sending)
  if (closed > 0)
    bookLeg(self, account, record, { effect: "close", side: order.side, lots: closed }, place, before, feeRate)
  const most = order.order === "reversal" ? Math.min(wished.opened, closed) : wished.opened
  const open = (at: Place.Place): void => {
    const side = Order.opensOn(order)
    const wanted = isAllIn ? allIn(self, account, at, side === "long") : most
    const lots = Lots.makeUnsafe(openable(self, account, wanted, quoted(at, side === "long")))
    if (lots > 0) bookLeg(self, account, record, { effect: "open", side, lots }, at, before, feeRate)
    end(at.atMs)
  }
  const { fill, legGapMs } = self.terms
  if (legGapMs === 0 || closed === 0) open(place)
  else {
    const opensAtMs = place.atMs + legGapMs
    Timeline.add(self.timeline, opensAtMs, Timeline.venue, () => {
      const next = Place.find(account, fill, opensAtMs, sending.datedAtMs)
      if (next === undefined) return
      const atMs = Math.max(opensAtMs, next.atMs)
      Timeline.add(self.timeline, atMs, Timeline.venue, () => open({ ...next, atMs }))
    })
  }
}
