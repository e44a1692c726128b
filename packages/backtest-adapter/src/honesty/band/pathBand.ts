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
import type { ReplayOptions } from "../../replay/ReplayOptions.ts"
import type { ReplayResult } from "../../replay/ReplayResult.ts"
import { eventsOf } from "./BandEvents.ts"
import type { Fall } from "./drawdowns.ts"
import { closedOf, type Trading } from "./Holder.ts"
import { pathPoint } from "./pathPoint.ts"
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

const refuse = (what: string, why: string): RangeError =>
  new RangeError(`pathBand: ${what} is not followed along paths: ${why}. Remedy: run the band without it.`)

const check = (options: ReplayOptions, { funding }: Market): void => {
  const { complete, legGapMs = 0, margin, outcome } = options
  if (margin !== undefined)
    throw refuse("margin", "what one path liquidates leaves more or less to be bound by everything after it")
  if (outcome !== undefined || complete === true)
    throw refuse("an outcome", "what it makes of an order may depend on anything")
  if (legGapMs !== 0) throw refuse("a gap between legs", "a bar does not tell the price so shortly after another")
  if (funding?.tie === "after" || funding?.tie === "both")
    throw refuse(
      `funding with the tie "${funding.tie}"`,
      "a bar does not tell whether a stop was reached at its first moment"
    )
}

const tradingOf = ({ instrument }: Market, options: ReplayOptions): Trading => {
  const { capital = 1_000_000, feeRate, makerFeeRate, size, slippageBps = 0, slippageTicks = 0, whenFlat } = options
  const ticks = Number(slippageTicks) * Rational.toNumber(instrument.priceStep)
  const taker = feeRate === undefined ? Rational.toNumber(instrument.takerFeeRate) : Number(feeRate)
  const isAllIn = typeof size === "object" && "allIn" in size
  return {
    isLinear: instrument.kind === "linear",
    feeRate: taker,
    restingRate: makerFeeRate === undefined ? taker : Number(makerFeeRate),
    slipped: (price, isBuying) => price + (isBuying ? 1 : -1) * (price * (Number(slippageBps) / 10_000) + ticks),
    size: typeof size === "object" ? Number.NaN : Number(size),
    mayEnter: whenFlat !== "ignore",
    allIn: isAllIn ? { unit: Number(size.allIn), capital: Number(capital) } : undefined
  }
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

const walked = (
  market: Market,
  result: ReplayResult,
  options: ReplayOptions,
  fill: "next-open" | "close"
): PathBand => {
  check(options, market)
  const { bars, instrument } = market
  const step = Rational.toNumber(Result.getOrThrow(Decimal.parsePositive("priceStep", bars.priceStep)))
  const price = (column: Float64Array, bar: number) => (column[bar] ?? 1) * step
  const trading = tradingOf(market, options)
  const events = eventsOf(market, result, fill)
  let walk = Walk.begin(price(bars.open, 0))
  for (let bar = 0; bar < bars.length; bar++) {
    const [open, high] = [price(bars.open, bar), price(bars.high, bar)]
    const prices = { tick: step, open, high, low: price(bars.low, bar), close: price(bars.close, bar) }
    const known = events.get(bar)
    walk = known === undefined ? Walk.holdBar(trading, walk, prices) : Walk.walkBar(trading, walk, bar, prices, known)
  }
  return bandOf(instrument.symbol, walk, wordsOf(market, result))
}

/**
 * Bands a replay: the best and the worst profit and drawdown over every path inside the bars, for each symbol by itself.
 *
 * Fills are where the fill rule puts them; what the band follows is what the rule leaves open: the order in which stops of
 * one bar are reached, what is held when funding is settled during such a bar, and how far equity falls inside bars. Orders
 * that are filled by trades or quotes leave nothing open: their path is known, and the band is that one point. Several
 * symbols can fall at one moment; their drawdowns do not add up to more than the account's, but may come close.
 *
 * - **Units** margin coin, in doubles. What is settled during a bar counts at its close.
 * - **Errors** throws a `RangeError` for what it does not follow, and says why: margin, outcomes, gaps between legs, funding
 *   with another tie than `before`, resting stops beside fills by trades or quotes, and all-in sizes where the order of stops
 *   matters too often.
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
  return markets.map((market) =>
    fill === "next-open" || fill === "close" ? walked(market, result, options, fill) : pathPoint(market, result, fill)
  )
}
