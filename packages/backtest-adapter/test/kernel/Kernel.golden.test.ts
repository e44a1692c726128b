import { assert, describe, it } from "vitest"
import { readGoldens, testData } from "../../../../scripts/testData.ts"
import { readEquity } from "./goldenFiles.ts"
import { runGolden } from "./runGolden.ts"

const folder = testData("golden")

const near = (actual: number, expected: number, tolerance: number, what: string) =>
  assert.isAtMost(Math.abs(actual - expected), tolerance, what)

const price = (actual: number, expected: number, what: string) => near(actual, expected, 1e-9 * expected, what)
const money = (actual: number | undefined, expected: unknown, what: string) =>
  near(actual ?? Number.NaN, Number(expected), 1e-6, what)

describe.skipIf(folder === undefined)("the runs of three outside engines on real data", () => {
  const root = folder ?? ""
  for (const golden of folder === undefined ? [] : readGoldens(root)) {
    it(`reproduces ${golden.id}: every trade, the open position and equity at every close`, () => {
      const { equity, openPosition, summary, trades } = runGolden(root, golden)

      assert.strictEqual(trades.length, golden.trades.length)
      golden.trades.forEach((expected, k) => {
        assert.strictEqual(trades.side[k], expected.side === "long" ? 1 : -1, `side of trade ${k}`)
        assert.strictEqual(trades.size[k], expected.size, `size of trade ${k}`)
        assert.strictEqual(trades.entryBar[k], expected.entry_bar, `entry bar of trade ${k}`)
        assert.strictEqual(trades.exitBar[k], expected.exit_bar, `exit bar of trade ${k}`)
        price(trades.entryPrice[k] as number, expected.entry_price, `entry of trade ${k}`)
        price(trades.exitPrice[k] as number, expected.exit_price, `exit of trade ${k}`)
        money(trades.pnl[k], expected.pnl_net, `profit of trade ${k}`)
        money(trades.commission[k], expected.commission, `commission of trade ${k}`)
      })

      const [open] = golden.open_position
      assert.strictEqual(openPosition === null, open === undefined)
      if (openPosition !== null && open !== undefined) {
        assert.strictEqual(openPosition.side, open.side === "long" ? 1 : -1)
        assert.strictEqual(openPosition.size, open.size)
        assert.strictEqual(openPosition.entryBar, open.entry_bar)
        price(openPosition.entryPrice, open.entry_price, "entry of the open position")
        money(openPosition.unrealized, open.unrealised_at_last_close, "unrealized")
      }

      money(summary.finalEquity, golden.summary.final_equity_exact, "final equity")
      money(summary.totalCommission, golden.summary.commission_total, "commission")
      money(summary.maxEquity, golden.summary.max_equity, "highest equity")
      money(summary.minEquity, golden.summary.min_equity, "lowest equity")
      money(summary.maxDrawdown, golden.summary.max_drawdown_abs, "drawdown")
      near(summary.maxDrawdownFraction, Number(golden.summary.max_drawdown_frac), 1e-9, "drawdown fraction")
      // With slippage the recorded prices are themselves rounded, and so is the sum the recorder made of them.
      if (golden.settings.slippage_rate === 0)
        assert.strictEqual(summary.finalEquity, Number(golden.summary.final_equity_exact), "exact final equity")

      readEquity(root, golden)?.forEach((expected, bar) => money(equity[bar], expected, `equity at bar ${bar}`))
    })
  }
})
