import { Result } from "effect"
import { assert, describe, it } from "vitest"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { resultJson } from "../../src/results/resultJson.ts"
import * as Table from "../../src/results/Table.ts"
import * as Statistics from "../../src/statistics/Statistics.ts"

const column = (...values: ReadonlyArray<number>) => Float64Array.from(values)
const bars = {
  length: 4,
  time: column(0, 60_000, 120_000, 180_000),
  open: column(100, 110, 120, 130),
  high: column(100, 110, 120, 130),
  low: column(100, 110, 120, 130),
  close: column(100, 110, 120, 130),
  volume: column(0, 0, 0, 0),
  priceStep: "0.1",
  intervalMs: 60_000
}
const signals = { length: 4, bars: Int32Array.of(0, 1), sides: Int8Array.of(-1, 1), initial: { wish: 1 as const } }
const run = Result.getOrThrow(Kernel.run(bars, signals, { size: "2", feeRate: "0.001", capital: "1000" }))

describe("a table", () => {
  it("lists trades with their bars and times as CSV", () => {
    assert.strictEqual(
      [...Table.toCsv(Table.trades(bars, run))].join(""),
      [
        "side,size,entryBar,entryTime,entryPrice,exitBar,exitTime,exitPrice,pnl,commission,funding",
        "long,2,0,0,10,1,60000,11,1.958,0.042,0",
        "short,2,1,60000,11,2,120000,12,-2.046,0.046,0",
        ""
      ].join("\n")
    )
  })

  it("lists equity at every close as CSV", () => {
    assert.strictEqual(
      [...Table.toCsv(Table.equity(bars, run))].join(""),
      [
        "time,closeTime,equity,drawdown",
        "0,60000,999.98,0.02",
        "60000,120000,1001.936,0",
        "120000,180000,999.888,2.048",
        "180000,240000,1001.888,0.048",
        ""
      ].join("\n")
    )
  })

  it("writes long tables in pieces, and what is no number as nothing", () => {
    const values = Float64Array.from({ length: 10_000 }, (_, k) => (k === 9_999 ? Number.NaN : k))
    const pieces = [...Table.toCsv({ length: 10_000, columns: [{ name: "n", type: "double", values }] })]
    assert.strictEqual(pieces.length, 4)
    assert.strictEqual(pieces.join(""), `n\n${Array.from({ length: 9_999 }, (_, k) => `${k}\n`).join("")}\n`)
  })
})

describe("the JSON of a run", () => {
  it("has decimals for sizes and prices, the wish from before the first bar, and null for what is not defined", () => {
    const { openPosition, signals: list, stats, trades } = resultJson(bars, signals, run, Statistics.of(bars, run))
    assert.deepStrictEqual(list, [
      [-1, 1],
      [0, -1],
      [1, 1]
    ])
    assert.deepStrictEqual(trades[0], {
      side: "long",
      size: "2",
      entryBar: 0,
      entryTime: 0,
      entryPrice: "10",
      exitBar: 1,
      exitTime: 60_000,
      exitPrice: "11",
      pnl: 1.958,
      commission: 0.042,
      funding: 0
    })
    assert.deepStrictEqual(openPosition, {
      side: "long",
      size: "2",
      entryBar: 2,
      entryTime: 120_000,
      entryPrice: "12",
      unrealized: 2,
      commission: 0.024,
      funding: 0
    })
    assert.isNull(stats.volatility)
  })
})
