/** "Replay this": what was recorded live, once more through the backtest adapter, laid over what happened. */
import {
  type Bars,
  type Market,
  type MarketEvent,
  replay,
  type ReplayResult,
  type Wish
} from "@backhand/backtest-adapter"
import { type Instrument, Rational, type Signal } from "@backhand/core"
import { from, mergeMap, pipe, take } from "rxjs"
import { type DemoFill, describe } from "../DemoFill.ts"
import { differences } from "../differences.ts"
import { barPlaces, type Fill, type Ledger } from "./Ledger.ts"
import type { ReplayView } from "./protocol.ts"

/** A signal that the engine decided on, with the place at which its order was executed, or at which it was held. */
export interface Decided {
  readonly signal: Signal.Signal
  readonly place: number
}

type Columns = Bars.Bars

const barsOf = (closes: ReadonlyArray<number>, priceStep: string): Columns => {
  const close = Float64Array.from(closes)
  const time = Float64Array.from(closes, (_, bar) => (bar + 1) * barPlaces)
  const volume = new Float64Array(closes.length)
  return {
    length: close.length,
    time,
    open: close,
    high: close,
    low: close,
    close,
    volume,
    priceStep,
    intervalMs: barPlaces
  }
}

/** A symbol's history as it was played: every price is a quote that holds until the next one. */
const marketOf = (instrument: Instrument.Instrument, { line, prices }: Pick<Ledger, "line" | "prices">): Market => {
  const { closes = [], place = [], ticks = [] } = prices.get(instrument.symbol) ?? {}
  const priceStep = Rational.toDecimal(instrument.priceStep)
  const quoted = Float64Array.from(ticks)
  const quotes = { length: ticks.length, time: Float64Array.from(place), bid: quoted, ask: quoted, priceStep }
  return { instrument, bars: barsOf(closes.slice(0, line.length), priceStep), quotes }
}

const words = (fill: Fill): DemoFill =>
  describe(Math.floor(fill.place / barPlaces) - 1, { ...fill, side: fill.leg }, fill)

/** Executions of different symbols have no common order offline and live: each symbol is compared for itself. */
const bySymbol = <A extends { readonly symbol: string }>(
  fills: ReadonlyArray<A>
): ReadonlyMap<string, ReadonlyArray<A>> => Map.groupBy(fills, ({ symbol }) => symbol)

const sumOf = (parts: ReadonlyArray<Float64Array>, length: number): ReadonlyArray<number> =>
  Array.from({ length }, (_, bar) => parts.reduce((sum, profit) => sum + (profit[bar] ?? 0), 0))

/** Everything that a replay needs; plain data, so that another thread can do it. */
export interface Job {
  readonly ledger: Pick<Ledger, "prices" | "fills" | "line">
  readonly instruments: ReadonlyArray<Instrument.Instrument>
  readonly decided: ReadonlyArray<Decided>
  readonly size: string
}

const nothing: ReplayView = {
  live: [],
  offline: [],
  signals: 0,
  executions: 0,
  symbols: 0,
  differences: [],
  liveNet: "0.00",
  offlineNet: "0.00",
  fees: "0.00"
}

/** All wishes at once; each waits for its own time. */
const strategyOf = (wishes: ReadonlyArray<Wish>) =>
  pipe(
    take<MarketEvent.MarketEvent>(1),
    mergeMap(() => from(wishes))
  )

const differencesOf = (live: ReadonlyMap<string, ReadonlyArray<Fill>>, { symbols }: ReplayResult) =>
  symbols.flatMap(({ executions, symbol }) => {
    const offline = executions.map((fill) => describe(fill.bar, fill, { fee: fill.fee, profit: fill.realized }))
    return differences((live.get(symbol) ?? []).map(words), offline).map((difference) => `${symbol}: ${difference}`)
  })

/**
 * Feeds the signals to the strategy's place in `replay`, each when its turn had come. The engine decides again what each
 * means, the paper venue executes at the price in force, and every execution must be the same.
 */
export const replayThis = ({ decided, instruments, ledger, size }: Job): ReplayView => {
  const bars = ledger.line.length
  const end = (bars + 1) * barPlaces
  const fills = ledger.fills.filter(({ place }) => place < end)
  const live = bySymbol(fills)
  const traded = instruments.filter(({ symbol }) => live.has(symbol))
  if (traded.length === 0 || bars === 0) return nothing
  const wishes = decided
    .filter(({ place, signal }) => place < end && live.has(signal.symbol))
    .map(({ place, signal }) => ({ symbol: signal.symbol, side: signal.side, at: place }))
    .toSorted((a, b) => a.at - b.at)
  const markets = traded.map((instrument) => marketOf(instrument, ledger))
  const result = replay(markets, strategyOf(wishes), { size, fill: "quote", limit: null })
  const profits = result.symbols.map(({ profit }) => profit)
  const { capital, fees, finalEquity } = result.summary
  return {
    live: ledger.line,
    offline: sumOf(profits, bars),
    signals: wishes.length,
    executions: fills.length,
    symbols: traded.length,
    differences: differencesOf(live, result),
    liveNet: (ledger.line.at(-1) ?? 0).toFixed(2),
    offlineNet: Rational.toNumber(Rational.subtract(finalEquity, capital)).toFixed(2),
    fees: Rational.toNumber(fees).toFixed(2)
  }
}
