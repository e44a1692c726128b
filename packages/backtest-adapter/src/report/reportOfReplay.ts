/**
 * A replay as a report's input.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Rational } from "@backhand/core"
import * as Costs from "../honesty/Costs.ts"
import { waitingOf } from "../honesty/waiting.ts"
import type { Market } from "../replay/Market.ts"
import type { ReplayResult, SymbolResult } from "../replay/ReplayResult.ts"
import type { OpenTrade, Trade } from "../replay/tradesOf.ts"
import * as Statistics from "../statistics/Statistics.ts"
import { costWords } from "./costWords.ts"
import { replayAsRun } from "./replayAsRun.ts"
import type {
  ReportAbout,
  ReportBand,
  ReportInput,
  ReportLimit,
  ReportPosition,
  ReportSymbol,
  ReportTrade
} from "./ReportInput.ts"

const { toNumber } = Rational

const positionOf = ({ instrument }: Market, trade: OpenTrade): ReportPosition => ({
  side: trade.side,
  size: toNumber(Instrument.quantity(instrument, trade.lots)),
  entryBar: trade.entryBar,
  entryTime: trade.entryAtMs,
  entryPrice: toNumber(trade.entry),
  commission: toNumber(trade.commission),
  funding: toNumber(trade.funding)
})

const tradeOf = (market: Market, trade: Trade): ReportTrade => ({
  ...positionOf(market, trade),
  exitBar: trade.exitBar,
  exitTime: trade.exitAtMs,
  exitPrice: toNumber(trade.exit),
  pnl: toNumber(trade.pnl)
})

const symbolOf = (
  market: Market,
  { net, openTrades, symbol, trades }: SymbolResult,
  free: SymbolResult | undefined
): ReportSymbol => ({
  symbol,
  kind: market.instrument.kind,
  net: toNumber(net),
  limitCost: free === undefined ? undefined : toNumber(Rational.subtract(free.net, net)),
  bars: market.bars,
  trades: trades.map((trade) => tradeOf(market, trade)),
  open: openTrades.map((trade) => positionOf(market, trade))
})

/**
 * The limit of a run in words, and the same run without it where there is one.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayLimit {
  readonly limit: string
  readonly unlimited?: ReplayResult | undefined
}

/**
 * What is known of a replay besides its result: the limit that bound the account, and the bands of its symbols, as
 * `pathBand` gives them.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayMore {
  readonly limit?: ReplayLimit | undefined
  readonly bands?: ReadonlyArray<SymbolBand> | undefined
}

/**
 * The best and the worst of one symbol over every path inside its bars.
 *
 * @category models
 * @since 0.1.0
 */
export interface SymbolBand extends Pick<ReportBand, "symbol" | "trades" | "ambiguous"> {
  readonly profit: { readonly worst: number; readonly best: number }
  readonly drawdown: { readonly worst: number; readonly best: number }
}

/** The deepest fall of a symbol's profit below its highest close so far, in money. */
const deepestFall = (profit: Float64Array): number => {
  let [peak, deepest] = [0, 0]
  for (const now of profit) {
    peak = Math.max(peak, now)
    deepest = Math.max(deepest, peak - now)
  }
  return deepest
}

const bandOf = ({ symbols }: ReplayResult, { ambiguous, drawdown, profit, symbol, trades }: SymbolBand): ReportBand => {
  const own = symbols.find((it) => it.symbol === symbol)
  return {
    symbol,
    trades,
    ambiguous,
    profit: { ...profit, point: own === undefined ? Number.NaN : toNumber(own.net) },
    drawdown: { ...drawdown, point: own === undefined ? Number.NaN : deepestFall(own.profit) }
  }
}

const limitOf = (result: ReplayResult, { limit, unlimited }: ReplayLimit): ReportLimit => ({
  limit,
  delays: result.delays,
  waits: result.orders.map(({ readyAtMs, sentAtMs }) => ({ atMs: readyAtMs, waitMs: sentAtMs - readyAtMs })),
  waiting: toNumber(unlimited === undefined ? Costs.ofResult(result).limiter : waitingOf(result, unlimited)),
  unlimited: unlimited === undefined ? undefined : toNumber(unlimited.summary.finalEquity)
})

const costsOf = (result: ReplayResult): ReportInput["costs"] => {
  const costs = Costs.ofResult(result)
  return Costs.causes.map((cause) => {
    const [name, meaning] = costWords[cause]
    return { name, meaning, money: toNumber(costs[cause]) }
  })
}

/**
 * Describes a replay for a report.
 *
 * @param markets The markets that were replayed, in the same order.
 * @param more The limit, where one bound the account, and the bands, where they were computed.
 * @category conversions
 * @since 0.1.0
 */
export const reportOfReplay = (
  markets: ReadonlyArray<Market>,
  result: ReplayResult,
  about: ReportAbout,
  { bands, limit }: ReplayMore = {}
): ReportInput => {
  const { bars, run } = replayAsRun(markets, result)
  const kind = markets[0]?.instrument.kind
  return {
    ...about,
    capital: run.summary.capital,
    finalEquity: run.summary.finalEquity,
    account: { time: bars.time, equity: run.equity },
    symbols: markets.map((market, index) =>
      symbolOf(market, result.symbols[index] as SymbolResult, limit?.unlimited?.symbols[index])
    ),
    statistics: Statistics.of(bars, run, { kind }),
    costs: costsOf(result),
    ...(limit === undefined ? {} : { limit: limitOf(result, limit) }),
    ...(bands === undefined ? {} : { bands: bands.map((band) => bandOf(result, band)) })
  }
}
