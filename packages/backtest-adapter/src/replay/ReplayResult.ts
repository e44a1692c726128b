/**
 * What a replay gives: trades and equity of each symbol, every event, and what the rate limit did.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Money, Rational, type ReversalEvent } from "@backhand/core"
import * as Result from "effect/Result"
import * as Delays from "./Delays.ts"
import { equityOf } from "./equityOf.ts"
import type { Market } from "./Market.ts"
import type { Execution } from "./PaperVenue.ts"
import type { ReplayOptions } from "./ReplayOptions.ts"
import { type OpenTrade, type Trade, tradesOf } from "./tradesOf.ts"

/**
 * One symbol's part of a replay. `equity` is its own profit, after fees, marked at every close of its bars.
 *
 * @category models
 * @since 0.1.0
 */
export interface SymbolResult {
  readonly symbol: string
  readonly trades: ReadonlyArray<Trade>
  readonly openTrades: ReadonlyArray<OpenTrade>
  readonly profit: Float64Array
}

/**
 * A finished replay. Money is exact, in the margin coin: `finalEquity` is capital and profit with open positions marked
 * at the last close and all fees paid so far deducted.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayResult {
  readonly symbols: ReadonlyArray<SymbolResult>
  readonly executions: ReadonlyArray<Execution>
  readonly events: ReadonlyArray<ReversalEvent.ReversalEvent>
  readonly delays: Delays.Delays
  readonly summary: {
    readonly capital: Rational.Rational
    readonly finalEquity: Rational.Rational
    readonly fees: Rational.Rational
    readonly realized: Rational.Rational
    readonly trades: number
    readonly orders: number
  }
}

const sum = (values: ReadonlyArray<Rational.Rational>): Rational.Rational => values.reduce(Rational.add, Rational.zero)

const lastClose = ({ bars }: Market): Rational.Rational => {
  const step = Result.getOrElse(Decimal.parsePositive("priceStep", bars.priceStep), () => Rational.make(1n))
  return Rational.multiply(Rational.fromInteger(bars.close[bars.length - 1] ?? 0), step)
}

const unrealized = (market: Market, open: ReadonlyArray<OpenTrade>): Rational.Rational =>
  sum(open.map(({ entry, lots, side }) => Money.profit(market.instrument, side, lots, entry, lastClose(market))))

const resultOf = (market: Market, executions: ReadonlyArray<Execution>) => {
  const { symbol } = market.instrument
  const own = executions.filter((execution) => execution.symbol === symbol)
  const { openTrades, trades } = tradesOf(market, own)
  return { symbol, trades, openTrades, profit: equityOf(market, own), unrealized: unrealized(market, openTrades) }
}

/** Sums a finished run up. */
export const summarize = (
  markets: ReadonlyArray<Market>,
  executions: ReadonlyArray<Execution>,
  events: ReadonlyArray<ReversalEvent.ReversalEvent>,
  options: ReplayOptions
): ReplayResult => {
  const symbols = markets.map((market) => resultOf(market, executions))
  const capital = Result.getOrElse(
    Decimal.parse("capital", String(Decimal.fromJson(options.capital ?? 1_000_000))),
    () => Rational.zero
  )
  const fees = sum(executions.map(({ fee }) => fee))
  const realized = sum(executions.map((execution) => execution.realized))
  const open = sum(symbols.map((symbol) => symbol.unrealized))
  return {
    symbols,
    executions,
    events,
    delays: Delays.of(events),
    summary: {
      capital,
      finalEquity: Rational.subtract(sum([capital, realized, open]), fees),
      fees,
      realized,
      trades: symbols.reduce((count, { trades }) => count + trades.length, 0),
      orders: events.filter(({ event }) => event === "sent").length
    }
  }
}
