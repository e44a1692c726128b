import { assert, describe, it } from "vitest"
import { run } from "../host.ts"
import { ETHUSDT } from "../place.ts"
import { makeDesk, startMs, strategies, turn } from "./desk.ts"

const { at, backtest, candles, file, refused, withSignals } = makeDesk()

describe("backhand backtest", () => {
  it("fills at the next open, and charges the usual fee of one unit where nothing else is said", async () => {
    const { result } = await withSignals(turn)
    assert.deepInclude(result.trades[0], { side: "long", size: "1", entryPrice: "101", exitPrice: "104" })
    assert.closeTo(result.trades[0].pnl, 3 - 0.0006 * 205, 1e-12)
    assert.deepInclude(result.openPosition, { side: "short", entryBar: 3, entryTime: startMs + 180_000 })
  })

  it("says how many signals no bar could fill, and how many gave way to a newer one", async () => {
    const lines = [
      { side: "long", at: startMs - 1 },
      { side: "short", bar: 1 },
      { side: "long", bar: 1 },
      { side: "short", bar: 5 }
    ]
    const { stderr } = await withSignals(lines, "--fill", "close")
    assert.include(stderr, "1 signal came too early to be filled: no bar had closed before it")
    assert.include(stderr, "1 signal gave way to a newer one of the same bar")
    assert.include(stderr, "1 signal came too late to be filled: no bar follows")
    const { stderr: live } = await withSignals([{ side: "long", bar: 4 }], "--latency-ms", "90000")
    assert.include(live, "1 order was still open at the end")
  })

  it("fills a signal known before the first bar at the first open", async () => {
    const { result } = await withSignals([
      { side: "short", at: startMs - 1 },
      { side: "long", bar: 2 }
    ])
    assert.deepInclude(result.trades[0], { side: "short", entryBar: 0, entryPrice: "100" })
    assert.deepStrictEqual(result.signals, [
      [-1, -1],
      [2, 1]
    ])
  })

  it("lets both sides of a bracket rest, and takes the one that is reached", async () => {
    const bracket = [
      { side: "long", bar: 2, stop: "110" },
      { side: "short", bar: 2, stop: "97.5" }
    ]
    const { result } = await withSignals(bracket, "--fee-rate", "0")
    assert.deepInclude(result.openPosition, { side: "short", entryBar: 3, entryPrice: "97.5" })
  })

  it("uses sizes that signals have, from flat", async () => {
    const { result } = await withSignals([{ side: "long", bar: 0, size: "2.5" }])
    assert.strictEqual(result.openPosition.size, "2.5")
  })

  it("waits for a latency, and tells in the result how long", async () => {
    const { result } = await withSignals(turn, "--latency-ms", "1000")
    assert.deepInclude(result.trades[0], { entryBar: 2, exitBar: 4 })
    assert.deepInclude(result.delays, { orders: 2 })
  })

  it("buys all that equity buys, in the units asked for", async () => {
    const { result } = await withSignals(turn, "--size", "all-in:0.5", "--capital", "1000", "--fee-rate", "0")
    assert.strictEqual(result.trades[0].size, "9.5")
    assert.strictEqual(result.openPosition.size, "9.5")
    const live = await withSignals(
      turn,
      "--size",
      "all-in:0.5",
      "--capital",
      "1000",
      "--fee-rate",
      "0",
      "--limit",
      "1/1s"
    )
    assert.deepStrictEqual(live.result.trades, result.trades)
    assert.strictEqual(live.result.summary.finalEquity, result.summary.finalEquity)
  })

  it("counts a coin-margined contract's profit in its coin, as its quote coin says in the exchange's list", async () => {
    const contract = { ...ETHUSDT, symbol: "ETHUSD", quoteCoin: "USD", supportMarginCoins: ["ETH"], minTradeUSDT: "0" }
    const instrument = file("ETHUSD.json", JSON.stringify([contract]))
    const { result } = await withSignals(turn, "--instrument", instrument, "--size", "1000", "--fee-rate", "0")
    assert.closeTo(result.trades[0].pnl, 1000 * (1 / 101 - 1 / 104), 1e-12)
    const dry = [
      "run",
      "--signals",
      "-",
      "--dry-run",
      "--instrument",
      instrument,
      "--when-flat",
      "enter",
      "--size",
      "10"
    ]
    const { code, stderr } = await run(dry, ['{"symbol":"ETHUSD","side":"long"}\n'])
    assert.strictEqual(code, 0, stderr)
  })

  it("takes fee, steps and minimums from the contract", async () => {
    const instrument = file("ETHUSDT.json", JSON.stringify([ETHUSDT]))
    const { result, stderr } = await withSignals(turn, "--instrument", instrument, "--size", "0.04")
    assert.deepStrictEqual(result.trades, [], "4 quote units are below the minimum of 5")
    assert.match(stderr, /^2 signals led to no order, .*\(45110\).*below the least.*\n$/)
    assert.match(
      await refused("--candles", candles, "--signals", at("s.jsonl"), "--instrument", instrument, "--size", "0.005"),
      /0\.005/
    )
  })

  it("pays funding", async () => {
    const funding = file("funding.csv", `funding_time_ms,funding_rate\n${startMs + 120_000},0.001\n`)
    const { result } = await withSignals(turn, "--funding", funding)
    assert.closeTo(result.trades[0].funding, -0.105, 1e-12)
    assert.closeTo(result.summary.totalFunding, -0.105, 1e-12)
  })

  it("runs a strategy of one's own", async () => {
    const { result } = await backtest("--strategy", strategies("rising.ts"))
    assert.deepStrictEqual(result.signals, [
      [0, 1],
      [1, 1],
      [2, -1],
      [3, -1],
      [4, -1],
      [5, 1]
    ])
    assert.deepInclude(result.trades[0], { entryBar: 1, exitBar: 3 })
    const { result: live } = await backtest("--strategy", strategies("rising.ts"), "--limit", "10/1s")
    assert.deepStrictEqual(live.trades, result.trades)
  })
})
