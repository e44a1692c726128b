import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { marketEvents } from "../../src/history/marketEvents.ts"
import { parseFunding, parseQuotes, parseTrades } from "../../src/history/parse.ts"
import { withMarks } from "../../src/history/withMarks.ts"
import { bytes, read } from "./csv.ts"

const { bars } = read(["0,1,1,1,1,1", "60000,1,2,1,2,1"], { priceStep: "0.5" })
const trades = Result.getOrThrow(
  parseTrades(bytes("time_ms,price,size,side\n60000,1.5,3,sell\n60001,1.5,3,buy\n"), { priceStep: "0.5" })
)
const quotes = Result.getOrThrow(parseQuotes(bytes("time_ms,bid,ask\n60000,1,1.5\n")))
const funding = Result.getOrThrow(parseFunding(bytes("funding_time_ms,funding_rate\n60000,-2e-7\n")))

describe("several symbols on one clock", () => {
  it("are told in order of time: at one instant trades, quotes, funding, then the bars that close", () => {
    const events = [
      ...marketEvents([
        { symbol: "A", bars },
        { symbol: "B", bars, funding, quotes, trades }
      ])
    ]
    assert.deepStrictEqual(
      events.map(({ at, kind, symbol }) => `${at} ${kind} ${symbol}`),
      [
        "60000 trade B",
        "60000 quote B",
        "60000 funding B",
        "60000 bar A",
        "60000 bar B",
        "60001 trade B",
        "120000 bar A",
        "120000 bar B"
      ]
    )
    assert.deepStrictEqual(events.slice(0, 4), [
      { kind: "trade", symbol: "B", at: 60_000, price: 3, size: 3, side: "short" },
      { kind: "quote", symbol: "B", at: 60_000, bid: 10, ask: 15 },
      { kind: "funding", symbol: "B", at: 60_000, rate: "-0.0000002" },
      { kind: "bar", symbol: "A", at: 60_000, time: 0, open: 2, high: 2, low: 2, close: 2, volume: 1 }
    ])
  })

  it("leave out what is not known of a trade, and end with their sources", () => {
    const bare = Result.getOrThrow(parseTrades(bytes("time_ms,price,size\n1,1,1\n")))
    assert.deepStrictEqual(
      [...marketEvents([{ symbol: "A", trades: bare }])],
      [{ kind: "trade", symbol: "A", at: 1, price: 1, size: 1 }]
    )
    assert.deepStrictEqual([...marketEvents([])], [])
  })
})

describe("mark prices of settlements", () => {
  it("are the opens of the mark candles that begin with the settlements", () => {
    const late = { time: Float64Array.of(60_007, 180_000), rate: Float64Array.of(1, 1) }
    assert.deepStrictEqual(withMarks(late, bars).mark, Float64Array.of(1, Number.NaN))
    const fine = read(["0,12.345,13,12,12,0"]).bars
    assert.deepStrictEqual(
      withMarks({ time: Float64Array.of(0), rate: Float64Array.of(1) }, fine).mark,
      Float64Array.of(12.345)
    )
  })
})
