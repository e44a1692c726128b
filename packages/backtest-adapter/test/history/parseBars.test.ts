import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { CsvReader } from "../../src/history/CsvReader.ts"
import type { Reason } from "../../src/history/HistoryError.ts"
import { parseBars, parseFunding, parseQuotes, parseTrades } from "../../src/history/parse.ts"
import { candles } from "../../src/history/shapes.ts"
import { bytes, failureOf, read, refuse } from "./csv.ts"

const bars = (text: string) => Result.getOrThrow(parseBars(bytes(text))).bars

describe("candles in CSV", () => {
  it("become whole ticks of the finest decimal place that some price needs", () => {
    const { bars: found } = read(["0,10,10.50,9.75,10.0,1", "60000,10.0,11.000,10,11,2.5"])
    assert.strictEqual(found.priceStep, "0.01")
    assert.deepStrictEqual([...found.open], [1000, 1000])
    assert.deepStrictEqual([...found.high], [1050, 1100])
    assert.deepStrictEqual([...found.low], [975, 1000])
    assert.deepStrictEqual([...found.close], [1000, 1100])
    assert.deepStrictEqual([...found.volume], [1, 2.5])
    assert.strictEqual(found.intervalMs, 60_000)
  })

  it("become whole multiples of a price step that was given", () => {
    const { bars: found } = read(["0,10.5,11.0,10.50,11,1", "1,10.5,11,10,11,1"], { priceStep: "0.50" })
    assert.strictEqual(found.priceStep, "0.5")
    assert.deepStrictEqual([...found.low], [21, 20])
    assert.deepStrictEqual([...read(["0,300,300,250,250,0"], { priceStep: "50" }).bars.close], [5])
  })

  it("are refused off the given step, by line and field", () => {
    const between = refuse(["0,10,10,10,10,1", "1,10,10.25,10,10,1"], { priceStep: "0.5" })
    assert.containsSubset(between, { reason: "OffStep", file: "a.csv", line: 3, field: "high", got: '"10.25"' })
    const multiple = refuse(["0,10,10,10,10,1", "1,10.3,10.5,10,10,1"], { priceStep: "0.5" })
    assert.containsSubset(multiple, { reason: "OffStep", line: 3, field: "open", got: "10.3" })
    assert.strictEqual(refuse(["0,10,10,10,10,1"], { priceStep: "-1" }).reason, "OffStep")
  })

  it("have their columns in any order and any case, under any of the known names", () => {
    const expected = bars("time_ms,open,high,low,close,volume\n1,2,4,1,3,9\n")
    for (const text of [
      "Volume,CLOSE,note,Low,High,Open,TS\n9,3,hello,1,4,2,0.001e3\n",
      "Timestamp;o;h;l;c;v\r\n0.001e0;2;4;1;3;9\r\n".replace("0.001e0", "1"),
      "\uFEFFopen time_ms\topen\thigh\tlow\tclose\tvol\n1\t2\t4\t1\t3\t9"
    ]) {
      const found = Result.getOrThrow(parseBars(bytes(text), { timeUnit: "ms" })).bars
      assert.deepStrictEqual(found, expected)
    }
  })

  it("without a header are read in Binance's and Bitget's order", () => {
    const binance = "1700000000000,36.1,36.2,36.0,36.1,12.5,1700000059999,452.1,33,6.2,223.9,0\n"
    const bitget = "1700000000000,36.1,36.2,36.0,36.1,12.5,452.1\n"
    assert.deepStrictEqual(bars(binance), bars(bitget))
    assert.deepStrictEqual([...bars(binance).high, ...bars(binance).volume], [362, 12.5])
    assert.deepStrictEqual([...bars("1700000000000,1,1,1,1\n").volume], [0])
  })

  it("take times in seconds, milliseconds, microseconds and ISO 8601", () => {
    const rest = ",1,1,1,1"
    for (const time of [
      "1704067200",
      "1704067200000",
      "1704067200000000",
      "2024-01-01",
      "2024-01-01T00:00:00Z",
      "2024-01-01 00:00",
      "2024-01-01T01:30:00+01:30",
      "2023-12-31T19:00:00.000-0500",
      "1.7040672e9"
    ])
      assert.deepStrictEqual([...bars(`time,open,high,low,close\n${time}${rest}\n`).time], [1_704_067_200_000], time)
  })

  it("hold prices and volumes with signs, exponents, spaces and many digits exactly", () => {
    const { bars: found } = read(["0, 1.5e1 ,+15.00000001,1.4E+1,.15e2,1e-7", "1,15.,15,15,15,123456789012.345"])
    assert.strictEqual(found.priceStep, "0.00000001")
    assert.deepStrictEqual([...found.open], [1_500_000_000, 1_500_000_000])
    assert.deepStrictEqual([...found.high], [1_500_000_001, 1_500_000_000])
    assert.deepStrictEqual([...found.volume], [1e-7, 123_456_789_012.345])
  })

  it("may lack a volume, a last newline, and have blank lines", () => {
    const found = bars("time,open,high,low,close\n\n1,1,1,1,1\n  \n2,1,1,1,1")
    assert.deepStrictEqual([...found.volume], [0, 0])
  })

  it("come out the same however the bytes are cut into chunks", () => {
    const text = "time_ms,open,high,low,close,volume\r\n1,1.5,2,1,1,7\r\n\r\n2,1.5,2.25,1,1,8\r\n3,1,1,1,1,9"
    const whole = bars(text)
    for (let size = 1; size < text.length; size++) {
      const reader = new CsvReader(candles, {}, undefined)
      for (let at = 0; at < text.length; at += size) assert.isUndefined(reader.push(bytes(text.slice(at, at + size))))
      assert.isUndefined(reader.finish())
      assert.strictEqual(reader.store.length, 3)
      assert.deepStrictEqual([...reader.store.time.subarray(0, 3)], [...whole.time])
      assert.deepStrictEqual([...(reader.store.prices[1]?.subarray(0, 3) ?? [])], [...whole.high])
    }
  })
})

describe("candles that cannot be used", () => {
  const good = "60000,1,2,1,2,5"

  it.each<readonly [string, string, Reason, string | undefined]>([
    ["a step back", "0,1,2,1,2,5", "OutOfOrder", "time"],
    ["a time twice", good, "Duplicate", "time"],
    ["high below low", "120000,1,1,2,1,5", "ImpossibleBar", "high"],
    ["a price of nothing", "120000,1,1,0,1,5", "NotPositive", "low"],
    ["a negative price", "120000,-1,1,1,1,5", "NotPositive", "open"],
    ["a negative volume", "120000,1,1,1,1,-5", "NotPositive", "volume"],
    ["a price that is NaN", "120000,1,NaN,1,1,5", "NotANumber", "high"],
    ["an empty cell", "120000,1,1,1,,5", "NotANumber", "close"],
    ["a lone point", "120000,1,1,1,.,5", "NotANumber", "close"],
    ["an infinite volume", "120000,1,1,1,1,inf", "NotANumber", "volume"],
    ["no time", "soon,1,1,1,1,5", "BadTime", "time_ms"],
    ["a day that does not exist", "2024-02-30,1,1,1,1,5", "BadTime", "time_ms"],
    ["too few cells", "120000,1,1,1,1", "WrongFieldCount", undefined],
    ["too many cells", "120000,1,1,1,1,5,6", "WrongFieldCount", undefined],
    ["a price of too many digits", "120000,1.0000000000000000001,1,1,1,5", "OutOfRange", "open"],
    ["a quoted cell", '120000,"1",1,1,1,5', "Unsupported", undefined]
  ])("are refused for %s, naming file, line and field", (_, row, reason, field) => {
    const error = refuse([good, row])
    assert.strictEqual(error._tag, "HistoryError")
    assert.containsSubset(error, { reason, file: "a.csv", line: 3, field })
    assert.match(error.message, /^a\.csv:3:.* expected .*, got .*\. Remedy: .*\.$/)
  })

  it("are refused where prices differ too much in size to share a step", () => {
    assert.containsSubset(refuse(["1,1e15,1e15,1e15,1e15,1", "2,0.01,1,0.01,1,1"]), { reason: "OutOfRange", line: 3 })
    assert.containsSubset(refuse(["1,0.01,1,0.01,1,1", "2,1e15,1e15,1,1,1"]), { reason: "OutOfRange", line: 3 })
  })

  it("are refused for times in two units", () => {
    const text = "time,open,high,low,close\n1704067200,1,1,1,1\n1704067260000,1,1,1,1\n"
    assert.containsSubset(failureOf(parseBars(bytes(text))), { reason: "MixedTimeUnits", line: 3, field: "time" })
    const iso = "time,open,high,low,close\n2024-01-01,1,1,1,1\n1704067260000,1,1,1,1\n"
    assert.strictEqual(failureOf(parseBars(bytes(iso))).reason, "MixedTimeUnits")
    const micros = "time,open,high,low,close\n1704067200000001,1,1,1,1\n"
    assert.strictEqual(failureOf(parseBars(bytes(micros))).reason, "BadTime")
  })

  it("are refused without the columns that are needed, or with one of them twice", () => {
    const without = failureOf(parseBars(bytes("time,open,high,low\n1,1,1,1\n")))
    assert.containsSubset(without, { reason: "UnknownLayout", line: 1, field: "close" })
    assert.strictEqual(failureOf(parseBars(bytes("time,open,high,low,close,open\n"))).got, "two")
    assert.strictEqual(failureOf(parseBars(bytes("1,2,3\n"))).reason, "UnknownLayout")
  })

  it("are refused where there are none", () => {
    assert.strictEqual(failureOf(parseBars(bytes(""))).reason, "Empty")
    assert.strictEqual(failureOf(parseBars(bytes("time,open,high,low,close\n"))).reason, "Empty")
    assert.match(refuse(["1,1,1,2,1,1"], { repair: "drop" }).got, /1 were dropped/)
  })
})

describe("repairs", () => {
  const rows = [
    "60000,1,2,1,2,5",
    "0,1,2,1,2,5",
    "60000,1,2,1,2,5",
    "120000,x,2,1,2,5",
    "",
    "180000,1,1,2,1,5",
    "240000,3,3,3,3,0"
  ]

  it("drop what cannot be used and say which lines and why", () => {
    const { bars: found, repairs } = read(rows, { repair: "drop" })
    assert.deepStrictEqual([...found.time], [60_000, 240_000])
    assert.deepStrictEqual([...found.close], [2, 3])
    assert.strictEqual(repairs.count, 4)
    assert.sameDeepMembers(
      [...repairs.first],
      [
        { line: 3, did: "dropped", reason: "OutOfOrder" },
        { line: 4, did: "dropped", reason: "Duplicate" },
        { line: 5, did: "dropped", reason: "NotANumber" },
        { line: 7, did: "dropped", reason: "ImpossibleBar" }
      ]
    )
  })

  it("sort by time, keep one of equal rows and say what moved", () => {
    const { bars: found, repairs } = read(["3,3,3,3,3,3", "1,1,1,1,1,1", "2,2,2,2,2,2", "1,1,1,1,1,1"], {
      repair: "sort"
    })
    assert.deepStrictEqual([...found.time, ...found.close], [1, 2, 3, 1, 2, 3])
    assert.deepStrictEqual(repairs.first, [
      { line: 3, did: "moved", reason: "OutOfOrder" },
      { line: 4, did: "moved", reason: "OutOfOrder" },
      { line: 5, did: "moved", reason: "OutOfOrder" },
      { line: 5, did: "dropped", reason: "Duplicate" }
    ])
  })

  it("do not choose between two different bars of one time", () => {
    const error = refuse(["2,2,2,2,2,2", "1,1,1,1,1,1", "2,3,3,3,3,3"], { repair: "sort" })
    assert.containsSubset(error, { reason: "Duplicate", line: 4 })
  })

  it("are none on good rows", () => {
    for (const repair of ["drop", "sort"] as const)
      assert.strictEqual(read(["1,1,1,1,1,1", "2,1,1,1,1,1"], { repair }).repairs.count, 0)
  })
})

describe("the report on candles", () => {
  it("tells gaps, irregular distances, silence and bars that contradict themselves, and changes nothing", () => {
    const { bars: found, report } = read([
      "0,5,5,5,5,1",
      "60000,5,5,5,5,0",
      "120000,5,5,5,5,0",
      "300000,9,6,5,5,1",
      "310000,5,5,5,5,0",
      "475000,5,5,5,4,1"
    ])
    assert.strictEqual(found.length, 6)
    assert.strictEqual(report.intervalMs, 60_000)
    assert.deepStrictEqual(report.gaps, {
      count: 2,
      missing: 4,
      first: [
        { after: 2, missing: 2 },
        { after: 4, missing: 2 }
      ]
    })
    assert.strictEqual(report.irregular, 2)
    assert.deepStrictEqual(report.zeroVolume, { count: 3, longestRun: 2 })
    assert.deepStrictEqual(report.outside, { count: 2, first: [3, 5] })
    assert.deepStrictEqual([report.first, report.last], [0, 475_000])
  })
})

describe("trades, quotes and funding in CSV", () => {
  it("read trades with the taker's side, however it is told", () => {
    const sides = Result.getOrThrow(
      parseTrades(bytes("ts,price,qty,taker_side\n1,10.5,2,buy\n1,10,1,Sell\n2,10,1,long\n"))
    )
    assert.deepStrictEqual([...sides.side], [1, -1, 1])
    assert.deepStrictEqual([...sides.price, ...sides.size], [105, 100, 100, 2, 1, 1])
    const makers = Result.getOrThrow(
      parseTrades(bytes("trade_time_ms,price,size,is_buyer_maker\n1,10,2,true\n1,10,1,0\n"))
    )
    assert.deepStrictEqual([...makers.side], [-1, 1])
    assert.deepStrictEqual([...Result.getOrThrow(parseTrades(bytes("ts,price,size\n1,1,1\n"))).side], [0])
  })

  it.each([
    ["ts,price,size,side\n1,1,1,up\n", "BadSide"],
    ["ts,price,size\n2,1,1\n1,1,1\n", "OutOfOrder"],
    ["ts,price,size\n2,1,-1\n", "NotPositive"],
    ["ts,price,size\n2,0,1\n", "NotPositive"]
  ])("refuse trades such as %j", (text, reason) => {
    assert.strictEqual(failureOf(parseTrades(bytes(text))).reason, reason)
  })

  it("read best bids and asks", () => {
    const text = "time_ms,ask,bid\n1,10.5,10\n1,10.5,10.5\n"
    const quotes = Result.getOrThrow(parseQuotes(bytes(text)))
    assert.deepStrictEqual([...quotes.bid, ...quotes.ask], [100, 105, 105, 105])
  })

  it.each([
    ["ts,bid,ask\n1,2,1\n", "ImpossibleBar"],
    ["ts,bid,ask\n1,0,1\n", "NotPositive"],
    ["ts,bid,ask\n2,1,1\n1,1,1\n", "OutOfOrder"]
  ])("refuse quotes such as %j", (text, reason) => {
    assert.strictEqual(failureOf(parseQuotes(bytes(text))).reason, reason)
  })

  it("read funding rates of either sign, with the mark price where there is one", () => {
    const text = "fundingTime,fundingRate,markPrice\n0,-2e-5,100.5\n28800000,0.0001,\n"
    assert.strictEqual(failureOf(parseFunding(bytes(text))).field, "markprice")
    const marked = Result.getOrThrow(parseFunding(bytes(text.replace(",\n", ",101\n")), { timeUnit: "ms" }))
    assert.deepStrictEqual([...marked.rate, ...(marked.mark ?? [])], [-2e-5, 0.0001, 100.5, 101])
    const bare = Result.getOrThrow(parseFunding(bytes("time,rate\n1704067200,0\n")))
    assert.deepStrictEqual([bare.mark, ...bare.time], [undefined, 1_704_067_200_000])
    assert.strictEqual(failureOf(parseFunding(bytes("time,rate\n1,0\n1,0\n"))).reason, "Duplicate")
  })
})
