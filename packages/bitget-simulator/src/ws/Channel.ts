/**
 * The WebSocket channels: which there are, what each starts with, and what a change makes it say.
 *
 * @module
 * @since 0.1.0
 */
import { ProductType } from "@backhand/core"
import { tickerRow } from "../endpoints/market.ts"
import type { Account } from "../exchange/Account.ts"
import * as Candles from "../exchange/Candles.ts"
import * as Endpoint from "../exchange/Endpoint.ts"
import type { Listing } from "../exchange/Listing.ts"
import type { Push, State } from "../exchange/State.ts"
import * as Rows from "./rows.ts"

type Arg = Readonly<Record<string, unknown>>

/**
 * A subscription. `arg` is echoed as it was sent; `symbol` is null where the subscriber wants all of them.
 *
 * @category models
 * @since 0.1.0
 */
export type Subscription = { readonly key: string; readonly arg: Arg } & (
  | { readonly channel: "ticker"; readonly listing: Listing }
  | { readonly channel: "candle"; readonly listing: Listing; readonly granularity: Candles.Granularity }
  | {
      readonly channel: "orders" | "fill"
      readonly productType: ProductType.ProductType
      readonly symbol: string | null
    }
  | { readonly channel: "positions" | "account"; readonly productType: ProductType.ProductType }
)

const findPublic = (state: State, key: string, arg: Arg, name: string): Subscription | undefined => {
  const listing = state.listings.get(String(arg["instId"]))
  if (listing === undefined || listing.instrument.productType !== ProductType.parse(arg["instType"])) return undefined
  if (name === "ticker") return { key, arg, channel: "ticker", listing }
  const granularity = name.replace(/^candle/, "")
  return granularity !== name && Candles.isGranularity(granularity)
    ? { key, arg, channel: "candle", listing, granularity }
    : undefined
}

const findPrivate = (state: State, key: string, arg: Arg, channel: string): Subscription | undefined => {
  const productType = ProductType.parse(arg["instType"])
  const instId = arg["instId"] ?? arg["coin"] ?? "default"
  if (productType === undefined || typeof instId !== "string") return undefined
  if (channel === "positions" || channel === "account")
    return instId === "default" ? { key, arg, channel, productType } : undefined
  if (channel !== "orders" && channel !== "fill") return undefined
  if (instId === "default") return { key, arg, channel, productType, symbol: null }
  const instrument = state.listings.get(instId)?.instrument
  return instrument?.productType === productType
    ? { key, arg, channel, productType, symbol: instrument.symbol }
    : undefined
}

/**
 * The channel that an argument of a subscribe message names, or undefined where there is none on this address.
 *
 * @category decoding
 * @since 0.1.0
 */
export const find = (state: State, isPrivate: boolean, arg: Arg): Subscription | undefined => {
  const name = String(arg["channel"])
  const key = JSON.stringify([arg["instType"], name, arg["instId"] ?? arg["coin"]])
  return isPrivate ? findPrivate(state, key, arg, name) : findPublic(state, key, arg, name)
}

type Action = "snapshot" | "update"

const message = (state: State, { arg }: Subscription, action: Action, data: ReadonlyArray<unknown>, atMs: number) =>
  JSON.stringify({ action, arg, data, ts: Number(Endpoint.stamp(state, atMs)) })

/** The last bars, each of them whole: the market's own bars that any of them is made of. */
const candles = ({ market }: Listing, granularity: Candles.Granularity, count: number): ReadonlyArray<unknown> => {
  const own = Math.ceil((count * Candles.lengthOf(granularity)) / market.barMs)
  return Candles.aggregate(market.bars.slice(-own), granularity)
    .slice(-count)
    .map((bar) => Rows.candle(Candles.row(bar)))
}

const ticker = (state: State, listing: Listing, atMs: number): ReadonlyArray<unknown> => [
  { ...tickerRow(state, listing, atMs), instId: listing.instrument.symbol, symbolType: "1", deliveryPrice: "0" }
]

/** The forming bar alone goes into an update; the first push carries this many. */
const firstBars = 500

const first = (
  state: State,
  to: Subscription,
  account: Account | null,
  atMs: number
): ReadonlyArray<unknown> | null => {
  switch (to.channel) {
    case "ticker":
      return ticker(state, to.listing, atMs)
    case "candle":
      return candles(to.listing, to.granularity, firstBars)
    case "positions":
    case "account":
      return account === null ? null : Rows.ofAccount(state, to.channel, account, to.productType, account.holdings)
    case "orders":
    case "fill":
      return null
  }
}

/**
 * What a subscriber is sent on subscribing: positions, account, bars and the ticker start with a snapshot, orders and
 * fills with nothing.
 *
 * @category encoding
 * @since 0.1.0
 */
export const snapshot = (
  state: State,
  to: Subscription,
  account: Account | null,
  atMs: number
): ReadonlyArray<string> => {
  const data = first(state, to, account, atMs)
  return data === null ? [] : [message(state, to, "snapshot", data, atMs)]
}

const news = (state: State, to: Subscription, account: Account | null, push: Push, atMs: number) => {
  switch (to.channel) {
    case "ticker":
      return push.push === "price" && push.symbol === to.listing.instrument.symbol
        ? ticker(state, to.listing, atMs)
        : null
    case "candle":
      return push.push === "price" && push.symbol === to.listing.instrument.symbol
        ? candles(to.listing, to.granularity, 1)
        : null
    case "positions":
    case "account":
      return push.push === "positions" && push.uid === account?.uid && push.productType === to.productType
        ? Rows.ofAccount(state, to.channel, account, to.productType, push.holdings)
        : null
    case "orders":
    case "fill":
      return push.push === (to.channel === "fill" ? "fill" : "order") && push.uid === account?.uid
        ? Rows.ofOrder(state, push, to)
        : null
  }
}

/**
 * What a change makes a subscription say, or null where it does not concern it. Private pushes are called snapshots.
 *
 * @category encoding
 * @since 0.1.0
 */
export const update = (
  state: State,
  to: Subscription,
  account: Account | null,
  push: Push,
  atMs: number
): string | null => {
  const data = news(state, to, account, push, atMs)
  return data === null ? null : message(state, to, to.channel === "candle" ? "update" : "snapshot", data, atMs)
}
