import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { type Golden, readGoldens, testData } from "../../../../scripts/testData.ts"
import * as Statistics from "../../src/statistics/Statistics.ts"
import { intervalOf, readBars } from "../kernel/goldenFiles.ts"
import { runGolden } from "../kernel/runGolden.ts"

const folder = testData("golden")

const ms = (text: unknown): number => {
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] =
    /^(\d+) days (\d+):(\d+):(\d+)/.exec(String(text)) ?? []
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

/** Their table has figures a year of data of a day, too. backtesting.py takes 252 days a year for any data without weekends, however short. */
const theirDays = (golden: Golden): number => (golden.data.file.includes("btcusd") ? 365 : 252)

const near = (actual: number, expected: number | string | null | undefined, what: string) => {
  if (expected === null || expected === undefined) return assert.isNaN(actual, what)
  const wanted = Number(expected)
  assert.isAtMost(Math.abs(actual - wanted), 1e-7 * Math.max(1, Math.abs(wanted)), what)
}

/** Their mean durations are rounded up to a whole bar. */
const roundedUp = (value: number, step: number) => Math.ceil(value / step) * step

describe.skipIf(folder === undefined)("the table of statistics", () => {
  const root = folder ?? ""
  for (const golden of folder === undefined ? [] : readGoldens(root)) {
    const theirs = golden.engine_stats
    if (theirs["Return [%]"] === undefined) continue
    it(`equals backtesting.py's for ${golden.id}`, () => {
      const step = intervalOf(golden)
      const bars = readBars(join(root, golden.data.file), step)
      const days = theirDays(golden)
      const ours = Statistics.of(bars, runGolden(root, golden), { daysPerYear: days, fewestDays: 0 })

      near(ours.totalReturn * 100, theirs["Return [%]"], "return")
      near(ours.buyAndHold * 100, theirs["Buy & Hold Return [%]"], "buy and hold")
      near(ours.annualReturn * 100, theirs["Return (Ann.) [%]"], "annual return")
      near(ours.volatility * 100, theirs["Volatility (Ann.) [%]"], "volatility")
      near(ours.cagr * 100, theirs["CAGR [%]"], "growth a calendar year")
      near(ours.sharpe, theirs["Sharpe Ratio"], "Sharpe")
      near(ours.sortino, theirs["Sortino Ratio"], "Sortino")
      near(ours.calmar, theirs["Calmar Ratio"], "Calmar")
      near(-ours.maxDrawdown * 100, theirs["Max. Drawdown [%]"], "drawdown")
      near(-ours.averageDrawdown * 100, theirs["Avg. Drawdown [%]"], "mean drawdown")
      assert.strictEqual(ours.longestDrawdownMs, ms(theirs["Max. Drawdown Duration"]), "longest drawdown")
      assert.strictEqual(roundedUp(ours.averageDrawdownMs, step), ms(theirs["Avg. Drawdown Duration"]))
      assert.strictEqual(ours.trades, theirs["# Trades"])
      near(ours.winRate * 100, theirs["Win Rate [%]"], "win rate")
      near(ours.bestTrade * 100, theirs["Best Trade [%]"], "best trade")
      near(ours.worstTrade * 100, theirs["Worst Trade [%]"], "worst trade")
      near(ours.averageTrade * 100, theirs["Avg. Trade [%]"], "mean trade")
      near(ours.profitFactorOfReturns, theirs["Profit Factor"], "profit factor of returns")
      near(ours.expectancyOfReturns * 100, theirs["Expectancy [%]"], "expectancy of returns")
      near(ours.quality, theirs.SQN, "quality")
      near(ours.kelly, theirs["Kelly Criterion"], "Kelly")
      assert.strictEqual(ours.longestTradeMs, ms(theirs["Max. Trade Duration"]), "longest trade")
      assert.strictEqual(roundedUp(ours.averageTradeMs, step), ms(theirs["Avg. Trade Duration"]), "mean trade length")
      near(ours.exposure * 100, theirs["Exposure Time [%]"], "exposure")
    })
  }
})
