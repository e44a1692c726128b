/**
 * The WebSocket channels: which there are, what each starts with, and what a change makes it say.
 *
 * @module
 * @since 0.1.0
 */
import { ProductType } from "@backhand/core"
import { tickerRow } from "../endpoints/market.ts"
import * as Candles from "../exchange/Candles.ts"
import * as Endpoint from "../exchange/Endpoint.ts"
import type { Push, State } from "../exchange/State.ts"
import * as Rows from "./rows.ts"

/**
 * A subscription. `arg` is echoed as it was sent.
 *
 * @category models
 * @since 0.1.0
 */
export interface Subscription {
  readonly key: string
  readonly arg: Readonly<Record<string, unknown>>
  readonly channel: string
  readonly productType: ProductType.ProductType
  readonly instId: string
}

const privateChannels = new Set(["orders", "positions", "fill", "account"])

const candleOf = (channel: string): Candles.Granularity | undefined => {
  const granularity = channel.startsWith("candle") ? channel.slice("candle".length) : ""
  return Candles.isGranularity(granularity) ? granularity : undefined
}

const isKnown = (state: State, isPrivate: boolean, { channel, instId, productType }: Subscription): boolean => {
  const listing = state.listings.get(instId)
  const isListed = listing?.instrument.productType === productType
  if (!isPrivate) return isListed && (channel === "ticker" || candleOf(channel) !== undefined)
  if (!privateChannels.has(channel)) return false
  return instId === "default" || (isListed && channel !== "positions" && channel !== "account")
}

/**
 * The channel that an argument of a subscribe message names, or undefined where there is none on this address.
 *
 * @category decoding
 * @since 0.1.0
 */
export const find = (
  state: State,
  isPrivate: boolean,
  arg: Readonly<Record<string, unknown>>
): Subscription | undefined => {
  const productType = ProductType.parse(arg["instType"])
  const channel = typeof arg["channel"] === "string" ? arg["channel"] : ""
  const id = channel === "account" ? (arg["coin"] ?? arg["instId"]) : arg["instId"]
  const instId = typeof id === "string" ? id : "default"
  if (productType === undefined) return undefined
  const subscription = { key: `${productType} ${channel} ${instId}`, arg, channel, productType, instId }
  return isKnown(state, isPrivate, subscription) ? subscription : undefined
}

const message = (
  state: State,
  { arg }: Subscription,
  action: "snapshot" | "update",
  data: ReadonlyArray<unknown>,
  atMs: number
): string => JSON.stringify({ action, arg, data, ts: Number(Endpoint.stamp(state, atMs)) })

const candles = (state: State, subscription: Subscription, count: number): ReadonlyArray<unknown> => {
  const granularity = candleOf(subscription.channel)
  const market = state.listings.get(subscription.instId)?.market
  if (granularity === undefined || market === undefined) return []
  const own = Candles.lengthOf(granularity) / market.barMs
  const recent = market.bars.slice(-Math.max(count * Math.ceil(own), count))
  return Candles.aggregate(recent, granularity)
    .slice(-count)
    .map((bar) => Rows.candle(Candles.row(bar)))
}

const ticker = (state: State, { instId }: Subscription, atMs: number): ReadonlyArray<unknown> => {
  const listing = state.listings.get(instId)
  return listing === undefined
    ? []
    : [{ ...tickerRow(state, listing, atMs), instId, symbolType: "1", deliveryPrice: "0" }]
}

/** The forming bar alone goes into an update; the first push carries this many. */
const firstBars = 500

/**
 * What a subscriber is sent on subscribing: positions, account, bars and the ticker start with a snapshot, orders and
 * fills with nothing.
 *
 * @category encoding
 * @since 0.1.0
 */
export const snapshot = (
  state: State,
  subscription: Subscription,
  uid: string | null,
  atMs: number
): ReadonlyArray<string> => {
  const { channel } = subscription
  const data =
    channel === "ticker"
      ? ticker(state, subscription, atMs)
      : channel === "positions" || channel === "account"
        ? Rows.ofAccount(state, channel, uid ?? "", subscription.productType)
        : candleOf(channel) === undefined
          ? null
          : candles(state, subscription, firstBars)
  return data === null ? [] : [message(state, subscription, "snapshot", data, atMs)]
}

/**
 * What a change makes a subscription say, or null where it does not concern it. Private pushes are called snapshots.
 *
 * @category encoding
 * @since 0.1.0
 */
export const update = (
  state: State,
  subscription: Subscription,
  uid: string | null,
  push: Push,
  atMs: number
): string | null => {
  const { channel, instId, productType } = subscription
  if (push.push === "price") {
    if (push.symbol !== instId) return null
    if (channel === "ticker") return message(state, subscription, "snapshot", ticker(state, subscription, atMs), atMs)
    return candleOf(channel) === undefined
      ? null
      : message(state, subscription, "update", candles(state, subscription, 1), atMs)
  }
  if (push.uid !== uid) return null
  const isMine = (symbol: string) => instId === "default" || instId === symbol
  if (push.push === "positions")
    return (channel === "positions" || channel === "account") && push.productType === productType
      ? message(state, subscription, "snapshot", Rows.ofAccount(state, channel, uid, productType), atMs)
      : null
  const row = push.push === "order" ? push.order : push.trade
  if (row.productType !== productType || !isMine(row.symbol)) return null
  if (push.push === "order" && channel === "orders")
    return message(state, subscription, "snapshot", Rows.order(state, push.order, push.trade), atMs)
  return push.push === "fill" && channel === "fill"
    ? message(state, subscription, "snapshot", Rows.fill(state, push.trade), atMs)
    : null
}
