/**
 * Executes an order: its close, then its open, each at its own price.
 *
 * @module
 * @since 0.1.0
 */
import { type Fill, Lots, Order, Position, Rational } from "@backhand/core"
import type * as Account from "./Account.ts"
import { book, isBuy, quoted, slipped } from "./book.ts"
import { allIn, openable, openingAt, rateOfFill } from "./opening.ts"
import type { PaperVenue, Sending } from "./PaperVenue.ts"
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
    const opening = openingAt(self, account, sending, at, side === "long")
    const wanted = isAllIn ? allIn(self, account, opening) : most
    const lots = Lots.makeUnsafe(openable(self, account, wanted, opening))
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
