import { Rational } from "@backhand/core"
import * as fc from "fast-check"
import { mergeMap } from "rxjs"
import { assert, describe, it } from "vitest"
import { pathBand } from "../../src/honesty/band/pathBand.ts"
import { listedSignals } from "../../src/replay/collectSignals.ts"
import { openRefused, sometimes } from "../../src/replay/outcomes.ts"
import { replay } from "../../src/replay/replay.ts"
import type { ReplayOptions } from "../../src/replay/ReplayOptions.ts"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import { candles, minute, start } from "../replay/candles.ts"
import { contract } from "../replay/contract.ts"
import { listed } from "../replay/listed.ts"
import * as worlds from "./worlds.ts"

const bars = candles([
  [100, 110, 90, 105],
  [105, 120, 80, 100],
  [100, 130, 99, 120]
])
const market = { instrument: contract("X"), bars }
const held = listed(bars, { wishes: Int8Array.of(1, 0, 0), stops: undefined })

describe("pathBand", () => {
  it("finds the fall inside bars that no close shows", () => {
    const options: ReplayOptions = { size: 1, feeRate: 0 }
    const [band] = pathBand([market], replay([market], held, options), options)
    // Bought at 105: down to 80 and back at best, up to 120 first and then down to 80 at worst.
    assert.deepStrictEqual(band, {
      symbol: "X",
      profit: { best: 15, worst: 15 },
      drawdown: { best: 25, worst: 40 },
      trades: 0,
      ambiguous: 0,
      ambiguousShare: 0
    })
  })

  it("holds the run's own profit with its funding, and no smaller fall than the closes show", () => {
    fc.assert(
      fc.property(worlds.markets, worlds.options, (world, { margin, outcome: _, ...given }) => {
        const fill = given.fill === "close" ? "close" : "next-open"
        const shared: ReplayOptions = { ...given, fill, legGapMs: 0, complete: false, latencyMs: 0 }
        // Several symbols that may run out of money are refused.
        const options = margin === undefined || world.length > 1 ? shared : { ...shared, margin }
        const markets = world.map(({ market: { funding, ...rest } }) =>
          funding === undefined ? rest : { ...rest, funding: { ...funding, tie: "before" as const } }
        )
        const result = replay(markets, worlds.strategyOf(world), options)
        pathBand(markets, result, options).forEach(({ drawdown, profit, ...of }, k) => {
          const symbol = result.symbols[k]
          const made = Rational.toNumber(symbol?.net ?? Rational.zero)
          // Doubles hold a price of this size to so much.
          const { high = new Float64Array(), priceStep = "1" } = markets[k]?.bars ?? {}
          const slack = 1e-9 * Math.max(1, Math.abs(made), ...high.map((ticks) => ticks * Number(priceStep)))
          assert.isTrue(
            made >= profit.worst - slack && made <= profit.best + slack,
            `${made} in ${JSON.stringify(profit)}`
          )
          let [peak, fall] = [0, 0]
          for (const now of symbol?.profit ?? []) {
            peak = Math.max(peak, now)
            fall = Math.max(fall, peak - now)
          }
          assert.isTrue(drawdown.worst >= fall - slack && drawdown.best <= drawdown.worst + slack)
          assert.isAtMost(of.ambiguous, of.trades)
        })
      }),
      { numRuns: 30 }
    )
  })

  it("pays what is settled between two bars before the price moves on", () => {
    const late = { ...bars, time: bars.time.map((at, k) => at + (k === 2 ? 10 * minute : 0)) }
    const funding = { time: Float64Array.of(start + 5 * minute), rate: Float64Array.of(0.1) }
    const options: ReplayOptions = { size: 1, feeRate: 0 }
    const own = { ...market, bars: late, funding }
    const [band] = pathBand(
      [own],
      replay([own], listed(late, { wishes: Int8Array.of(1, 0, 0), stops: undefined }), options),
      options
    )
    // A tenth of the close of 100 is paid 20 below the peak, and then the price falls by one more.
    assert.deepInclude(band, { profit: { best: 5, worst: 5 }, drawdown: { best: 31, worst: 40 } })
  })

  it("refuses what it does not follow, says why, and what to do", () => {
    const options: ReplayOptions = { size: 1 }
    const result = replay([market], held, options)
    const given = (more: Partial<ReplayOptions>) => () => pathBand([market], result, { ...options, ...more })
    assert.throws(given({ outcome: sometimes(1, 0.5, openRefused) }), /outcome of its own .* Remedy: use openRefused/)
    assert.throws(given({ complete: true }), /completion/)
    assert.throws(given({ legGapMs: 1 }), /gap/)
    const funding = { time: Float64Array.of(1), rate: Float64Array.of(0), tie: "both" as const }
    assert.throws(() => pathBand([{ ...market, funding }], result, options), /tie "both"/)
    const stopped = replay(
      [market],
      listed(bars, { wishes: Int8Array.of(1, 0, 0), stops: Float64Array.of(106, Number.NaN, Number.NaN) }),
      options
    )
    assert.throws(() => pathBand([market], stopped, { ...options, fill: "quote" }), /stops rest in bars/)
  })

  it("follows the margin of several symbols as long as none can take what another needs", () => {
    const margin = { leverage: 10, maintenanceRate: 0 }
    const markets = ["X", "Y"].map((symbol) => ({ ...market, instrument: contract(symbol) }))
    const both = worlds.strategyOf(
      markets.map((each) => ({ market: each, signals: { wishes: Int8Array.of(1, 0, 0) } }))
    )
    const bandOf = (capital: number) => {
      const options: ReplayOptions = { size: 1, feeRate: 0, margin, limit: null, capital }
      return pathBand(markets, replay(markets, both, options), options)
    }
    // Bought at 105, liquidated at 94.5: after a rise to 120, or before it.
    assert.deepStrictEqual(
      bandOf(100).map(({ drawdown, profit }) => [profit.best, profit.worst, drawdown.best, drawdown.worst]),
      [
        [-10.5, -10.5, 10.5, 25.5],
        [-10.5, -10.5, 10.5, 25.5]
      ]
    )
    assert.throws(() => bandOf(20), /margin of several symbols that may run out .* Remedy: give more capital/)
  })

  it("refuses parts of positions in hedge mode, and follows minimums and sizes of signals in one-way mode", () => {
    const signals = [1, 2].map((k) => ({
      symbol: "X",
      side: k === 1 ? ("long" as const) : ("short" as const),
      size: String(k),
      at: start + k * minute
    }))
    const longer = candles([...Array.from({ length: 4 }, () => [100, 110, 90, 100] as const), [100, 100, 80, 80]])
    const own = { instrument: contract("X"), bars: longer }
    const bandOf = (mode: "one-way" | "hedge") => {
      const options: ReplayOptions = { size: 1, feeRate: 0, mode, limit: null }
      return pathBand([own], replay([own], listedSignals(signals), options), options)[0]?.profit
    }
    // A size that is not that of the position is refused in one-way mode: it stays long.
    assert.deepStrictEqual(bandOf("one-way"), { best: -20, worst: -20 })
    assert.throws(() => bandOf("hedge"), /size of a signal in hedge mode .*a part/)
  })

  it("gives up where all-in sizes lead to too many ways of trading", () => {
    const rows = Array.from(
      { length: 40 },
      (_, k) => [100 + (k % 3), 112 + ((k * 5) % 7), 88 - ((k * 3) % 5), 100 + ((k + 1) % 3)] as const
    )
    const wild = candles(rows)
    // Stops at other prices in every bar, so that hardly two ways come to the same.
    const bracket = mergeMap((event: MarketEvent, k) => {
      const [long, short] = [106 + ((k * 7) % 13) / 10, 95 - ((k * 5) % 11) / 10]
      const wishes = [["long", long] as const, ["short", short] as const]
      return event.kind === "bar" ? wishes.map(([side, stop]) => ({ symbol: "X", side, stop: String(stop) })) : []
    })
    const options: ReplayOptions = { size: { allIn: "0.000001" }, feeRate: 0.0006, limit: null }
    const own = { instrument: contract("X"), bars: wild }
    const result = replay([own], bracket, options)
    assert.throws(() => pathBand([own], result, options), /in more than 4096 ways.*Remedy/)
  })
})
