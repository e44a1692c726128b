import { Rational } from "@backhand/core"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import type { Bars } from "../../src/Bars.ts"
import * as Costs from "../../src/honesty/Costs.ts"
import { replay } from "../../src/replay/replay.ts"
import type { ReportInput } from "../../src/report/ReportInput.ts"
import { reportOfKernel } from "../../src/report/reportOfKernel.ts"
import { reportOfReplay } from "../../src/report/reportOfReplay.ts"
import { reportOfSweep } from "../../src/report/reportOfSweep.ts"
import { tradeReturn } from "../../src/report/tradeReturn.ts"
import * as Grid from "../../src/sweep/Grid.ts"
import { runSplits } from "../../src/sweep/runSplits.ts"
import * as Sweep from "../../src/sweep/Sweep.ts"
import * as WalkForward from "../../src/sweep/WalkForward.ts"
import { contract } from "../replay/contract.ts"
import { listed } from "../replay/listed.ts"
import { about, costs, kernelRun, turns, wave } from "./runs.ts"

const bars = wave(2000)

const replayed = (
  symbols: ReadonlyArray<readonly [string, Bars]>,
  limit: { limit: number; windowMs: number } | null
) => {
  const markets = symbols.map(([symbol, its]) => ({ instrument: contract(symbol), bars: its }))
  const longest = symbols.map(([, its]) => its).reduce((a, b) => (a.length > b.length ? a : b))
  const strategy = listed(longest, { wishes: turns(longest.length, 37), stops: undefined })
  return { markets, result: replay(markets, strategy, { ...costs, limit }) }
}

/** The numbers of a report, rounded so that two ways of rounding once agree. */
const rounded = ({ account, costs: _, symbols, ...rest }: ReportInput): unknown =>
  JSON.parse(
    JSON.stringify({ ...rest, equity: [...account.equity], trades: symbols.map((it) => [it.trades, it.open]) }),
    (_, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(10)) : value)
  )

describe("a report's input", () => {
  it("is the same, number by number, whichever engine ran", () => {
    const { markets, result } = replayed([["WAVE", bars]], null)
    assert.deepStrictEqual(
      rounded(reportOfReplay(markets, result, about)),
      rounded(reportOfKernel("WAVE", bars, kernelRun(bars, 37), about))
    )
  })

  it("divides the profit of a trade in an inverse contract by its value in the margin coin", () => {
    const of = { entryPrice: 200, pnl: 0.5, size: 100 } as Parameters<typeof tradeReturn>[0]
    assert.deepStrictEqual([tradeReturn(of), tradeReturn(of, "inverse")], [0.5 / 20_000, 1])
  })

  it("adds up the equity of several symbols on one clock", () => {
    const late = wave(900, bars.time[500])
    const { markets, result } = replayed(
      [
        ["A", bars],
        ["B", late]
      ],
      null
    )
    const { account, finalEquity, statistics, symbols } = reportOfReplay(markets, result, about)
    const [a, b] = result.symbols.map(({ profit }) => profit)
    const slow = Array.from(bars.time, (at, i) => {
      const last = late.time.findLastIndex((its) => its <= at)
      return 100_000 + (a?.[i] ?? 0) + (last < 0 ? 0 : (b?.[last] ?? 0))
    })
    assert.deepStrictEqual(account.time, bars.time)
    account.equity.forEach((value, i) => assert.closeTo(value, slow[i] ?? 0, 1e-6))
    assert.closeTo(account.equity.at(-1) ?? 0, finalEquity, 1e-6)
    assert.strictEqual(
      statistics.trades,
      symbols.reduce((sum, { trades }) => sum + trades.length, 0)
    )
    assert.isNaN(statistics.buyAndHold)
    const spans = symbols.flatMap(({ open, trades }) => [
      ...trades.map(({ entryTime, exitTime }) => [entryTime, exitTime] as const),
      ...open.map(({ entryTime }) => [entryTime, Number.POSITIVE_INFINITY] as const)
    ])
    const held = bars.time.filter((at) => spans.some(([from, until]) => at >= from && at < until))
    assert.closeTo(statistics.timeInMarket, held.length / bars.length, 1e-12)
  })

  it("tells every cause of cost, which together lead from the ideal run to this one", () => {
    const { markets, result } = replayed([["WAVE", bars]], null)
    const { costs: causes = [], statistics } = reportOfReplay(markets, result, about)
    assert.strictEqual(causes.length, Costs.causes.length)
    assert.strictEqual(causes.find(({ name }) => name === "Fees")?.money, statistics.fees)
    const sum = causes.reduce((total, { money }) => total + money, 0)
    assert.closeTo(sum, Rational.toNumber(Costs.total(Costs.ofResult(result))), 1e-9)
  })

  it("tells what the limit did, and the equity without it", () => {
    const limit = { limit: 1, windowMs: 3_000_000 }
    const symbols = ["A", "B", "C"].map((symbol) => [symbol, bars] as const)
    const { markets, result } = replayed(symbols, limit)
    const unlimited = replayed(symbols, null).result
    const report = reportOfReplay(markets, result, about, { limit: { limit: "1 in 50 minutes", unlimited } }).limit
    assert.strictEqual(report?.waits.length, result.orders.length)
    assert.strictEqual(report?.waits.filter(({ waitMs }) => waitMs > 0).length, result.delays.delayed)
    assert.isAbove(result.delays.delayed, 0)
    assert.isNumber(report?.unlimited)
    const { finalEquity, symbols: of } = reportOfReplay(markets, result, about, { limit: { limit: "", unlimited } })
    const sum = of.reduce((total, { limitCost = 0 }) => total + limitCost, 0)
    assert.closeTo(sum, (report?.unlimited ?? 0) - finalEquity, 1e-6)
    assert.notStrictEqual(report?.unlimited, reportOfReplay(markets, result, about).finalEquity)
  })

  it("puts this run beside the best and the worst of its bars", () => {
    const { markets, result } = replayed([["A", bars]], null)
    const range = { worst: -5000, best: 5000 }
    const given = { symbol: "A", profit: range, drawdown: range, trades: 9, ambiguous: 2 }
    const [band, stranger] =
      reportOfReplay(markets, result, about, { bands: [given, { ...given, symbol: "B" }] }).bands ?? []
    const profit = [...(result.symbols[0]?.profit ?? [])]
    const falls = profit.map((now, k) => Math.max(0, ...profit.slice(0, k + 1)) - now)
    assert.strictEqual(band?.drawdown.point, Math.max(...falls))
    assert.closeTo(band?.profit.point ?? 0, profit.at(-1) ?? 0, 1e-9)
    assert.deepStrictEqual([band?.profit.worst, band?.trades, band?.ambiguous], [-5000, 9, 2])
    assert.isNaN(stranger?.profit.point)
  })

  it("holds nothing that is not there: no trade, no position, no limit", () => {
    const { markets, result } = replayed([["A", wave(30)]], null)
    const report = reportOfReplay(markets, result, about)
    assert.deepStrictEqual([report.limit, report.symbols[0]?.trades.length], [undefined, 0])
    assert.deepStrictEqual(
      report.symbols[0]?.open.map(({ side }) => side),
      ["long"]
    )
  })
})

describe("a sweep's report", () => {
  it("carries the rows, and the stretches of a walk-forward with their times", async () => {
    const job = { bars, strategy: "sma-cross", costs }
    const grid = Result.getOrThrow(Grid.parse("fast=3..9:3,slow=10..20:10"))
    const result = Result.getOrThrow(await Sweep.run(job, grid, { workers: 0 }))
    const splits = Result.getOrThrow(WalkForward.splits(bars.length, 1000, 500))
    const outcomes = Result.getOrThrow(await runSplits(job, grid, splits, { workers: 0 }))
    const report = reportOfSweep(result, { ...about, by: "sharpe", walkForward: { bars, outcomes } })
    assert.strictEqual(report.rows, result.rows)
    assert.deepStrictEqual(
      report.splits?.map(({ fromMs, untilMs }) => [fromMs, untilMs]),
      [
        [bars.time[1000], bars.time[1500]],
        [bars.time[1500], (bars.time[1999] ?? 0) + bars.intervalMs]
      ]
    )
    assert.isUndefined(reportOfSweep(result, { ...about, by: "sharpe" }).splits)
  })
})
