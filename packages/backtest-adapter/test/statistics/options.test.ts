import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { randomWalk } from "../../bench/walk.mts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { resultJson } from "../../src/results/resultJson.ts"
import * as Calendar from "../../src/statistics/Calendar.ts"
import * as Statistics from "../../src/statistics/Statistics.ts"

const bars = randomWalk(45_000)
const wishes = new Int8Array(bars.length).fill(1, 10, 11).fill(-1, 4_000, 4_001)
const run = (kind: "linear" | "inverse", column = wishes) =>
  Result.getOrThrow(Kernel.run(bars, { wishes: column }, { size: "3", feeRate: "0.0006", kind }))

describe("the table of statistics", () => {
  it("takes the days of a year, a risk-free rate and the bar that buy-and-hold buys on", () => {
    const usual = Statistics.of(bars, run("linear"))
    const given = Statistics.of(bars, run("linear"), { daysPerYear: 252, riskFree: 0.02, firstBar: 100 })
    assert.deepStrictEqual([usual.daysPerYear, given.daysPerYear], [365, 252])
    const bought = bars.close[100] ?? Number.NaN
    assert.strictEqual(given.buyAndHold, ((bars.close[bars.length - 1] ?? Number.NaN) - bought) / bought)
    assert.closeTo(given.sharpe * given.volatility, given.annualReturn - 0.02, 1e-12)
  })

  it("tells nothing of a year from less than thirty days, unless it is told to", () => {
    const yearly = ["cagr", "annualReturn", "volatility", "sharpe", "sortino", "calmar"] as const
    const count = 28 * 1440
    const column = (of: Float64Array) => of.slice(0, count)
    const { close, high, low, open, time, volume } = bars
    const prices = { open: column(open), high: column(high), low: column(low), close: column(close) }
    const short = { ...bars, ...prices, length: count, time: column(time), volume: column(volume) }
    const of = (some: typeof bars, options?: Statistics.StatisticsOptions) => {
      const kept = Result.getOrThrow(Kernel.run(some, { wishes: wishes.slice(0, some.length) }, { size: 1 }))
      const table = Statistics.of(some, kept, options)
      return yearly.map((name) => Number.isNaN(table[name]))
    }
    assert.deepStrictEqual([...new Set(of(short))], [true])
    assert.deepStrictEqual([...new Set(of(short, { fewestDays: 0 }))], [false])
    assert.deepStrictEqual([...new Set(of(bars))], [false])
  })

  it("divides an inverse trade's profit by its value in the margin coin", () => {
    const inverse = run("inverse")
    const [entry = 0, pnl = 0] = [inverse.trades.entryPrice[0], inverse.trades.pnl[0]]
    assert.strictEqual(Statistics.of(bars, inverse, { kind: "inverse" }).bestTrade, pnl / (3 / entry))
  })

  it("of a run without trades and without bars defines hardly anything, and says so with NaN", () => {
    const idle = Statistics.of(bars, run("linear", new Int8Array(bars.length)))
    assert.deepStrictEqual([idle.trades, idle.exposure, idle.timeInMarket, idle.totalReturn], [0, 0, 0, 0])
    for (const figure of [idle.winRate, idle.bestTrade, idle.profitFactor, idle.sharpe]) assert.isNaN(figure)
    const none = {
      ...bars,
      length: 0,
      time: bars.time.slice(0, 0),
      open: bars.open.slice(0, 0),
      close: bars.close.slice(0, 0)
    }
    const empty = Result.getOrThrow(
      Kernel.run(
        { ...none, high: none.open, low: none.open, volume: none.open },
        { wishes: new Int8Array(0) },
        { size: 1 }
      )
    )
    assert.isNaN(Statistics.of(none, empty).buyAndHold)
  })

  it("counts 252 days a year where hardly a bar is on a weekend, and 365 where the data are too few to tell", () => {
    const hours = Float64Array.from({ length: 24 * 30 }, (_, k) => k * 3_600_000)
    const isWeekday = (time: number) => ![0, 6].includes(new Date(time).getUTCDay())
    assert.strictEqual(Calendar.daysPerYear(hours), 365)
    assert.strictEqual(Calendar.daysPerYear(hours.filter(isWeekday)), 252)
    assert.strictEqual(Calendar.daysPerYear(hours.filter(isWeekday).slice(0, 72)), 365)
    const saturday = hours.find((time) => !isWeekday(time)) ?? 0
    const few = Float64Array.from([...hours.filter(isWeekday), saturday].toSorted((a, b) => a - b))
    assert.strictEqual(Calendar.daysPerYear(few), 252)
  })

  it("counts days of a year as usual where there are none", () => {
    assert.strictEqual(Calendar.daysPerYear(new Float64Array(0)), 365)
    assert.deepStrictEqual([...Calendar.dayEnds(new Float64Array(0))], [])
    assert.strictEqual(Calendar.yearsOf(new Float64Array(0)), 0)
  })
})

describe("the JSON of a run without a position", () => {
  it("has no open position and no signals", () => {
    const idle = run("linear", new Int8Array(bars.length))
    const { openPosition, signals } = resultJson(
      bars,
      { length: bars.length, bars: new Int32Array(0), sides: new Int8Array(0) },
      idle,
      Statistics.of(bars, idle)
    )
    assert.deepStrictEqual([openPosition, signals], [null, []])
  })
})
