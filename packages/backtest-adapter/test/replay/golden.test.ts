import { join } from "node:path"
import { Rational } from "@backhand/core"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { type Golden, readGoldens, testData } from "../../../../scripts/testData.ts"
import * as Signals from "../../src/kernel/Signals.ts"
import { replay } from "../../src/replay/replay.ts"
import { intervalOf, readBars, readCsv } from "../kernel/goldenFiles.ts"
import { contract } from "./contract.ts"
import { toColumn } from "../kernel/toColumn.ts"
import { listed } from "./listed.ts"

const folder = testData("golden")

const signalsOf = (root: string, golden: Golden, length: number) => {
  if (golden.settings.fill !== "stop") return Signals.fromList(length, golden.signals ?? [])
  const list: Array<Signals.ListedSignal> = []
  readCsv(join(root, golden.strategy.series ?? "")).rows.forEach(([, , trend, stop], bar) => {
    if (stop !== "" && stop !== undefined && Number(trend) !== 0) list.push([bar, -Number(trend), Number(stop)])
  })
  return Signals.fromList(length, list)
}

describe.skipIf(folder === undefined)("the live engine on the runs of three outside engines", () => {
  const root = folder ?? ""
  const goldens = folder === undefined ? [] : readGoldens(root)
  for (const golden of goldens) {
    it(`reproduces ${golden.id}, order by order`, () => {
      const bars = readBars(join(root, golden.data.file), intervalOf(golden))
      const signals = Result.getOrThrow(signalsOf(root, golden, bars.length))
      const { settings, strategy } = golden
      const { summary, symbols } = replay([{ instrument: contract("X"), bars }], listed(bars, toColumn(signals)), {
        size: strategy.unit === undefined ? strategy.size : { allIn: strategy.unit },
        fill: settings.fill === "close" ? "close" : "next-open",
        feeRate: settings.commission_rate,
        slippageBps: settings.slippage_rate * 10_000,
        capital: settings.initial_cash,
        limit: null
      })
      const trades = symbols[0]?.trades ?? []
      assert.strictEqual(trades.length, golden.trades.length)
      golden.trades.forEach((expected, k) => {
        const trade = trades[k]
        assert.strictEqual(trade?.side, expected.side)
        assert.strictEqual(trade?.entryBar, expected.entry_bar)
        assert.strictEqual(trade?.exitBar, expected.exit_bar)
        assert.strictEqual((trade?.lots ?? 0) / 1e6, expected.size)
        assert.closeTo(Rational.toNumber(trade?.pnl ?? Rational.zero), expected.pnl_net, 1e-6)
      })
      assert.closeTo(Rational.toNumber(summary.finalEquity), Number(golden.summary["final_equity_exact"]), 1e-6)
    })
  }
})
