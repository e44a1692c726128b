/**
 * The world that both halves of a parity run live in: candles, and the price that is in force at every moment.
 *
 * @module
 * @since 0.1.0
 */
import type { Market, MarketEvent, ReplayOptions, Wish } from "@backhand/backtest-adapter"
import type { OperatorFunction } from "rxjs"
import { filter } from "rxjs"

/**
 * What a parity run assumes: of `ReplayOptions` those that the simulated exchange has a part for.
 *
 * @since 0.1.0
 */
export type ParityOptions = Pick<ReplayOptions, "guards" | "latencyMs" | "limit" | "mode" | "whenFlat"> & {
  readonly size: string
}

/** The open of every bar is the price in force until the next bar opens. */
export const priced = ({ bars, instrument }: Market): Market => ({
  instrument,
  bars,
  quotes: { length: bars.length, time: bars.time, bid: bars.open, ask: bars.open, priceStep: bars.priceStep }
})

/** When the last bar of all closes. Neither half tells of what comes later. */
export const endOf = (markets: ReadonlyArray<Market>): number =>
  Math.min(...markets.map(({ bars }) => (bars.time[bars.length - 1] ?? 0) + bars.intervalMs))

/** The strategy, told of bars alone: the prices in force are the exchange's matter. */
export const onBars =
  (strategy: OperatorFunction<MarketEvent.MarketEvent, Wish>): OperatorFunction<MarketEvent.MarketEvent, Wish> =>
  (source) =>
    source.pipe(
      filter(({ kind }) => kind === "bar"),
      strategy
    )
