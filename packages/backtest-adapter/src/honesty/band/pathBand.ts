/**
 * The band beside the point: what a run on bars could have come to on every path that its bars allow.
 *
 * A bar tells four prices, not the way between them. A position is worth less at some moment inside a bar than at any
 * close, and two resting stops may be reached in either order. Every path that begins at the open, ends at the close and
 * touches high and low is possible; of all of them together this gives the best and the worst.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Instrument, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { Market } from "../../replay/Market.ts"
import { isOfOrder } from "../../replay/outcomes.ts"
import type { ReplayOptions } from "../../replay/ReplayOptions.ts"
import type { ReplayResult } from "../../replay/ReplayResult.ts"
import { eventsOf } from "./BandEvents.ts"
import type { Fall } from "./drawdowns.ts"
import { closedOf } from "./Holder.ts"
import { pathPoint } from "./pathPoint.ts"
import { tradingOf, usualCapital } from "./tradingOf.ts"
import * as Walk from "./walkBar.ts"

/**
 * The least and the most of something over all paths, in margin coin.
 *
 * @category models
 * @since 0.1.0
 */
export interface Range {
  readonly best: number
  readonly worst: number
}

/**
 * A symbol's band.
 *
 * - `profit` net of fees and with funding, marked at the last close.
 * - `drawdown` the greatest fall from a peak, inside bars too.
 * - `trades` of the run, and how many of them are `ambiguous`: on some path they do not happen, or at another price.
 *
 * @category models
 * @since 0.1.0
 */
export interface PathBand {
  readonly symbol: string
  readonly profit: Range
  readonly drawdown: Range
  readonly trades: number
  readonly ambiguous: number
  readonly ambiguousShare: number
}

const refuse = (what: string, why: string, remedy = "run the band without it"): RangeError =>
  new RangeError(`pathBand: ${what} is not followed along paths: ${why}. Remedy: ${remedy}.`)

const check = (options: ReplayOptions, result: ReplayResult, { funding }: Market): void => {
  const { complete, legGapMs = 0, mode, outcome, size } = options
  if (outcome !== undefined && !isOfOrder(outcome))
    throw refuse(
      "an outcome of its own",
      "what it makes of an order may depend on anything",
      "use openRefused or openShrunk"
    )
  if (complete === true)
    throw refuse("the completion of reversals", "when its order leaves depends on what else is under way")
  if (legGapMs !== 0)
    throw refuse("a gap between legs", "whether the next order has to wait for the second leg depends on what is held")
  if (mode === "hedge" && typeof size !== "object" && result.decisions.some(({ signal }) => signal.size !== undefined))
    throw refuse("a size of a signal in hedge mode", "it may turn round a part of what is held", "leave sizes out")
  if (funding?.tie === "after" || funding?.tie === "both")
    throw refuse(
      `funding with the tie "${funding.tie}"`,
      "a bar does not tell whether a stop was reached at its first moment"
    )
}

/** The trades of the run in the words of the walk. */
const wordsOf = (market: Market, result: ReplayResult): ReadonlyArray<string> => {
  const { trades = [] } = result.symbols.find(({ symbol }) => symbol === market.instrument.symbol) ?? {}
  return trades.map(({ entry, entryBar, exit, exitBar, lots, side }) => {
    const size = Rational.toNumber(Instrument.quantity(market.instrument, lots))
    const holder = {
      sign: side === "long" ? (1 as const) : (-1 as const),
      size,
      entryBar,
      entry: Rational.toNumber(entry)
    }
    return closedOf(holder, exitBar, Rational.toNumber(exit))
  })
}

const bandOf = (symbol: string, { certain, states }: Walk.Walk, trades: ReadonlyArray<string>): PathBand => {
  const known = new Set(certain)
  const ambiguous = trades.filter((trade) => !known.has(trade)).length
  const falls = (of: (state: Walk.State) => ReadonlyArray<Fall>) => states.flatMap(of).map(({ most }) => most)
  return {
    symbol,
    profit: {
      best: Math.max(...states.map(({ most }) => most)),
      worst: Math.min(...states.map(({ least }) => least))
    },
    drawdown: {
      best: Math.min(...falls(({ gentle }) => gentle)),
      worst: Math.max(...falls(({ steep }) => steep))
    },
    trades: trades.length,
    ambiguous,
    ambiguousShare: trades.length === 0 ? 0 : ambiguous / trades.length
  }
}

type BarRule = "next-open" | "close"

/** Follows a symbol by bars. */
const walked = (
  market: Market,
  result: ReplayResult,
  options: ReplayOptions,
  fill: BarRule,
  isCounted: boolean
): Walk.Walk => {
  check(options, result, market)
  const { bars } = market
  const step = Rational.toNumber(Result.getOrThrow(Decimal.parsePositive("priceStep", bars.priceStep)))
  const price = (column: Float64Array, bar: number) => (column[bar] ?? 1) * step
  const trading = tradingOf(market, options, isCounted)
  const events = eventsOf(market, result, fill, options)
  let walk = Walk.begin(price(bars.open, 0))
  for (let bar = 0; bar < bars.length; bar++) {
    const [open, high] = [price(bars.open, bar), price(bars.high, bar)]
    const prices = { tick: step, open, high, low: price(bars.low, bar), close: price(bars.close, bar) }
    const known = events.get(bar)
    walk =
      known === undefined ? Walk.holdBar(trading, walk, bar, prices) : Walk.walkBar(trading, walk, bar, prices, known)
  }
  return walk
}

/**
 * Follows every symbol. While margin never binds more than there is, on no path of any, what one has made does not matter to
 * what is opened; where it does, paths of one symbol are kept apart by it.
 */
const walkedAll = (
  markets: ReadonlyArray<Market>,
  result: ReplayResult,
  options: ReplayOptions,
  fill: BarRule
): ReadonlyArray<Walk.Walk> => {
  const capital = Number(options.capital ?? usualCapital)
  const walks = markets.map((market) => walked(market, result, options, fill, false))
  if (options.margin === undefined) return walks
  const free = walks.reduce((sum, walk) => sum + Math.min(0, walk.free - capital), capital)
  if (free >= -1e-9 * capital) return walks
  if (markets.length === 1) return markets.map((market) => walked(market, result, options, fill, true))
  throw refuse(
    "margin of several symbols that may run out",
    "what one symbol can open depends on the paths of all others",
    "give more capital, or band each symbol by itself"
  )
}

/**
 * Bands a replay: the best and the worst profit and drawdown over every path inside the bars, for each symbol by itself.
 *
 * Fills are where the fill rule puts them, and orders wait as long as they did in the run; what the band follows is what the
 * rule leaves open: the order in which stops of one bar are reached, what is liquidated before them or after, what is held
 * when funding is settled during such a bar, and how far equity falls inside bars. Orders that are filled by trades or quotes
 * leave nothing open: their path is known, and the band is that one point. Several symbols can fall at one moment; their
 * drawdowns do not add up to more than the account's, but may come close.
 *
 * - **Units** margin coin, in doubles. What is settled during a bar counts at its close.
 * - **Errors** throws a `RangeError` for what it does not follow, and says why: outcomes that depend on more than the order, completions, gaps between legs, parts of
 *   positions in hedge mode, margin of several symbols that may run out, funding with another tie than `before`, resting
 *   stops beside fills by trades or quotes, and paths whose money decides too often what they open.
 *
 * @param result What `replay` gave for these markets and options.
 * @category checks
 * @since 0.1.0
 */
export const pathBand = (
  markets: ReadonlyArray<Market>,
  result: ReplayResult,
  options: ReplayOptions
): ReadonlyArray<PathBand> => {
  const { fill = "next-open" } = options
  if (fill !== "next-open" && fill !== "close") return markets.map((market) => pathPoint(market, result, fill))
  return walkedAll(markets, result, options, fill).map((walk, k) => {
    const market = markets[k] as Market
    return bandOf(market.instrument.symbol, walk, wordsOf(market, result))
  })
}
