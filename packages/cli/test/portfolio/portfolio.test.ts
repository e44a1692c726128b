import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { run } from "../host.ts"
import { ETHUSDT } from "../place.ts"
import { strategies } from "../backtest/desk.ts"
import { candles, makeFolder, startMs } from "./desk.ts"

const { at, backtest, file, many, refused } = makeFolder()
const minute = 60_000
const three = many("three", ["AUSDT", "BUSDT", "CUSDT"], 300, minute)
const spare = file("spare.csv", "ts,rate\n")
const costs = ["--size", "2", "--fee-rate", "0.001", "--slippage-bps", "3"]
const contracts = file(
  "contracts.json",
  JSON.stringify(["AUSDT", "BUSDT"].map((symbol, k) => ({ ...ETHUSDT, symbol, takerFeeRate: `0.00${k + 1}` })))
)

const signals = (lines: ReadonlyArray<object>): string =>
  file("s.jsonl", lines.map((line) => `${JSON.stringify(line)}\n`).join(""))

const alone = (symbol: string, ...args: ReadonlyArray<string>) =>
  backtest("--candles", `${symbol}=${at(`three/${symbol}-1m.csv`)}`, ...costs, ...args)

describe("a backtest of several symbols", () => {
  it.each([["sma-cross:5,20"], ["psar-stop:0.02,0.2"], [strategies("rising.ts")], [strategies("counting.ts")]])(
    "runs %s for each symbol as if it were alone, where no limit binds",
    async (strategy) => {
      const { result } = await backtest("--candles", three, ...costs, "--strategy", strategy)
      let total = 0
      for (const own of result.symbols) {
        const { result: single, stdout } = await alone(own.symbol, "--strategy", strategy)
        assert.match(stdout, new RegExp(`^${own.symbol} `))
        const trades = result.trades.filter((trade: { symbol: string }) => trade.symbol === own.symbol)
        assert.deepStrictEqual(
          trades.map(({ symbol: _, ...trade }: { symbol: string }) => trade),
          single.trades
        )
        assert.deepStrictEqual(own.openPositions, [single.openPosition].filter(Boolean))
        // A stop that is not reached never becomes an order.
        if (!strategy.startsWith("psar-stop")) assert.deepStrictEqual(own.signals, single.signals)
        total += single.summary.finalEquity - 1_000_000
      }
      assert.strictEqual(result.symbols.length, 3)
      assert.closeTo(result.summary.finalEquity, 1_000_000 + total, 1e-6)
      assert.isNull(result.limit)
    }
  )

  it("takes the signals of each symbol from one file, with bars and sizes of its own", async () => {
    const list = [
      { symbol: "ausdt", side: "long", bar: 0, size: "2.5" },
      { symbol: "CUSDT", side: "short", at: startMs + 5 * minute },
      { symbol: "AUSDT", side: "short", bar: 9 }
    ]
    const { result, stdout } = await backtest("--candles", three, "--signals", signals(list), "--size", "value:5000")
    assert.match(stdout, /^3 symbols .*s\.jsonl/)
    const [a, b, c] = result.symbols
    assert.deepStrictEqual([a.trades, b.trades, c.trades], [1, 0, 0])
    assert.strictEqual(result.trades[0].size, "2.5")
    assert.deepInclude(c.openPositions[0], { side: "short", entryBar: 5 })
    assert.closeTo(Number(c.openPositions[0].size) * Number(c.openPositions[0].entryPrice), 5000, 50)
  })

  it("takes the newest signal of a bar where nothing waits, as for one symbol", async () => {
    const late = (side: string, seconds: number) => ({ side, at: startMs + 2 * minute + seconds * 1000 })
    const list = [{ side: "long", bar: 0 }, late("short", 10), late("long", 20), late("short", 30)]
    const of = (symbol: string) => list.map((signal) => ({ symbol, ...signal }))
    const { result } = await backtest("--candles", three, "--signals", signals([...of("AUSDT"), ...of("BUSDT")]))
    const { result: single } = await backtest(
      "--candles",
      `AUSDT=${at("three/AUSDT-1m.csv")}`,
      "--signals",
      signals(of("AUSDT"))
    )
    assert.strictEqual(result.symbols[0].trades, single.trades.length)
    assert.deepStrictEqual(
      result.trades.map(({ side }: { side: string }) => side),
      ["long", "long"]
    )
  })

  it("gives every table and the report of all symbols, with the funding of each", async () => {
    const rates = `time,rate\n${startMs + 100 * minute},0.01\n`
    const funding = file("b.csv", rates)
    const [trades, fills, report] = [at("t.csv"), at("f.csv"), at("r.html")]
    const files = [
      "--trades",
      trades,
      "--fills",
      fills,
      "--report",
      report,
      "--equity",
      at("e.csv"),
      "--events",
      at("v.json")
    ]
    const { result } = await backtest(
      "--candles",
      three,
      "--strategy",
      "sma-cross:5,20",
      "--funding",
      `BUSDT=${funding}`,
      ...files
    )
    const funded = result.symbols.map(({ funding: of }: { funding: number }) => of !== 0)
    assert.deepStrictEqual(funded, [false, true, false])
    assert.match(readFileSync(trades, "utf8"), /^symbol,side,.*\n[ABC]USDT,/)
    assert.match(readFileSync(fills, "utf8"), /,order,close,long,1,/)
    assert.include(readFileSync(report, "utf8"), "BUSDT")
    const events = JSON.parse(readFileSync(at("v.json"), "utf8"))
    assert.sameMembers(
      [...new Set(events.map(({ event }: { event: string }) => event))],
      ["sent", "accepted", "settled"]
    )
  })

  it("checks a strategy of several symbols for look-ahead, and bands each", async () => {
    const { result, stdout } = await backtest("--candles", three, "--strategy", "sma-cross:5,20", "--check")
    assert.match(stdout, /look-ahead  none[^]*paths {7}inside the bars: profit from/)
    assert.strictEqual(result.check.bands.length, 3)
  })

  it("charges each contract's own fee where contracts are given", async () => {
    const pairs = ["AUSDT", "BUSDT"].flatMap((symbol) => ["--candles", at(`three/${symbol}-1m.csv`)])
    const line = { side: "long", at: startMs }
    const both = signals(["AUSDT", "BUSDT"].map((symbol) => ({ ...line, symbol })))
    const { result } = await backtest(...pairs, "--instrument", contracts, "--signals", both)
    const [a, b] = result.symbols
    const value = (own: typeof a): number => Number(own.openPositions[0].entryPrice)
    assert.deepStrictEqual([a.fees, b.fees], [value(a) * 0.001, value(b) * 0.002])
    const page = at("own.html")
    const dearer = ["--signals", both, "--fee-rate", "0.01"]
    const dear = await backtest(...pairs, "--instrument", contracts, ...dearer)
    await backtest(...pairs, "--instrument", contracts, "--signals", both, "--report", page)
    assert.include(readFileSync(page, "utf8"), "each contract&#39;s taker fee")
    assert.closeTo(dear.result.symbols[0].fees, value(a) * 0.01, 1e-9)
  })

  it.each([
    [["--candles", three, "--strategy", "psar", "--symbol", "AUSDT"], /--symbol is for one file/],
    [["--candles", three, "--candles", `AUSDT=${at("x")}`], /are of AUSDT\ngive each symbol once/],
    [["--candles", at("three/AUSDT-1m.csv"), "--candles", at("-.csv"), "--strategy", "psar"], /names no symbol/],
    [["--candles", at("three/*.parquet"), "--strategy", "psar"], /has no data/],
    [["--candles", three], /neither --signals nor --strategy/],
    [["--candles", three, "--strategy", "psar", "--size", "all-in"], /all in on several markets/],
    [["--candles", three, "--strategy", "psar", "--funding", `D=${spare}`], /is of no symbol of the candles/],
    [
      ["--candles", at("three/A*.csv"), "--strategy", "psar", "--funding", `A=${spare}`, "--funding", `B=${spare}`],
      /several files/
    ],
    [["--candles", three, "--strategy", "psar", "--instrument", contracts], /no contract CUSDT/]
  ])("refuses %j, and says what was expected", async (args, said) => {
    assert.match(await refused(...args), said)
  })

  it("names signals of symbols and bars that are not there, and contracts of several coins", async () => {
    const of = (signal: object) => refused("--candles", three, "--signals", signals([{ side: "long", ...signal }]))
    assert.match(
      await of({ symbol: "D", bar: 0 }),
      /signal 1 is of D, which has no candles\nexpected: signals of AUSDT/
    )
    assert.match(await of({ bar: 0 }), /signal 1 names no symbol\n/)
    assert.match(await of({ symbol: "AUSDT", bar: 300 }), /signal 1: bar 300 is not one of the 300 bars of AUSDT/)
    const coins = [
      { ...ETHUSDT, symbol: "AUSDT" },
      { ...ETHUSDT, symbol: "BUSDT", quoteCoin: "USDC", supportMarginCoins: ["USDC"] }
    ]
    const pairs = ["AUSDT", "BUSDT"].flatMap((symbol) => ["--candles", at(`three/${symbol}-1m.csv`)])
    const mixed = file("coins.json", JSON.stringify(coins))
    assert.match(await refused(...pairs, "--instrument", mixed, "--strategy", "psar"), /margined in USDT and USDC/)
  })

  it("says which strategy failed", async () => {
    const { code, stderr } = await run(["backtest", "--candles", three, "--strategy", strategies("failing.ts")])
    assert.strictEqual(code, 1)
    assert.match(stderr, /failing\.ts: the strategy failed: Error: no idea/)
  })
})

describe("two hundred symbols that flip on one bar", () => {
  const symbols = Array.from({ length: 200 }, (_, k) => `S${k}USDT`)
  const folder = many("many", symbols, 60, 1000)
  const both = symbols.flatMap((symbol) => [
    { symbol, side: "long", bar: 0 },
    ...(symbol.endsWith("7USDT") ? [{ symbol, side: "short", bar: 2 }] : [])
  ])

  it("wait their turn, are overtaken, and tell what that cost", async () => {
    const report = at("limit.html")
    const { result, stdout } = await backtest(
      "--candles",
      folder,
      "--signals",
      signals(both),
      "--size",
      "value:1000",
      "--limit",
      "10/1s",
      "--report",
      report
    )
    const { delays, limit } = result
    assert.strictEqual(delays.orders + delays.superseded, both.length)
    assert.strictEqual(delays.delayed, delays.orders - 10)
    assert.closeTo(delays.maxMs, 1000 * (delays.orders / 10 - 1), 1100)
    assert.isAbove(delays.superseded, 10)
    assert.closeTo(limit.cost, limit.finalEquityWithout - result.summary.finalEquity, 1e-6)
    assert.closeTo(limit.waiting + limit.other, limit.cost, 1e-6)
    const sum = result.symbols.reduce((total: number, own: { limitCost: number }) => total + own.limitCost, 0)
    assert.closeTo(sum, limit.cost, 1e-6)
    assert.match(stdout, /rate limit  10 orders in 1 s: \d+ of \d+ orders waited/)
    assert.match(stdout, /… 188 more/)
    const guide = readFileSync(new URL("../../../../docs/rate-limit-in-backtests.md", import.meta.url), "utf8")
    const [, shown = ""] = /^```text\n(.*?)^```/ms.exec(guide) ?? []
    assert.include(stdout, shown)
    const page = readFileSync(report, "utf8")
    assert.include(page, "10 orders in 1 s")
    assert.include(page, "200 symbols")
  })

  it("cost the same as one by one where there is no limit", async () => {
    const { result } = await backtest("--candles", folder, "--signals", signals(both))
    assert.strictEqual(result.delays.delayed, 0)
    const single = file("one.csv", candles(3, 60, 1000))
    const own = signals([{ side: "long", bar: 0 }])
    const { result: one } = await backtest("--candles", single, "--signals", own)
    const net = result.symbols.find(({ symbol }: { symbol: string }) => symbol === "S3USDT").net
    assert.closeTo(net, one.summary.finalEquity - 1_000_000, 1e-6)
  })
})
