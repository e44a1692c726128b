import { merge, filter, type OperatorFunction } from "rxjs"
import * as fc from "fast-check"
import type { Bars } from "../../src/Bars.ts"
import type { QuoteColumns, TradeColumns } from "../../src/history/History.ts"
import type { Column } from "../../src/kernel/Signals.ts"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import { uniformLatency } from "../../src/replay/latency.ts"
import type { Market } from "../../src/replay/Market.ts"
import { openRefused, openShrunk, sometimes } from "../../src/replay/outcomes.ts"
import type { Wish } from "../../src/replay/replay.ts"
import type { ReplayOptions } from "../../src/replay/ReplayOptions.ts"
import * as arbitrary from "../kernel/arbitraries.ts"
import { contract } from "../replay/contract.ts"
import { listed } from "../replay/listed.ts"

/** A market, and what a strategy wishes of it, bar by bar. */
export interface Traded {
  readonly market: Market
  readonly signals: Column
}

/** Four quotes or trades in every bar, within its range. */
const inside = ({ close, high, length, low, open, time, intervalMs }: Bars, pick: (bar: number) => number) =>
  Array.from({ length }, (_, bar) =>
    [open, low, high, close].map((column, k) => ({
      at: (time[bar] ?? 0) + 1 + Math.floor((k * intervalMs) / 5),
      price: column[bar] ?? 1,
      width: pick(bar)
    }))
  ).flat()

export const quotes = (bars: Bars): QuoteColumns => {
  const rows = inside(bars, (bar) => 1 + (bar % 3))
  return {
    length: rows.length,
    time: Float64Array.from(rows, ({ at }) => at),
    bid: Float64Array.from(rows, ({ price, width }) => Math.max(1, price - width)),
    ask: Float64Array.from(rows, ({ price, width }) => price + width),
    priceStep: bars.priceStep
  }
}

export const trades = (bars: Bars): TradeColumns => {
  const rows = inside(bars, () => 0)
  return {
    length: rows.length,
    time: Float64Array.from(rows, ({ at }) => at),
    price: Float64Array.from(rows, ({ price }) => price),
    size: Float64Array.from(rows, () => 1),
    side: new Int8Array(rows.length),
    priceStep: bars.priceStep
  }
}

const kind = fc.constantFrom("linear" as const, "linear" as const, "inverse" as const)

const traded = (symbol: string): fc.Arbitrary<Traded> =>
  arbitrary.bars(14, 3).chain((bars) =>
    fc.record({ wishes: arbitrary.wishes(bars.length), stops: arbitrary.stops(bars) }).chain((signals) =>
      fc.tuple(arbitrary.funding(bars), kind).map(([funding, of]) => ({
        market: { instrument: contract(symbol, of), bars, funding, quotes: quotes(bars), trades: trades(bars) },
        signals
      }))
    )
  )

/** One to three markets. */
export const markets: fc.Arbitrary<ReadonlyArray<Traded>> = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...["A", "B", "C"].slice(0, count).map(traded)))

/** Every market's column of wishes as one strategy. */
export const strategyOf =
  (world: ReadonlyArray<Traded>): OperatorFunction<MarketEvent, Wish> =>
  (source) =>
    merge(
      ...world.map(({ market: { bars, instrument }, signals }) =>
        source.pipe(
          filter(({ symbol }) => symbol === instrument.symbol),
          listed(bars, signals)
        )
      )
    )

export const options: fc.Arbitrary<ReplayOptions> = fc
  .record({
    size: fc.constantFrom("1", "0.001", 7.5, { value: "1000" }),
    fill: fc.constantFrom("next-open" as const, "close" as const, "first-trade" as const, "quote" as const),
    feeRate: fc.constantFrom("0", "0.0006", "0.02"),
    slippageBps: fc.constantFrom(0, 5, "0.7"),
    latencyMs: fc.constantFrom(0, 0, 40, 70_000, uniformLatency(3, 10, 90_000)),
    legGapMs: fc.constantFrom(0, 0, 1, 61_000),
    limit: fc.constantFrom(null, { limit: 1, windowMs: 1000 }, { limit: 1, windowMs: 100_000 }),
    mode: fc.constantFrom("one-way" as const, "hedge" as const),
    whenFlat: fc.constantFrom("enter" as const, "enter" as const, "ignore" as const),
    outcome: fc.constantFrom(undefined, sometimes(1, 0.3, openRefused), sometimes(2, 0.3, openShrunk(0.5))),
    margin: fc.constantFrom(undefined, undefined, { leverage: 20, maintenanceRate: "0.01" }),
    complete: fc.boolean()
  })
  .map(({ margin, outcome, ...rest }) => ({
    ...rest,
    ...(margin === undefined ? {} : { margin }),
    ...(outcome === undefined ? {} : { outcome })
  }))
