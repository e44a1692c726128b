/**
 * The public endpoints: time, contracts, prices, bars.
 *
 * @module
 * @since 0.1.0
 */
import { ProductType, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import * as Candles from "../exchange/Candles.ts"
import * as Endpoint from "../exchange/Endpoint.ts"
import type { Listing } from "../exchange/Listing.ts"
import * as Market from "../exchange/Market.ts"
import type { State } from "../exchange/State.ts"
import * as Parameters from "../exchange/Parameters.ts"
import * as VenueError from "../exchange/VenueError.ts"

type Call = Endpoint.PublicCall

/**
 * `GET /api/v2/public/time`.
 *
 * @category handling
 * @since 0.1.0
 */
export const time = ({ atMs, state }: Call): Endpoint.Outcome =>
  Result.succeed({ serverTime: Endpoint.stamp(state, atMs) })

/**
 * `GET /api/v2/mix/market/contracts`: the contracts of a product type, or one of them. Of the delisted demo product types
 * there are none left: clients that ask for all six (ccxt) are answered.
 *
 * @category handling
 * @since 0.1.0
 */
export const contracts = ({ params, state }: Call): Endpoint.Outcome =>
  Result.gen(function* () {
    const given = ProductType.parse(params["productType"])
    if (given !== undefined && ProductType.isDelisted(given)) return []
    const productType = yield* Parameters.productType(params)
    const { symbol } = params
    const wanted = [...state.listings.values()].filter(
      (listing) =>
        listing.instrument.productType === productType &&
        (symbol === undefined || symbol === "" || listing.instrument.symbol === symbol)
    )
    return symbol !== undefined && symbol !== "" && wanted.length === 0
      ? yield* VenueError.fail("40034", `Parameter ${symbol} does not exist`)
      : wanted.map((listing) => listing.contract)
  })

const dayMs = 86_400_000

/**
 * What the ticker endpoint and the ticker channel say of a contract; the day's figures come from the bars.
 *
 * @category encoding
 * @since 0.1.0
 */
export const tickerRow = (state: State, listing: Listing, atMs: number) => {
  const { instrument, market } = listing
  const text = Rational.toDecimal
  const day = market.bars.filter((bar) => bar.openAt > atMs - dayMs && bar.openAt <= atMs)
  const first = day[0]?.open ?? market.last
  const { spreadTicks } = state.behaviour
  return {
    symbol: instrument.symbol,
    lastPr: text(market.last),
    askPr: text(Market.executable(market, instrument, "buy", spreadTicks)),
    bidPr: text(Market.executable(market, instrument, "sell", spreadTicks)),
    bidSz: "100",
    askSz: "100",
    high24h: text(day.reduce((most, bar) => Market.max(most, bar.high), market.last)),
    low24h: text(day.reduce((least, bar) => Market.min(least, bar.low), market.last)),
    open24h: text(first),
    ts: Endpoint.stamp(state, atMs),
    change24h: text(Rational.divide(Rational.subtract(market.last, first), first)).slice(0, 10),
    baseVolume: text(day.reduce((total, bar) => Rational.add(total, bar.volume), Rational.zero)),
    quoteVolume: text(
      day.reduce((total, bar) => Rational.add(total, Rational.multiply(bar.volume, bar.close)), Rational.zero)
    ),
    indexPrice: text(market.mark),
    markPrice: text(market.mark),
    fundingRate: text(listing.fundingRate),
    nextFundingTime: String((Math.floor(atMs / listing.fundingMs) + 1) * listing.fundingMs),
    holdingAmount: "0"
  }
}

/**
 * `GET /api/v2/mix/market/ticker`.
 *
 * @category handling
 * @since 0.1.0
 */
export const ticker = ({ atMs, params, state }: Call): Endpoint.Outcome =>
  Result.map(Parameters.listed(state, params), (listing) => [tickerRow(state, listing, atMs)])

const bars = (call: Call, most: number, select: (bars: ReadonlyArray<Market.Bar>) => ReadonlyArray<Market.Bar>) =>
  Result.gen(function* () {
    const { params, state } = call
    const { market } = yield* Parameters.listed(state, params)
    const granularity = yield* Parameters.needed(params, "granularity")
    if (!Candles.isGranularity(granularity))
      return yield* VenueError.fail("400171", "Parameter verification failed granularity")
    const limit = Math.min(Math.max(1, Number(params["limit"] ?? 100) || 100), most)
    return select(Candles.aggregate(market.bars, granularity)).slice(-limit).map(Candles.row)
  })

/**
 * `GET /api/v2/mix/market/candles`: ascending, the forming bar included. Mark and index bars are the market's.
 *
 * - **Errors** `400171` for an unknown granularity.
 *
 * @category handling
 * @since 0.1.0
 */
export const candles = (call: Call): Endpoint.Outcome => {
  const from = Number(call.params["startTime"] ?? Number.NEGATIVE_INFINITY)
  const to = Number(call.params["endTime"] ?? Number.POSITIVE_INFINITY)
  return bars(call, 1000, (rows) => rows.filter((bar) => bar.openAt >= from && bar.openAt <= to))
}

/**
 * `GET /api/v2/mix/market/history-candles`: closed bars that opened before `endTime`, ascending; `startTime` is
 * ignored, so history is paged backwards.
 *
 * - **Errors** `400171` for an unknown granularity.
 *
 * @category handling
 * @since 0.1.0
 */
export const historyCandles = (call: Call): Endpoint.Outcome => {
  const to = Number(call.params["endTime"] ?? Number.POSITIVE_INFINITY)
  return bars(call, 200, (rows) => rows.slice(0, -1).filter((bar) => bar.openAt < to))
}
