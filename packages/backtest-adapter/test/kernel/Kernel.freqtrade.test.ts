import { Result } from "effect"
import { assert, describe, it } from "vitest"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { asFlips, folder, fundingOf, readTrades } from "./freqtrade.ts"

describe.skipIf(folder === undefined)("68 trades of two recorded freqtrade futures backtests", () => {
  it("have the recorded profit after fees and funding, and the recorded funding but for one", () => {
    const trades = readTrades()
    assert.strictEqual(trades.length, 68)
    let sameFunding = 0
    for (const trade of trades) {
      const { bars, signals } = asFlips(trade)
      const options = { size: trade.amount, feeRate: trade.fee_open, funding: fundingOf(trade.pair) }
      const ours = Result.getOrThrow(Kernel.run(bars, signals, options)).trades
      const [pnl = 0, funding = 0] = [ours.pnl[0], ours.funding[0]]
      assert.isAtMost(Math.abs(pnl + trade.funding_fees - trade.profit_abs), 5e-9)
      // The one that differs is the last trade of the second run, which the end of the test closed.
      if (Math.abs(funding - trade.funding_fees) < 1e-6) sameFunding++
      else assert.strictEqual(trade, trades.at(-1))
    }
    assert.strictEqual(sameFunding, 67)
  })
})
