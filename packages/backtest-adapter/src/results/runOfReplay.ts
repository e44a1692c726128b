/**
 * A replay of one symbol in the form of a kernel run, so that statistics, tables and reports are the same for both.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Money, Rational, type Side } from "@backhand/core"
import type { OpenPosition, Run, Summary, Trades } from "../kernel/Run.ts"
import type { Market } from "../replay/Market.ts"
import { inTicks, priced } from "../replay/Place.ts"
import type { ReplayResult } from "../replay/ReplayResult.ts"
import type { OpenTrade, Trade } from "../replay/tradesOf.ts"

const number = Rational.toNumber
const signOf = (side: Side.Side): 1 | -1 => (side === "long" ? 1 : -1)

const tradesOf = ({ instrument }: Market, trades: ReadonlyArray<Trade>): Trades => {
  const doubles = (of: (trade: Trade) => Rational.Rational) => Float64Array.from(trades, (trade) => number(of(trade)))
  return {
    length: trades.length,
    side: Int8Array.from(trades, ({ side }) => signOf(side)),
    size: doubles(({ lots }) => Instrument.quantity(instrument, lots)),
    entryBar: Int32Array.from(trades, ({ entryBar }) => entryBar),
    exitBar: Int32Array.from(trades, ({ exitBar }) => exitBar),
    entryPrice: doubles(({ entry }) => entry),
    exitPrice: doubles(({ exit }) => exit),
    pnl: doubles(({ pnl }) => pnl),
    commission: doubles(({ commission }) => commission),
    funding: doubles(({ funding }) => funding)
  }
}

const openOf = ({ bars, instrument }: Market, trade: OpenTrade | undefined): OpenPosition | null => {
  if (trade === undefined) return null
  const close = inTicks(bars.close[bars.length - 1] ?? 1, priced({ bars, instrument }).step)
  return {
    side: signOf(trade.side),
    size: number(Instrument.quantity(instrument, trade.lots)),
    entryBar: trade.entryBar,
    entryPrice: number(trade.entry),
    unrealized: number(Money.profit(instrument, trade.side, trade.lots, trade.entry, close)),
    commission: number(trade.commission),
    funding: number(trade.funding)
  }
}

type Extremes = Pick<Summary, "maxEquity" | "minEquity" | "maxDrawdown" | "maxDrawdownFraction">

const markOf = (capital: number, profit: Float64Array) => {
  const equity = profit.map((it) => capital + it)
  const drawdown = new Float64Array(equity.length)
  let [peak, low, deepest, fraction] = [capital, capital, 0, 0]
  for (let i = 0; i < equity.length; i++) {
    const now = equity[i] as number
    peak = Math.max(peak, now)
    low = Math.min(low, now)
    drawdown[i] = peak - now
    deepest = Math.max(deepest, peak - now)
    fraction = Math.max(fraction, (peak - now) / peak)
  }
  const extremes: Extremes = { maxEquity: peak, minEquity: low, maxDrawdown: deepest, maxDrawdownFraction: fraction }
  return { equity, drawdown, extremes }
}

/**
 * The replay of one market as a run. Money is exact in the replay and rounded once here; equity between fills is not, so
 * its extremes may differ from the kernel's in the last digits. Of two open legs `openPosition` is the one opened last.
 *
 * @category conversions
 * @since 0.1.0
 */
export const runOfReplay = (market: Market, { summary, symbols }: ReplayResult): Run => {
  const own = symbols.find(({ symbol }) => symbol === market.instrument.symbol)
  if (own === undefined) throw new RangeError(`the replay has no ${market.instrument.symbol}: give a market of it`)
  const capital = number(summary.capital)
  const { drawdown, equity, extremes } = markOf(capital, own.profit)
  const worth = own.executions.map(({ lots, price }) => Money.value(market.instrument, lots, price))
  return {
    trades: tradesOf(market, own.trades),
    openPosition: openOf(market, own.openTrades.toSorted((a, b) => b.entryAtMs - a.entryAtMs)[0]),
    equity,
    drawdown,
    summary: {
      ...extremes,
      capital,
      finalEquity: number(Rational.add(summary.capital, own.net)),
      totalCommission: number(own.fees),
      totalFunding: number(own.funding),
      turnover: number(worth.reduce(Rational.add, Rational.zero)),
      trades: own.trades.length
    },
    arithmetic: "bigints"
  }
}
