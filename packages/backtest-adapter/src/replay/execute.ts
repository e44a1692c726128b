/**
 * Executes an order: its close, then its open, each at its own price.
 *
 * @module
 * @since 0.1.0
 */
import { type Fill, Lots, Order, Position, type Side } from "@backhand/core"
import type * as Account from "./Account.ts"
import { book, isBuy, quoted, slipped } from "./book.ts"
import { mark } from "./liquidate.ts"
import { allIn, openable, openingAt } from "./opening.ts"
import * as Orders from "./Orders.ts"
import { type PaperVenue, type Sending, tellEnd } from "./PaperVenue.ts"
import * as Place from "./Place.ts"
import { pricesBefore } from "./pricesBefore.ts"
import * as Timeline from "./Timeline.ts"

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

/** An order that is being filled, and the prices on its way to that. */
interface Filling {
  readonly account: Account.Account
  readonly live: Orders.Live
  readonly sending: Sending
  readonly before: Orders.PricesBefore
}

const bookLeg = (
  self: PaperVenue,
  { account, before, live, sending }: Filling,
  effect: Fill.Fill["effect"],
  side: Side.Side,
  lots: Lots.Lots,
  place: Place.Place
): void => {
  const isBuying = isBuy({ effect, side })
  const market = quoted(place, isBuying)
  const execution = {
    account: account.index,
    order: live.number,
    isMaker: sending.resting !== undefined,
    effect,
    side,
    lots,
    price: slipped(account, self.terms, market, isBuying),
    bar: place.bar,
    atMs: place.atMs,
    leg: place.price,
    quoted: market
  }
  book(self, account, execution, live.clientOid)
  if (live.executions++ === 0) Orders.fill(self.orders, live, before)
}

/** Opens at most so many lots, and tells what is held then: all that will happen of the order has happened. */
const open = (self: PaperVenue, filling: Filling, most: number, place: Place.Place): void => {
  const { account, live, sending } = filling
  const side = Order.opensOn(sending.unsettled.order)
  const opening = openingAt(self, account, sending, place, side === "long")
  const wanted = self.terms.sizing === "all-in" ? allIn(self, account, opening) : most
  const lots = Lots.makeUnsafe(openable(self, account, wanted, opening))
  if (lots > 0) bookLeg(self, filling, "open", side, lots, place)
  tellEnd(self, account, live, place.atMs)
  // Slippage may have taken the entry beyond its own liquidation price.
  const { atMs, bar, price } = place
  if (lots > 0 && account.thresholds.length > 0)
    mark(self, account, { open: price, low: price, high: price }, bar, atMs)
}

/** Executes an order that is filled at a place. */
export const execute = (
  self: PaperVenue,
  account: Account.Account,
  live: Orders.Live,
  sending: Sending,
  place: Place.Place
): void => {
  const { order } = sending.unsettled
  const { fill, legGapMs, outcome, sizing } = self.terms
  const wished = outcome({ order, price: place.price, atMs: place.atMs })
  checked(order, wished.closed, wished.opened)
  const held = order.order === "reversal" ? Position.lotsOn(account.position, order.side) : 0
  const closed = Lots.makeUnsafe(sizing === "all-in" ? held : Math.min(wished.closed, held))
  const before = pricesBefore(self, account, sending, live.arrivedAtMs, place.price)
  const filling = { account, live, sending, before }
  if (closed > 0) bookLeg(self, filling, "close", order.side, closed, place)
  const most = order.order === "reversal" ? Math.min(wished.opened, closed) : wished.opened
  if (legGapMs === 0 || closed === 0) {
    open(self, filling, most, place)
    return
  }
  const opensAtMs = place.atMs + legGapMs
  Timeline.add(self.timeline, opensAtMs, Timeline.venue, () => {
    const next = Place.find(account, fill, opensAtMs, sending.datedAtMs)
    if (next === undefined) return
    const atMs = Math.max(opensAtMs, next.atMs)
    Timeline.add(self.timeline, atMs, Timeline.venue, () => open(self, filling, most, { ...next, atMs }))
  })
}
