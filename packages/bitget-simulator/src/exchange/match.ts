/**
 * Matching: what becomes of accepted market orders, at once or after the matching delay.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Lots, Position, Rational, Side } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import { cancel, execute } from "./execute.ts"
import { fund } from "./funding.ts"
import type { Listing } from "./Listing.ts"
import * as Margin from "./Margin.ts"
import * as Market from "./Market.ts"
import type { OrderRecord } from "./OrderRecord.ts"
import type { Due, State } from "./State.ts"

interface Book {
  readonly state: State
  readonly account: Account.Account
  readonly atMs: number
  readonly fillFraction: Due["fillFraction"]
}

const priceOf = (state: State, { direction, listing }: OrderRecord): Rational.Rational =>
  Market.executable(listing.market, listing.instrument, direction, state.behaviour.spreadTicks)

/** A fraction of the lots, at least one unless the fraction is zero. */
const part = (lots: number, fraction: number): number =>
  fraction >= 1 ? lots : fraction <= 0 ? 0 : Math.max(1, Math.floor(lots * fraction))

const fillClose = (
  book: Book,
  order: OrderRecord,
  price: Rational.Rational,
  scope: "taker" | "maker" = "taker"
): OrderRecord => {
  const { account, atMs, state } = book
  const { position } = Account.holdingOf(account, order.listing)
  const held = Position.lotsOn(position, order.leg)
  const lots = part(Math.min(order.lots - order.filled, held), book.fillFraction.close)
  const fill = { effect: "close", side: order.leg, lots: Lots.makeUnsafe(lots), price } as const
  const after = lots > 0 ? execute(state, account, order, fill, scope, atMs) : order
  return cancel(state, account, after, held === 0 ? "no_position" : "no_depth", atMs)
}

/** The open's own obstacles: the contract's state, its least value, and the money. */
const openable = (book: Book, order: OrderRecord, wanted: number, price: Rational.Rational) => {
  const { account, state } = book
  const { listing } = order
  if (listing.status === "limit_open") return { lots: 0, reason: "limit_open" }
  const { available } = Margin.funds(account, order.marginCoin)
  const most = Margin.affordable(listing, available, price, order.leverage)
  const isRefused = most < wanted && state.behaviour.openWithoutMargin === "refuse"
  const lots = isRefused ? 0 : Math.min(wanted, most)
  if (lots === 0) return { lots, reason: "insufficient_margin" }
  const checked = Instrument.checkOpening(listing.instrument, Lots.makeUnsafe(lots), price)
  if (Result.isFailure(checked)) return { lots: 0, reason: "below_minimum" }
  return { lots, reason: lots < wanted ? "insufficient_margin" : "no_depth" }
}

const fillOpen = (book: Book, order: OrderRecord, wanted: number, price: Rational.Rational): OrderRecord => {
  const { account, atMs, state } = book
  const { lots: most, reason } = openable(book, order, wanted, price)
  const lots = part(most, book.fillFraction.open)
  const fill = { effect: "open", side: order.leg, lots: Lots.makeUnsafe(lots), price } as const
  const after = lots > 0 ? execute(state, account, order, fill, "taker", atMs) : order
  return cancel(state, account, after, reason, atMs)
}

/** In one-way mode an order closes what is held on the other side before it opens: one order, two executions. */
const fillNet = (book: Book, order: OrderRecord, price: Rational.Rational, scope: "taker" | "maker"): void => {
  const { account, atMs, fillFraction, state } = book
  const wanted = order.lots - order.filled
  const { position } = Account.holdingOf(account, order.listing)
  const other = Side.opposite(order.leg)
  const closing = order.mode === "one-way" ? Math.min(wanted, Position.lotsOn(position, other)) : 0
  const closed = part(closing, fillFraction.close)
  const opened = closed < closing ? 0 : part(wanted - closing, fillFraction.open)
  const fills = [
    { effect: "close", side: other, lots: Lots.makeUnsafe(closed), price } as const,
    { effect: "open", side: order.leg, lots: Lots.makeUnsafe(opened), price } as const
  ]
  const after = fills
    .filter((fill) => fill.lots > 0)
    .reduce<OrderRecord>((last, fill) => execute(state, account, last, fill, scope, atMs), order)
  cancel(state, account, after, "no_depth", atMs)
}

/** The second half of a reversal: opens what was closed, and notes what came of the whole. */
const runOpening = (book: Book, due: Due, closing: OrderRecord, closed: number): void => {
  const { account, atMs, state } = book
  const { listing, mode, symbol } = closing
  const opening = account.live.get(String(due.openingId))
  if (opening !== undefined && closed === 0) cancel(state, account, opening, "nothing_closed", atMs)
  const isOpened = opening !== undefined && closed > 0
  const opened = isOpened ? fillOpen(book, opening, closed, priceOf(state, opening)).filled : 0
  const size = (lots: number) => Instrument.size(listing.instrument, Lots.makeUnsafe(lots))
  const { uid } = account
  const { clientOid } = due
  state.executions.push({ atMs, uid, symbol, mode, clientOid, closed: size(closed), opened: size(opened) })
}

/** A cancelled order is not live any more, and is passed over. */
const run = (state: State, due: Due, atMs: number): void => {
  const { account, closed, fillFraction, openingId, orderId } = due
  const book = { state, account, atMs, fillFraction }
  const done = account.orders.get(orderId)
  if (closed !== null && done !== undefined) return runOpening(book, due, done, closed)
  const order = account.live.get(orderId)
  if (order === undefined) return
  if (order.effect === "open") return fillNet(book, order, priceOf(state, order), "taker")
  const { filled } = fillClose(book, order, priceOf(state, order))
  if (openingId === null) return
  const { openDelayMs } = state.behaviour
  if (openDelayMs === 0) return runOpening(book, due, order, filled)
  state.due.push({ ...due, closed: filled, atMs: atMs + openDelayMs })
}

/**
 * Has an accepted market order executed, now or after the matching delay; `openingId` is a reversal's second leg.
 *
 * @category transitions
 * @since 0.1.0
 */
export const match = (
  state: State,
  account: Account.Account,
  orderId: string,
  openingId: string | null,
  clientOid: string,
  atMs: number
): void => {
  const { fillFraction, matchDelayMs } = state.behaviour
  const due: Due = { atMs: atMs + matchDelayMs, account, orderId, openingId, closed: null, clientOid, fillFraction }
  if (due.atMs <= atMs) return run(state, due, atMs)
  state.due.push(due)
}

/** What is due first, taken off the list; of several at one time the one that was accepted first. */
const takeDue = ({ due }: State, atMs: number): Due | undefined => {
  const first = due.reduce<Due | undefined>(
    (least, next) => (least === undefined || next.atMs < least.atMs ? next : least),
    undefined
  )
  if (first === undefined || first.atMs > atMs) return undefined
  due.splice(due.indexOf(first), 1)
  return first
}

/**
 * Lets time pass: what has become due is executed, funding is paid, each at its own time. What an execution makes due is too.
 *
 * @category transitions
 * @since 0.1.0
 */
export const advance = (state: State, atMs: number): void => {
  for (let due = takeDue(state, atMs); due !== undefined; due = takeDue(state, atMs)) {
    fund(state, due.atMs)
    run(state, due, due.atMs)
  }
  fund(state, atMs)
}

const isReached = (direction: "buy" | "sell", limit: Rational.Rational, last: Rational.Rational): boolean => {
  const difference = Rational.compare(last, limit)
  return direction === "buy" ? difference <= 0 : difference >= 0
}

/**
 * Executes the resting orders of a contract that its last price has reached, at their own price.
 *
 * @category transitions
 * @since 0.1.0
 */
export const matchResting = (state: State, listing: Listing, atMs: number): void => {
  for (const account of state.accounts.values()) {
    for (const order of account.live.values()) {
      const { direction, limit } = order
      if (order.listing !== listing || limit === null || !isReached(direction, limit, listing.market.last)) continue
      fillResting({ state, account, atMs, fillFraction: { close: 1, open: 1 } }, order, limit)
    }
  }
}

const fillResting = (book: Book, order: OrderRecord, price: Rational.Rational): void => {
  if (order.effect === "open") fillNet(book, order, price, "maker")
  else fillClose(book, order, price, "maker")
}
