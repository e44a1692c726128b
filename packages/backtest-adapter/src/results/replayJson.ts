/**
 * A replay of any number of symbols as one JSON object, the form that other programs read.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Money, Rational } from "@backhand/core"
import * as Costs from "../honesty/Costs.ts"
import { waitingOf } from "../honesty/waiting.ts"
import type { Delays } from "../replay/Delays.ts"
import type { Market } from "../replay/Market.ts"
import type { ReplayResult, SymbolResult } from "../replay/ReplayResult.ts"
import type { OpenTrade, Trade } from "../replay/tradesOf.ts"
import { closedTrades } from "../report/placed.ts"
import { replayAsRun } from "../report/replayAsRun.ts"
import type { Statistics } from "../statistics/Statistics.ts"
import { type OpenJson, orNull, type ResultJson, type TradeJson } from "./resultJson.ts"
import { decimal } from "./Table.ts"

const { toNumber } = Rational

/**
 * One symbol's part: its profit after fees and funding, what is open at the end, and its signals as `[bar, 1 | -1]`,
 * decided on the close of the bar; one that rests is there once it is reached. `limitCost` is what the rate limit cost it, null where that is not known.
 *
 * @category models
 * @since 0.1.0
 */
export interface SymbolJson {
  readonly symbol: string
  readonly trades: number
  readonly net: number
  readonly fees: number
  readonly funding: number
  readonly limitCost: number | null
  readonly openPositions: ReadonlyArray<OpenJson>
  readonly signals: ResultJson["signals"]
}

/**
 * What the rate limit cost in money: final equity without it, less that with it; `waiting` is the part that delayed orders
 * paid, `other` that of positions held longer, shorter or not at all.
 *
 * @category models
 * @since 0.1.0
 */
export interface LimitJson {
  readonly finalEquityWithout: number
  readonly cost: number
  readonly waiting: number
  readonly other: number
}

/**
 * A replay. Trades are those of all symbols, in the order of their closing; bars are counted in those of their own symbol.
 * `costs` are of all orders, by cause. `limit` is null where there is no run without it to compare with.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayJson extends Pick<ResultJson, "summary" | "stats"> {
  readonly symbols: ReadonlyArray<SymbolJson>
  readonly trades: ReadonlyArray<TradeJson & { readonly symbol: string }>
  readonly delays: Delays
  readonly costs: Readonly<Record<Costs.Cause, number>>
  readonly limit: LimitJson | null
}

const written = (value: Rational.Rational): string => decimal(toNumber(value))

const entryOf = ({ bars, instrument }: Market, { entry, entryBar, lots, side }: OpenTrade) => ({
  side,
  size: written(Instrument.quantity(instrument, lots)),
  entryBar,
  entryTime: bars.time[entryBar] as number,
  entryPrice: written(entry)
})

const tradeOf = (market: Market, trade: Trade): TradeJson & { readonly symbol: string } => ({
  symbol: market.instrument.symbol,
  ...entryOf(market, trade),
  exitBar: trade.exitBar,
  exitTime: market.bars.time[trade.exitBar] as number,
  exitPrice: written(trade.exit),
  pnl: toNumber(trade.pnl),
  commission: toNumber(trade.commission),
  funding: toNumber(trade.funding)
})

const openOf = (market: Market, trade: OpenTrade, lastClose: Rational.Rational): OpenJson => ({
  ...entryOf(market, trade),
  unrealized: toNumber(Money.profit(market.instrument, trade.side, trade.lots, trade.entry, lastClose)),
  commission: toNumber(trade.commission),
  funding: toNumber(trade.funding)
})

const signalsOf = ({ decisions }: ReplayResult, name: string): SymbolJson["signals"] =>
  decisions.flatMap(({ bar, signal: { side, symbol } }) => (symbol === name ? [[bar, side === "long" ? 1 : -1]] : []))

/**
 * The closed trades of all symbols, in the order of their closing.
 *
 * @category conversions
 * @since 0.1.0
 */
export const tradesJson = (markets: ReadonlyArray<Market>, result: ReplayResult): ReplayJson["trades"] =>
  closedTrades(markets, result).map(({ market, trade }) => tradeOf(market, trade))

/**
 * What the limit of a replay cost against the same run without it.
 *
 * @category conversions
 * @since 0.1.0
 */
export const limitJson = (result: ReplayResult, free: ReplayResult): LimitJson => {
  const cost = Rational.subtract(free.summary.finalEquity, result.summary.finalEquity)
  const waiting = waitingOf(result, free)
  const other = Rational.subtract(cost, waiting)
  const finalEquityWithout = toNumber(free.summary.finalEquity)
  return { finalEquityWithout, cost: toNumber(cost), waiting: toNumber(waiting), other: toNumber(other) }
}

/**
 * Makes the object of a replay and its statistics.
 *
 * @param markets The markets that were replayed, in the same order.
 * @param free The same run without a rate limit, where what the limit cost is to be told.
 * @category conversions
 * @since 0.1.0
 */
export const replayJson = (
  markets: ReadonlyArray<Market>,
  result: ReplayResult,
  stats: Statistics,
  free?: ReplayResult
): ReplayJson => {
  const symbols = markets.map((market, k) => ({ market, own: result.symbols[k] as SymbolResult }))
  const costs = Costs.ofResult(result)
  return {
    symbols: symbols.map(({ market, own }, k) => {
      const without = free?.symbols[k]
      return {
        symbol: own.symbol,
        trades: own.trades.length,
        net: toNumber(own.net),
        fees: toNumber(own.fees),
        funding: toNumber(own.funding),
        limitCost: without === undefined ? null : toNumber(Rational.subtract(without.net, own.net)),
        openPositions: own.openTrades.map((trade) => openOf(market, trade, own.lastClose)),
        signals: signalsOf(result, own.symbol)
      }
    }),
    trades: tradesJson(markets, result),
    summary: replayAsRun(markets, result).run.summary,
    stats: orNull(stats),
    delays: result.delays,
    costs: Object.fromEntries(Costs.causes.map((cause) => [cause, toNumber(costs[cause])])) as ReplayJson["costs"],
    limit: free === undefined ? null : limitJson(result, free)
  }
}
