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
import type { Listing } from "./Listing.ts"
import * as Margin from "./Margin.ts"
import * as Market from "./Market.ts"
import type { OrderRecord } from "./OrderRecord.ts"
import type { Due, State } from "./State.ts"

interface Book {
  readonly state: State
  readonly account: Account.Account
  readonly listing: Listing
  readonly atMs: number
  readonly fillFraction: Due["fillFraction"]
}

const priceOf = ({ listing, state }: Book, order: OrderRecord): Rational.Rational | undefined => {
  const market = state.markets.get(order.symbol)
  if (market === undefined) return undefined
  return Market.executable(market, listing.instrument, order.direction, state.behaviour.spreadTicks)
}

/** A fraction of the lots, at least one unless the fraction is zero. */
const part = (lots: number, fraction: number): number =>
  fraction >= 1 ? lots : fraction <= 0 ? 0 : Math.max(1, Math.floor(lots * fraction))

const fillClose = (book: Book, order: OrderRecord, price: Rational.Rational): OrderRecord => {
  const { account, atMs, listing, state } = book
  const { position } = Account.holdingOf(account, order.symbol, order.productType)
  const held = Position.lotsOn(position, order.leg)
  const lots = part(Math.min(order.lots, held), book.fillFraction.close)
  const fill = { effect: "close", side: order.leg, lots: Lots.makeUnsafe(lots), price } as const
  const after = lots > 0 ? execute(state, account, listing, order, fill, "taker", atMs) : order
  return cancel(state, account, after, held === 0 ? "no_position" : "no_depth", atMs)
}

/** The open's own obstacles: the contract's state, its least value, and the money. */
const openable = (book: Book, order: OrderRecord, wanted: number, price: Rational.Rational) => {
  const { account, listing, state } = book
  if (listing.status === "limit_open") return { lots: 0, reason: "limit_open" }
  const { available } = Margin.funds(state, account, order.marginCoin)
  const most = Margin.affordable(listing, available, price, order.leverage)
  const isRefused = most < wanted && state.behaviour.openWithoutMargin === "refuse"
  const lots = isRefused ? 0 : Math.min(wanted, most)
  if (lots === 0) return { lots, reason: "insufficient_margin" }
  const checked = Instrument.checkOpening(listing.instrument, Lots.makeUnsafe(lots), price)
  if (Result.isFailure(checked)) return { lots: 0, reason: "below_minimum" }
  return { lots, reason: lots < wanted ? "insufficient_margin" : "no_depth" }
}

const fillOpen = (book: Book, order: OrderRecord, wanted: number, price: Rational.Rational): OrderRecord => {
  const { account, atMs, listing, state } = book
  const { lots: most, reason } = openable(book, order, wanted, price)
  const lots = part(most, book.fillFraction.open)
  const fill = { effect: "open", side: order.leg, lots: Lots.makeUnsafe(lots), price } as const
  const after = lots > 0 ? execute(state, account, listing, order, fill, "taker", atMs) : order
  return cancel(state, account, after, reason, atMs)
}

/** In one-way mode an order closes what is held on the other side before it opens: one order, two executions. */
const fillNet = (book: Book, order: OrderRecord, price: Rational.Rational, scope: "taker" | "maker"): void => {
  const { account, atMs, fillFraction, listing, state } = book
  const wanted = order.lots - order.filled
  const { position } = Account.holdingOf(account, order.symbol, order.productType)
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
    .reduce<OrderRecord>((last, fill) => execute(state, account, listing, last, fill, scope, atMs), order)
  cancel(state, account, after, "no_depth", atMs)
}

const run = (state: State, due: Due, atMs: number): void => {
  const { clientOid, fillFraction, orderId, thenOpen, uid } = due
  const account = state.accounts.get(uid)
  const order = account?.orders.get(orderId)
  const listing = order === undefined ? undefined : state.listings.get(order.symbol)
  if (account === undefined || order === undefined || listing === undefined) return
  const book = { state, account, listing, atMs, fillFraction }
  const price = priceOf(book, order)
  if (price === undefined) return
  if (order.effect === "open") return fillNet(book, order, price, "taker")
  const closed = fillClose(book, order, price).filled
  const opening = thenOpen === null ? undefined : account.orders.get(thenOpen)
  if (opening === undefined) return
  const opened = closed > 0 ? fillOpen(book, opening, closed, price).filled : 0
  if (closed === 0) cancel(state, account, opening, "nothing_closed", atMs)
  const size = (lots: number) => (lots === 0 ? "0" : Instrument.size(listing.instrument, Lots.makeUnsafe(lots)))
  const { mode, symbol } = order
  state.executions.push({ atMs, uid, symbol, mode, clientOid, closed: size(closed), opened: size(opened) })
}

/**
 * Has an accepted market order executed, now or after the matching delay; `thenOpen` is a reversal's second leg.
 *
 * @category transitions
 * @since 0.1.0
 */
export const match = (
  state: State,
  account: Account.Account,
  orderId: string,
  thenOpen: string | null,
  clientOid: string,
  atMs: number
): void => {
  const { fillFraction, matchDelayMs } = state.behaviour
  const due: Due = { atMs: atMs + matchDelayMs, uid: account.uid, orderId, thenOpen, clientOid, fillFraction }
  if (due.atMs <= atMs) return run(state, due, atMs)
  state.due.push(due)
}

/**
 * Executes what has become due.
 *
 * @category transitions
 * @since 0.1.0
 */
export const matchDue = (state: State, atMs: number): void => {
  const ready = state.due.filter((due) => due.atMs <= atMs).toSorted((a, b) => a.atMs - b.atMs)
  const rest = state.due.filter((due) => due.atMs > atMs)
  state.due.splice(0, state.due.length, ...rest)
  for (const due of ready) run(state, due, due.atMs)
}

const isCrossed = (order: OrderRecord, last: Rational.Rational): boolean => {
  if (order.limit === null) return false
  const difference = Rational.compare(last, order.limit)
  return order.direction === "buy" ? difference <= 0 : difference >= 0
}

/**
 * Executes the resting orders of a symbol that its last price has reached, at their own price.
 *
 * @category transitions
 * @since 0.1.0
 */
export const matchResting = (state: State, symbol: string, atMs: number): void => {
  const market = state.markets.get(symbol)
  const listing = state.listings.get(symbol)
  if (market === undefined || listing === undefined) return
  for (const account of state.accounts.values()) {
    for (const orderId of account.live) {
      const order = account.orders.get(orderId)
      if (order?.symbol !== symbol || order.limit === null || !isCrossed(order, market.last)) continue
      fillResting({ state, account, listing, atMs, fillFraction: { close: 1, open: 1 } }, order, order.limit)
    }
  }
}

const fillResting = (book: Book, order: OrderRecord, price: Rational.Rational): void => {
  const { account, atMs, listing, state } = book
  if (order.effect === "open") return fillNet(book, order, price, "maker")
  const { position } = Account.holdingOf(account, order.symbol, order.productType)
  const lots = Math.min(order.lots - order.filled, Position.lotsOn(position, order.leg))
  const fill = { effect: "close", side: order.leg, lots: Lots.makeUnsafe(lots), price } as const
  const after = lots > 0 ? execute(state, account, listing, order, fill, "maker", atMs) : order
  cancel(state, account, after, "no_position", atMs)
}
