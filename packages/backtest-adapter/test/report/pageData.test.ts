import { inflateRawSync } from "node:zlib"
import { assert, describe, it } from "vitest"
import { readRun } from "../../src/report/PageRun.ts"
import { pageData } from "../../src/report/pageData.ts"
import type { ReportInput } from "../../src/report/ReportInput.ts"
import { reportOfKernel } from "../../src/report/reportOfKernel.ts"
import { about, kernelRun, wave } from "./runs.ts"

const bars = wave(800)
const input = reportOfKernel("WAVE", bars, kernelRun(bars, 11), about)
const back = (given: ReportInput) => {
  const data = pageData(given)
  return readRun(data, inflateRawSync(Buffer.from(data.bytes, "base64")))
}

describe("the data of a page", () => {
  it("has every candle and every trade as it was, prices in quote units", () => {
    const [symbol] = back(input).symbols
    assert.deepStrictEqual(symbol?.candles.time, bars.time)
    const price = (ticks: Float64Array) => ticks.map((it) => Number((it / 100).toFixed(2)))
    assert.deepStrictEqual(symbol?.candles.first, price(bars.open))
    assert.deepStrictEqual(symbol?.candles.high, price(bars.high))
    assert.deepStrictEqual(symbol?.candles.low, price(bars.low))
    assert.deepStrictEqual(symbol?.candles.last, price(bars.close))
    assert.deepStrictEqual(symbol?.trades, input.symbols[0]?.trades)
  })

  it("has equity to the decimals that are shown, on the bars' own clock", () => {
    const { equity, symbols } = back(input)
    assert.strictEqual(equity.time, symbols[0]?.candles.time)
    equity.last.forEach((value, k) => assert.strictEqual(value, Number((input.account.equity[k] ?? 0).toFixed(2))))
  })

  it("has a clock of its own where the account has one, and prices of any step", () => {
    const time = bars.time.map((at) => at + 1)
    const odd = { ...bars, priceStep: "5" }
    const { equity, symbols } = back({
      ...input,
      account: { ...input.account, time },
      symbols: input.symbols.map((symbol) => ({ ...symbol, bars: odd }))
    })
    assert.deepStrictEqual(equity.time, time)
    assert.deepStrictEqual(
      symbols[0]?.candles.last,
      bars.close.map((it) => it * 5)
    )
  })
})
