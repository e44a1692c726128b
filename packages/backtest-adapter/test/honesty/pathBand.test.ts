import { Rational } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { pathBand } from "../../src/honesty/band/pathBand.ts"
import { openRefused } from "../../src/replay/outcomes.ts"
import { replay } from "../../src/replay/replay.ts"
import type { ReplayOptions } from "../../src/replay/ReplayOptions.ts"
import { candles } from "../replay/candles.ts"
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

  it("holds the run's own profit, and no smaller fall than the closes show", () => {
    fc.assert(
      fc.property(worlds.markets, worlds.options, (world, { margin: _, outcome: __, ...given }) => {
        const fill = given.fill === "close" ? "close" : "next-open"
        const options: ReplayOptions = { ...given, fill, legGapMs: 0, complete: false, latencyMs: 0 }
        const markets = world.map((each) => ({ ...each.market, funding: undefined }))
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

  it("refuses what it does not follow, with a remedy", () => {
    const options: ReplayOptions = { size: 1 }
    const result = replay([market], held, options)
    const given = (more: Partial<ReplayOptions>) => () => pathBand([market], result, { ...options, ...more })
    assert.throws(given({ fill: "quote" }), /path is known.*Remedy/)
    assert.throws(given({ margin: { leverage: 5, maintenanceRate: 0 } }), /margin.*Remedy/)
    assert.throws(given({ outcome: openRefused }), /outcome/)
    assert.throws(given({ complete: true }), /outcome/)
    assert.throws(given({ legGapMs: 1 }), /gap/)
    assert.throws(given({ size: { allIn: 1 } }), /all-in/)
    const funding = { time: Float64Array.of(1), rate: Float64Array.of(0) }
    assert.throws(() => pathBand([{ ...market, funding }], result, options), /funding/)
  })
})
