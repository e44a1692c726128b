import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { testData } from "../../../../scripts/testData.ts"
import { readBars, readFunding, readQuotes, readTrades } from "../../src/history/files/readFiles.ts"
import { parseBars } from "../../src/history/parse.ts"
import { withMarks } from "../../src/history/withMarks.ts"

const folder = testData("candles")
const under = (...names: ReadonlyArray<string>): string => join(folder ?? "", ...names)

/** Rows, gaps and missing bars as the provenance of the recordings tells them. */
const recordings: ReadonlyArray<readonly [name: string, rows: number, gaps: number, missing: number, step: string]> = [
  ["binance-usdm-1m/BTCUSDT-1m-2025-05_06.csv", 43_199, 0, 0, "0.1"],
  ["binance-usdm-1m/ETHUSDT-1m-2025-05_06.csv", 60_191, 0, 0, "0.01"],
  ["binance-usdm-1m/BTCUSDT-mark-8h.csv", 266, 0, 0, "0.00000001"],
  ["lean-cryptofuture-1m/binance-btcusd-20221213-trade.csv", 1439, 1, 1, "0.1"],
  ["lean-cryptofuture-1m/dydx-btcusd-20260101-trade.csv", 1410, 27, 30, "1"],
  ["btc-daily/coinbase-BTCUSD-1d-2014_2018.csv", 1318, 8, 34, "0.01"],
  ["bitget-usdtm-2022-04/UNIUSDT-1m.csv", 1001, 0, 0, "0.001"]
]

describe.skipIf(folder === undefined)("recorded markets", () => {
  it.each(recordings)("%s is read whole, with the gaps it is known for", async (name, rows, gaps, missing, step) => {
    const { bars, repairs, report } = await readBars(under(name))
    assert.deepStrictEqual([bars.length, bars.priceStep, repairs.count], [rows, step, 0])
    assert.deepStrictEqual([report.gaps.count, report.gaps.missing, report.irregular], [gaps, missing, 0])
    assert.deepStrictEqual([report.outside.count, report.zeroVolume.count], [0, name.includes("mark") ? rows : 0])
  })

  it("every price printed from its ticks is the number in the file", () => {
    for (const [name] of recordings) {
      const text = readFileSync(under(name), "utf8")
      const { bars } = Result.getOrThrow(parseBars(new TextEncoder().encode(text)))
      const places = bars.priceStep === "1" ? 0 : bars.priceStep.length - 2
      for (const [bar, line] of text.trim().split("\n").slice(1).entries()) {
        const [time, ...cells] = line.split(",").map(Number)
        const ours = [bars.open, bars.high, bars.low, bars.close].map((column) => Number(`${column[bar]}e-${places}`))
        assert.deepStrictEqual([bars.time[bar], ...ours], [time, ...cells.slice(0, 4)])
        if (cells.length > 4) assert.strictEqual(bars.volume[bar], cells[4])
      }
    }
  })

  it("ticks of Binance and Bitget are read with their makers, sides and prices", async () => {
    const trades = await readTrades(under("binance-usdm-ticks-2024-08-08", "btcusdt-trades.csv"))
    assert.deepStrictEqual(
      [trades.length, trades.priceStep, trades.price[0], trades.side[0]],
      [21_313, "0.1", 618_003, 1]
    )
    const quotes = await readQuotes(under("binance-usdm-ticks-2024-08-08", "btcusdt-bbo.csv"))
    assert.deepStrictEqual([quotes.length, quotes.bid[0], quotes.ask[0]], [2027, 618_002, 618_003])
    const bitget = await readTrades(under("bitget-usdtm-2022-04", "UNIUSDT-trades.csv"))
    assert.deepStrictEqual([bitget.length, bitget.price[0], bitget.size[0], bitget.side[0]], [66, 9995, 5, -1])
    const ticker = await readQuotes(under("bitget-usdtm-2022-04", "UNIUSDT-ticker.csv"))
    assert.deepStrictEqual([ticker.length, ticker.bid[0], ticker.ask[0]], [109, 9964, 9969])
  })

  it("every funding settlement finds its mark price", async () => {
    const funding = await readFunding(under("binance-usdm-1m", "BTCUSDT-funding.csv"))
    const marks = await readBars(under("binance-usdm-1m", "BTCUSDT-mark-8h.csv"))
    const { mark = new Float64Array(0) } = withMarks(funding, marks.bars)
    assert.deepStrictEqual([funding.rate.length, funding.rate[0], mark[0]], [266, 0.00006818, 90_776.94748889])
    assert.isTrue(mark.every((price) => price > 0))
  })

  it("every other CSV file of the folder is read or refused by name, never misread in silence", async () => {
    const names = readdirSync(under(), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".csv"))
    for (const name of names) {
      const outcome = await readBars(under(name)).then(
        ({ bars }) => bars.length,
        (error: Error) => error.message
      )
      const isBars = /1m|1d|mark|-trade\.csv/.test(name) && !/trades|quote|funding/.test(name)
      if (isBars || name.includes("sp500")) assert.isAbove(Number(outcome), 100, name)
      else assert.match(String(outcome), /expected a column named/, name)
    }
  })
})
