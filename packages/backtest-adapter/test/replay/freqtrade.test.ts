import { Rational } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { replay } from "../../src/replay/replay.ts"
import { asFlips, folder, fundingOf, readTrades } from "../kernel/freqtrade.ts"
import { contract } from "./contract.ts"
import { listed } from "./listed.ts"

describe.skipIf(folder === undefined)(
  "68 trades of two recorded freqtrade futures backtests, on the live engine",
  () => {
    it("have the recorded profit after fees and funding, and the recorded funding but for one", () => {
      const trades = readTrades()
      assert.strictEqual(trades.length, 68)
      let sameFunding = 0
      for (const trade of trades) {
        const { bars, signals } = asFlips(trade)
        const market = { instrument: contract("X"), bars, funding: fundingOf(trade.pair) }
        const options = { size: trade.amount, feeRate: trade.fee_open }
        const [ours] = replay([market], listed(bars, signals), options).symbols[0]?.trades ?? []
        const { funding = Rational.zero, pnl = Rational.zero } = ours ?? {}
        const profit = Rational.toNumber(pnl) + trade.funding_fees
        assert.isAtMost(Math.abs(profit - trade.profit_abs), 5e-9)
        // The one that differs is the last trade of the second run, which the end of the test closed.
        if (Math.abs(Rational.toNumber(funding) - trade.funding_fees) < 1e-6) sameFunding++
        else assert.strictEqual(trade, trades.at(-1))
      }
      assert.strictEqual(sameFunding, 67)
    })
  }
)
