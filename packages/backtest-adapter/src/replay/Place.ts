/**
 * Where an order is filled on history, and at which price.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import { closeTime } from "../kernel/Funding.ts"
import { barAt, firstAt, firstOpeningAt, lastClosedBy, type Market } from "./Market.ts"

/**
 * What an order is filled against.
 *
 * @category models
 * @since 0.1.0
 */
export type FillRule = "next-open" | "close" | "first-trade" | "quote"

/** Where and when an order is filled. `price` is the middle where there are a bid and an ask. */
export interface Place {
  readonly bar: number
  readonly atMs: number
  readonly price: Rational.Rational
  readonly bid?: Rational.Rational
  readonly ask?: Rational.Rational
}

/** A market whose prices can be looked up, and how many of its trades the strategy has been told. */
export interface Priced {
  readonly market: Market
  readonly step: Rational.Rational
  readonly tradeStep: Rational.Rational
  readonly quoteStep: Rational.Rational
  toldTrades: number
}

const stepOf = (field: string, step: string): Rational.Rational =>
  Result.getOrThrowWith(
    Decimal.parsePositive(field, step),
    ({ message, remedy }) => new RangeError(`${message}. Remedy: ${remedy}.`)
  )

/** Makes the prices of a market ready to be looked up. */
export const priced = (market: Market): Priced => ({
  market,
  step: stepOf("bars.priceStep", market.bars.priceStep),
  tradeStep: stepOf("trades.priceStep", market.trades?.priceStep ?? "1"),
  quoteStep: stepOf("quotes.priceStep", market.quotes?.priceStep ?? "1"),
  toldTrades: 0
})

/** A price of `ticks` of a step. */
export const inTicks = (ticks: number, step: Rational.Rational): Rational.Rational =>
  Rational.make(BigInt(ticks) * step.num, step.den)

const atOpen = ({ market: { bars }, step }: Priced, atMs: number): Place | undefined => {
  const bar = firstOpeningAt(bars, atMs)
  const ticks = bars.open[bar]
  return ticks === undefined ? undefined : { bar, atMs: bars.time[bar] as number, price: inTicks(ticks, step) }
}

/**
 * What comes within a bar waits for its close: nobody fills at a price of the past. Only a signal that was dated beforehand
 * belongs to the last close by its date, as a line of a file says.
 */
const atClose = ({ market: { bars }, step }: Priced, atMs: number, datedAtMs: number): Place | undefined => {
  const closed = lastClosedBy(bars, atMs)
  const isLate = atMs > datedAtMs && (closed < 0 || closeTime(bars, closed) < atMs)
  const bar = isLate ? closed + 1 : closed
  // The last close ends the history: like the kernel, and most engines, nothing is filled there.
  const ticks = bar >= bars.length - 1 ? undefined : bars.close[bar]
  if (ticks === undefined) return undefined
  return { bar, atMs: isLate ? closeTime(bars, bar) : atMs, price: inTicks(ticks, step) }
}

/** A trade that the strategy has been told was over when it decided. */
const atTrade = (
  { market, tradeStep }: Priced,
  atMs: number,
  _datedAtMs: number,
  toldTrades: number
): Place | undefined => {
  const { trades } = market
  if (trades === undefined) return undefined
  const index = Math.max(firstAt(trades.time, atMs), toldTrades)
  const ticks = trades.price[index]
  if (ticks === undefined) return undefined
  const time = trades.time[index] as number
  return { bar: barAt(market.bars, time), atMs: time, price: inTicks(ticks, tradeStep) }
}

const half = Rational.make(1n, 2n)

/** The quote in force; before the first one, the first. Nothing is filled by a quote once the bars are over. */
const atQuote = ({ market, quoteStep }: Priced, atMs: number): Place | undefined => {
  const { bars, quotes } = market
  if (quotes === undefined || atMs > (bars.time[bars.length - 1] ?? Number.POSITIVE_INFINITY) + bars.intervalMs)
    return undefined
  const index = Math.max(0, firstAt(quotes.time, atMs + 1) - 1)
  const time = quotes.time[index]
  if (time === undefined) return undefined
  const bid = inTicks(quotes.bid[index] as number, quoteStep)
  const ask = inTicks(quotes.ask[index] as number, quoteStep)
  const at = Math.max(time, atMs)
  return { bar: barAt(bars, at), atMs: at, price: Rational.multiply(Rational.add(bid, ask), half), bid, ask }
}

type Rule = (self: Priced, atMs: number, datedAtMs: number, toldTrades: number) => Place | undefined

const rules: Readonly<Record<FillRule, Rule>> = {
  "next-open": atOpen,
  close: atClose,
  "first-trade": atTrade,
  quote: atQuote
}

/** Where an order is filled that arrives at a time, its signal dated at another; undefined where the history ends before. */
export const find = (
  self: Priced,
  rule: FillRule,
  atMs: number,
  datedAtMs: number,
  toldTrades = self.toldTrades
): Place | undefined => rules[rule](self, atMs, datedAtMs, toldTrades)

/** The last price that was known at a time: of the last trade that was told, where it came after the last close. */
export const lastKnown = (self: Priced, atMs: number): Rational.Rational | undefined => {
  const { bars, trades } = self.market
  const told = self.toldTrades - 1
  const ticks = trades?.price[told]
  const closed = lastClosedBy(bars, atMs)
  const isNewer = closed < 0 || closeTime(bars, closed) <= (trades?.time[told] ?? 0)
  if (ticks !== undefined && isNewer) return inTicks(ticks, self.tradeStep)
  const close = bars.close[closed]
  return close === undefined ? undefined : inTicks(close, self.step)
}

/** The price that is known when a signal comes, as its order will be filled: of the quote in force, else the last one told. */
export const decided = (self: Priced, rule: FillRule, atMs: number): Rational.Rational | undefined =>
  rule === "quote" ? atQuote(self, atMs)?.price : lastKnown(self, atMs)

/** Where an order is filled that costs nothing: at once, at the price it was decided on. Once the bars are over, nowhere. */
export const ideal = (
  { market: { bars } }: Priced,
  atMs: number,
  price: Rational.Rational | undefined
): Place | undefined => {
  const closed = lastClosedBy(bars, atMs)
  return price === undefined || closed >= bars.length - 1 ? undefined : { bar: Math.max(0, closed), atMs, price }
}
