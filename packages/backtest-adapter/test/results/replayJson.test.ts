import { Rational } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { listedSignals } from "../../src/replay/collectSignals.ts"
import { replay } from "../../src/replay/replay.ts"
import { replayAsRun } from "../../src/report/replayAsRun.ts"
import { replayJson } from "../../src/results/replayJson.ts"
import * as Statistics from "../../src/statistics/Statistics.ts"
import { run } from "./portfolio.ts"

const { markets, result } = run()
const { run: columns, bars } = replayAsRun(markets, result)
const stats = Statistics.of(bars, columns)

describe("the JSON of a replay", () => {
  it("names the symbol of every trade, and adds up to the account", () => {
    const { costs, symbols, summary, trades } = replayJson(markets, result, stats)
    assert.deepStrictEqual(
      symbols.map(({ symbol, trades: count }) => [symbol, count]),
      ["AUSDT", "BUSDT"].map((name) => [name, trades.filter(({ symbol }) => symbol === name).length])
    )
    const net = symbols.reduce((sum, own) => sum + own.net, 0)
    assert.closeTo(summary.finalEquity, summary.capital + net, 1e-6)
    const open = symbols.flatMap(({ openPositions }) => openPositions)
    const made = [...trades.map(({ pnl }) => pnl), ...open.map(({ commission, unrealized }) => unrealized - commission)]
    assert.closeTo(
      made.reduce((sum, each) => sum + each, 0),
      net,
      1e-6
    )
    assert.closeTo(costs.fees, summary.totalCommission, 1e-9)
    for (const { entryBar, entryTime, symbol } of trades)
      assert.strictEqual(entryTime, markets.find(({ instrument }) => instrument.symbol === symbol)?.bars.time[entryBar])
  })

  it("compares with the same run without a limit where there is one", () => {
    const wishes = result.decisions.map(({ signal }) => signal)
    const free = replay(markets, listedSignals(wishes), { size: "1", feeRate: "0.0006", slippageBps: "2", limit: null })
    const { limit, symbols } = replayJson(markets, result, stats, free)
    assert.isNull(replayJson(markets, result, stats).limit)
    const of = Rational.toNumber(Rational.subtract(free.summary.finalEquity, result.summary.finalEquity))
    assert.closeTo(limit?.cost ?? 0, of, 1e-9)
    assert.closeTo((limit?.waiting ?? 0) + (limit?.other ?? 0), of, 1e-9)
    assert.closeTo(
      symbols.reduce((sum, { limitCost }) => sum + (limitCost ?? 0), 0),
      of,
      1e-9
    )
  })
})
