import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Kernel from "../../src/kernel/Kernel.ts"
import * as Calendar from "../../src/statistics/Calendar.ts"
import * as Drawdowns from "../../src/statistics/Drawdowns.ts"
import * as Returns from "../../src/statistics/Returns.ts"
import * as Statistics from "../../src/statistics/Statistics.ts"
import * as TradeStatistics from "../../src/statistics/TradeStatistics.ts"
import { scenario } from "../kernel/arbitraries.ts"

const near = (actual: number, expected: number) =>
  assert.isAtMost(Math.abs(actual - expected), 1e-9 * Math.max(1, Math.abs(expected)))

describe("returns and risk", () => {
  it("of a curve that doubles every day for two days of a year of three", () => {
    const equity = Float64Array.of(1, 2, 4)
    near(Returns.annual(equity, 3), 7)
    near(Returns.volatility(equity, 3), 0)
  })

  it("are not defined without days, and a lost account has no ratio that could rank it", () => {
    assert.strictEqual(Returns.meanDaily(Float64Array.of(5)), 0)
    const lost = Float64Array.of(5, -1, 5)
    assert.strictEqual(Returns.annual(lost, 365), -1)
    for (const ratio of [Returns.sharpe(lost, 365), Returns.sortino(lost, 365), Returns.calmar(-1, 1.2)])
      assert.isNaN(ratio)
    assert.isNaN(Returns.sharpe(Float64Array.of(5, 5, 5), 365))
    assert.isNaN(Returns.calmar(0.1, 0))
    const sinking = Float64Array.from({ length: 30 }, (_, k) => 0.97 ** k)
    for (const figure of [Returns.volatility(sinking, 365), Returns.sharpe(sinking, 365)]) assert.isNaN(figure)
  })
})

describe("drawdowns", () => {
  it("are found as a search over all pairs of bars finds them", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 }), (list) => {
        const falls = Drawdowns.of(Float64Array.from(list))
        const deepest = Math.max(...list.map((each, k) => 1 - each / Math.max(...list.slice(0, k + 1))))
        near(Math.max(0, ...falls.map((each) => each.depth)), deepest)
        for (const { from, to } of falls) {
          assert.isTrue(list.slice(0, from).every((each) => each <= (list[from] ?? 0)))
          assert.isTrue(to === list.length - 1 || (list[to] ?? 0) >= (list[from] ?? 0))
        }
      })
    )
  })
})

describe("calendar", () => {
  it("samples the last bar of each day and counts 365 days for short or seven-day data", () => {
    const hours = Float64Array.from({ length: 50 }, (_, k) => k * 3_600_000)
    assert.deepStrictEqual([...Calendar.dayEnds(hours)], [23, 47, 49])
    assert.strictEqual(Calendar.daysPerYear(hours), 365)
    assert.deepStrictEqual([Calendar.yearsOf(new Float64Array()), Calendar.daysPerYear(new Float64Array())], [0, 365])
  })
})

describe("trades", () => {
  it("have no figures where there are none", () => {
    const none = new Float64Array()
    for (const of of [TradeStatistics.winRate, TradeStatistics.expectancy, TradeStatistics.profitFactor])
      assert.isNaN(of(none))
    assert.strictEqual(TradeStatistics.geometricMean(Float64Array.of(-1, 0.5)), -1)
  })

  it("hold what the table of any run says of money, time and cost", () => {
    fc.assert(
      fc.property(scenario(), ({ bars, options, signals }) => {
        if (bars.length === 0) return
        const run = Result.getOrThrow(Kernel.run(bars, signals, options))
        const table = Statistics.of(bars, run, { kind: options.kind })
        assert.strictEqual(table.trades, run.trades.length)
        assert.deepStrictEqual([table.fees, table.turnover], [run.summary.totalCommission, run.summary.turnover])
        assert.strictEqual(table.funding, run.summary.totalFunding)
        assert.isTrue(table.timeInMarket >= 0 && table.timeInMarket <= 1)
        assert.isTrue(table.exposure >= 0 && table.exposure <= 1)
        if (run.trades.length === 0) return assert.isNaN(table.winRate)
        near(
          table.expectancy * table.trades,
          run.trades.pnl.reduce((sum, each) => sum + each, 0)
        )
        assert.isTrue(Math.max(-1, table.worstTrade) <= table.averageTrade + 1e-9)
        assert.isTrue(table.averageTrade <= Math.max(-1, table.bestTrade) + 1e-9)
      })
    )
  })
})
