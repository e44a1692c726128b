import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { testData } from "../../../../scripts/testData.ts"
import type { Bars } from "../../src/Bars.ts"
import type { Funding } from "../../src/kernel/Funding.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { readCsv } from "./goldenFiles.ts"

interface Trade {
  readonly pair: string
  readonly amount: number
  readonly open_timestamp: number
  readonly close_timestamp: number
  readonly open_rate: number
  readonly close_rate: number
  readonly fee_open: number
  readonly funding_fees: number
  readonly profit_abs: number
}

const folder = testData("freqtrade-accounting")

const column = (name: string, index: number): Float64Array =>
  Float64Array.from(readCsv(join(folder ?? "", name)).rows, (row) => Number(row[index]))

const fundingOf = (pair: string): Funding => {
  const name = `${pair.slice(0, 3)}USDT`
  const marks = new Map(
    readCsv(join(folder ?? "", `${name}-mark-8h.csv`)).rows.map((row) => [Number(row[0]), Number(row[1])])
  )
  const time = column(`${name}-funding.csv`, 0)
  const mark = time.map((at) => marks.get(at - (at % 28_800_000)) ?? Number.NaN)
  return { time, rate: column(`${name}-funding.csv`, 1), mark, tie: "both" }
}

/** A trade as two flips of the kernel at its recorded prices, which need not lie on ticks: resting stops inside bars. */
const replay = (trade: Trade, funding: Funding) => {
  const cents = (price: number) => Math.round(price * 100)
  const [entry, exit] = [cents(trade.open_rate), cents(trade.close_rate)]
  const column_ = (values: ReadonlyArray<number>) => Float64Array.from(values)
  const bars: Bars = {
    length: 4,
    time: column_([
      trade.open_timestamp - 1,
      trade.open_timestamp,
      trade.close_timestamp,
      trade.close_timestamp + 300_000
    ]),
    open: column_([entry, entry, exit + 100, exit]),
    high: column_([entry, entry, exit + 100, exit]),
    low: column_([entry, entry, exit - 100, exit]),
    close: column_([entry, entry, exit, exit]),
    volume: new Float64Array(4),
    priceStep: "0.01",
    intervalMs: trade.close_timestamp - trade.open_timestamp
  }
  const signals = {
    wishes: Int8Array.of(1, -1, 0, 0),
    stops: column_([Number.NaN, trade.close_rate, Number.NaN, Number.NaN])
  }
  const options = { size: trade.amount, feeRate: trade.fee_open, funding }
  return Result.getOrThrow(Kernel.run(bars, signals, options)).trades
}

describe.skipIf(folder === undefined)("68 trades of two recorded freqtrade futures backtests", () => {
  it("have the recorded profit after fees and funding, and the recorded funding but for one", () => {
    const { results } = JSON.parse(readFileSync(join(folder ?? "", "trades.json"), "utf8")) as {
      readonly results: ReadonlyArray<{ readonly trades: ReadonlyArray<Trade> }>
    }
    const trades = results.flatMap((result) => result.trades)
    assert.strictEqual(trades.length, 68)
    let sameFunding = 0
    for (const trade of trades) {
      const ours = replay(trade, fundingOf(trade.pair))
      const [pnl = 0, funding = 0] = [ours.pnl[0], ours.funding[0]]
      assert.isAtMost(Math.abs(pnl + trade.funding_fees - trade.profit_abs), 5e-9)
      // The one that differs is the last trade of the second run, which the end of the test closed.
      if (Math.abs(funding - trade.funding_fees) < 1e-6) sameFunding++
      else assert.strictEqual(trade, trades.at(-1))
    }
    assert.strictEqual(sameFunding, 67)
  })
})
