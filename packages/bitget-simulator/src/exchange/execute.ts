/**
 * Executions: what a fill does to the position, the wallet, the order and the trade list.
 *
 * @module
 * @since 0.1.0
 */
import { Fill, Money, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import * as Account from "./Account.ts"
import type { OrderRecord, Trade } from "./OrderRecord.ts"
import { nextId, type State } from "./State.ts"

/** A balance whose exact form grows past this many bits is cut to 18 places, or a long run on inverse contracts stalls. */
const mostBits = 4096n

const settle = (value: Rational.Rational): Rational.Rational => {
  if (value.den < 1n << mostBits) return value
  const scale = 10n ** 18n
  return Rational.make((value.num * scale) / value.den, scale)
}

const credit = (account: Account.Account, coin: string, amount: Rational.Rational) =>
  account.wallets.set(coin, settle(Rational.add(Account.balanceOf(account, coin), amount)))

const bookAfter = (
  state: State,
  account: Account.Account,
  fill: Fill.Fill,
  holding: Account.Holding,
  symbol: string,
  atMs: number
): Account.LegBook => {
  const settings = Account.settingsOf(account, symbol)
  return (
    holding.books[fill.side] ?? {
      posId: nextId(state),
      marginMode: settings.marginMode,
      leverage: Account.leverageOf(account, symbol, fill.side),
      realized: Rational.zero,
      fees: Rational.zero,
      funding: Rational.zero,
      openedAt: atMs,
      updatedAt: atMs
    }
  )
}

/**
 * Executes part of an order: moves the position, pays profit and fee, records the trade and tells subscribers.
 *
 * - **Returns** the order as it is afterwards; unchanged where the fill does not belong to the position.
 *
 * @category transitions
 * @since 0.1.0
 */
export const execute = (
  state: State,
  account: Account.Account,
  order: OrderRecord,
  fill: Fill.Fill,
  scope: "taker" | "maker",
  atMs: number
): OrderRecord => {
  const { listing } = order
  const { instrument } = listing
  const holding = Account.holdingOf(account, listing)
  const rate = scope === "taker" ? instrument.takerFeeRate : instrument.makerFeeRate
  const applied = Fill.apply(instrument, Fill.account(holding.position), fill, rate)
  if (Result.isFailure(applied)) return order
  const { fees, position, realized } = applied.success
  const before = bookAfter(state, account, fill, holding, instrument.symbol, atMs)
  const book = {
    ...before,
    realized: settle(Rational.add(before.realized, realized)),
    fees: settle(Rational.add(before.fees, fees)),
    updatedAt: atMs
  }
  const isOpen = Position.lotsOn(position, fill.side) > 0
  Account.hold(account, { listing, position, books: { ...holding.books, [fill.side]: isOpen ? book : null } }, atMs)
  credit(account, instrument.marginCoin, Rational.subtract(realized, fees))
  const trade = record(state, order, fill, { fee: fees, profit: realized }, scope, atMs)
  return progress(state, account, order, trade)
}

const record = (
  state: State,
  order: OrderRecord,
  fill: Fill.Fill,
  money: { readonly fee: Rational.Rational; readonly profit: Rational.Rational },
  scope: "taker" | "maker",
  at: number
): Trade => ({
  listing: order.listing,
  tradeId: nextId(state),
  orderId: order.orderId,
  clientOid: order.clientOid,
  symbol: order.symbol,
  productType: order.productType,
  marginCoin: order.marginCoin,
  mode: order.mode,
  direction: order.direction,
  effect: fill.effect,
  leg: fill.side,
  lots: fill.lots,
  price: fill.price,
  value: Money.value(order.listing.instrument, fill.lots, fill.price),
  ...money,
  scope,
  at
})

const progress = (state: State, account: Account.Account, order: OrderRecord, trade: Trade): OrderRecord => {
  const filled = order.filled + trade.lots
  const next: OrderRecord = {
    ...order,
    filled,
    value: Rational.add(order.value, Rational.multiply(Rational.fromInteger(trade.lots), trade.price)),
    fee: Rational.add(order.fee, trade.fee),
    profit: Rational.add(order.profit, trade.profit),
    state: filled === order.lots ? "filled" : "partially_filled",
    updatedAt: trade.at
  }
  account.trades.push(trade)
  put(state, account, next, trade)
  state.outbox.push({ push: "fill", uid: account.uid, trade })
  const { holdings, uid } = account
  state.outbox.push({ push: "positions", uid, productType: order.productType, holdings })
  return next
}

/**
 * Stores an order in its new state and tells subscribers.
 *
 * @category transitions
 * @since 0.1.0
 */
export const put = (state: State, account: Account.Account, order: OrderRecord, trade: Trade | null = null): void => {
  account.orders.set(order.orderId, order)
  if (order.clientOid !== "") account.named.set(order.clientOid, order.orderId)
  if (order.state === "live" || order.state === "partially_filled") account.live.set(order.orderId, order)
  else account.live.delete(order.orderId)
  state.outbox.push({ push: "order", uid: account.uid, order, trade })
}

/**
 * Cancels what is left of an order; a filled one stays as it is.
 *
 * @category transitions
 * @since 0.1.0
 */
export const cancel = (
  state: State,
  account: Account.Account,
  order: OrderRecord,
  cancelReason: string,
  atMs: number
): OrderRecord => {
  if (order.state === "filled" || order.state === "canceled") return order
  const canceled: OrderRecord = { ...order, state: "canceled", cancelReason, updatedAt: atMs }
  put(state, account, canceled)
  return canceled
}

/**
 * The lots of a leg that resting close orders have claimed.
 *
 * @category getters
 * @since 0.1.0
 */
export const claimed = (account: Account.Account, symbol: string, side: "long" | "short"): number =>
  [...account.live.values()]
    .filter((order) => order.limit !== null && order.effect === "close" && order.symbol === symbol)
    .reduce((total, order) => (order.leg === side ? total + order.lots - order.filled : total), 0)

/**
 * Pays or charges an account, as funding does.
 *
 * @category transitions
 * @since 0.1.0
 */
export const pay = (account: Account.Account, coin: string, amount: Rational.Rational): void => {
  credit(account, coin, amount)
}
