/**
 * Executes an order: its close, then its open, each at its own price.
 *
 * @module
 * @since 0.1.0
 */
import { type Fill, Lots, Order, Position } from "@backhand/core"
import type * as Account from "./Account.ts"
import { book, isBuy, quoted, slipped } from "./book.ts"
import { mark } from "./liquidate.ts"
import { allIn, openable, openingAt } from "./opening.ts"
import * as Orders from "./Orders.ts"
import type { PaperVenue, Sending } from "./PaperVenue.ts"
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
  readonly isMaker: boolean
  readonly before: Orders.PricesBefore
}

type Leg = Pick<Fill.Fill, "effect" | "lots" | "side">

const bookLeg = (self: PaperVenue, { account, before, isMaker, live }: Filling, leg: Leg, place: Place.Place): void => {
  const { effect, lots, side } = leg
  const { atMs, bar, price: middle } = place
  const isBuying = isBuy(leg)
  const market = quoted(place, isBuying)
  const price = slipped(account, self.terms, market, isBuying)
  const of = { account: account.index, order: live.number, isMaker }
  book(self, account, { ...of, effect, side, lots, price, bar, atMs, leg: middle, quoted: market }, live.clientOid)
  if (live.executions++ === 0) Orders.fill(self.orders, live, before)
}

/** Executes an order that is filled at a place; `end` is called when all that will happen of it has happened. */
export const execute = (
  self: PaperVenue,
  account: Account.Account,
  live: Orders.Live,
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
  const before = pricesBefore(self, account, sending, live.arrivedAtMs, place.price)
  const filling = { account, live, isMaker: sending.resting !== undefined, before }
  if (closed > 0) bookLeg(self, filling, { effect: "close", side: order.side, lots: closed }, place)
  const most = order.order === "reversal" ? Math.min(wished.opened, closed) : wished.opened
  const open = (at: Place.Place): void => {
    const side = Order.opensOn(order)
    const opening = openingAt(self, account, sending, at, side === "long")
    const wanted = isAllIn ? allIn(self, account, opening) : most
    const lots = Lots.makeUnsafe(openable(self, account, wanted, opening))
    if (lots > 0) bookLeg(self, filling, { effect: "open", side, lots }, at)
    end(at.atMs)
    // Slippage may have taken the entry beyond its own liquidation price.
    if (lots > 0) mark(self, account, { open: at.price, low: at.price, high: at.price }, at.bar, at.atMs)
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
