import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parquetReadObjects } from "hyparquet"
import { afterAll, assert, describe, it } from "vitest"
import { ETHUSDT } from "../place.ts"
import { run } from "../host.ts"

const folder = mkdtempSync(join(tmpdir(), "backhand-backtest-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const strategies = (name: string): string => fileURLToPath(new URL(`strategies/${name}`, import.meta.url))
const at = (name: string): string => join(folder, name)
const file = (name: string, text: string): string => {
  writeFileSync(at(name), text)
  return at(name)
}

const startMs = 1_690_000_020_000
const rows = (...bars: ReadonlyArray<string>) =>
  `ts,open,high,low,close,volume\n${bars.map((bar, k) => `${startMs + k * 60_000},${bar},1\n`).join("")}`
const candles = file(
  "candles.csv",
  rows("100,102,99,101", "101,106,101,105", "105,107,103,104", "104,104,95,96", "96,98,90,92", "92,93,91,93")
)

const backtest = async (...args: ReadonlyArray<string>) => {
  const json = at("result.json")
  const ended = await run(["backtest", "--candles", candles, "--json", json, ...args])
  assert.strictEqual(ended.code, 0, ended.stderr)
  return { ...ended, result: JSON.parse(readFileSync(json, "utf8")) }
}
const withSignals = (lines: ReadonlyArray<object>, ...args: ReadonlyArray<string>) =>
  backtest("--signals", file("s.jsonl", lines.map((line) => `${JSON.stringify(line)}\n`).join("")), ...args)
const refused = async (...args: ReadonlyArray<string>) => {
  const { code, stderr } = await run(["backtest", ...args])
  assert.strictEqual(code, 2, stderr)
  return stderr
}

const turn = [
  { side: "long", bar: 0 },
  { side: "short", bar: 2 }
]

describe("backhand backtest", () => {
  it("fills at the next open, and charges the usual fee of one unit where nothing else is said", async () => {
    const { result } = await withSignals(turn)
    assert.deepInclude(result.trades[0], { side: "long", size: "1", entryPrice: "101", exitPrice: "104" })
    assert.closeTo(result.trades[0].pnl, 3 - 0.0006 * 205, 1e-12)
    assert.deepInclude(result.openPosition, { side: "short", entryBar: 3, entryTime: startMs + 180_000 })
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
  })

  it("takes fee, steps and minimums from the contract", async () => {
    const instrument = file("ETHUSDT.json", JSON.stringify([ETHUSDT]))
    const { result, stderr } = await withSignals(turn, "--instrument", instrument, "--size", "0.04")
    assert.deepStrictEqual(result.trades, [], "4 quote units are below the minimum of 5")
    assert.strictEqual(stderr, "")
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

  it("ends with 1 where such a strategy fails, and with 2 where there is none", async () => {
    const { code, stderr } = await run(["backtest", "--candles", candles, "--strategy", strategies("failing.ts")])
    assert.strictEqual(code, 1)
    assert.match(stderr, /failing\.ts: the strategy failed: Error: no idea/)
    assert.match(await refused("--candles", candles, "--strategy", at("absent.ts")), /absent\.ts cannot be loaded/)
    const none = file("none.mjs", "export const a = 1")
    assert.match(await refused("--candles", candles, "--strategy", none), /none\.mjs exports no strategy/)
  })

  it("writes trades and equity as CSV and Parquet", async () => {
    const names = ["t.csv", "e.parquet"].map(at)
    await withSignals(turn, "--trades", names[0] ?? "", "--equity", names[1] ?? "")
    assert.match(readFileSync(names[0] ?? "", "utf8"), /^side,size,.*\nlong,1,1,1690000080000,101,3,1690000200000,104,/)
    const bytes = readFileSync(names[1] ?? "")
    const table = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
    })
    assert.deepInclude(table[0] ?? {}, { time: BigInt(startMs), equity: 1_000_000, drawdown: 0 })
    assert.strictEqual(table.length, 6)
  })

  it.each([[[]], [["--limit", "10/1s"]]])("writes a report with the command that makes it again (%j)", async (more) => {
    const html = at("a report.html")
    await withSignals(turn, "--report", html, ...more)
    const page = readFileSync(html, "utf8")
    assert.match(page, /^<!doctype html>/i)
    assert.include(page, "backhand backtest --candles")
    assert.include(page, "no --instrument")
  })

  it("proves that a strategy neither looks ahead nor remembers its beginning for ever", async () => {
    const { result, stdout } = await backtest("--strategy", strategies("rising.ts"), "--check")
    assert.match(
      stdout,
      /look-ahead  none: history was changed after \d+ moments, none of 6 signals moved\nwarm-up     \d+ bars?:/
    )
    assert.deepInclude(result.check.lookAhead, { isClean: true, signals: 6 })
    const { code, stdout: said } = await run([
      "backtest",
      "--candles",
      candles,
      "--strategy",
      strategies("peeking.ts"),
      "--check"
    ])
    assert.strictEqual(code, 1)
    assert.match(said, /look-ahead  FOUND: /)
    const signals = file("check.jsonl", '{"side":"long","bar":0}\n')
    assert.match(
      await refused("--candles", candles, "--signals", signals, "--check"),
      /signals of a file cannot be checked/
    )
  })

  it("tells by cause what a replay cost", async () => {
    const { result } = await withSignals(turn, "--limit", "10/1s", "--slippage-bps", "10")
    assert.closeTo(result.costs.fees, result.summary.totalCommission, 1e-9)
    assert.closeTo(result.costs.slippage, 0.001 * (101 + 2 * 104), 1e-9)
  })

  it("repairs only when told to, and says what it did", async () => {
    const broken = file("broken.csv", rows("100,102,99,101", "101,100,101,105", "105,107,103,104"))
    const args = ["--candles", broken, "--strategy", "donchian:2"]
    assert.match(await refused(...args), /broken\.csv:3: high: expected at least the low/)
    const { code, stderr } = await run(["backtest", ...args, "--repair", "drop"])
    assert.strictEqual(code, 0)
    assert.match(stderr, /repaired 1 row: line 3 dropped \(ImpossibleBar\)/)
  })

  it("asks which symbol is meant where signals are of several", async () => {
    const two = file("two.csv", "bar,symbol,side\n0,AUSDT,long\n1,BUSDT,short\n")
    assert.match(
      await refused("--candles", candles, "--signals", two),
      /signals of 2 symbols: AUSDT, BUSDT\nexpected: --symbol/
    )
    const { result, stdout } = await backtest("--signals", two, "--symbol", "busdt")
    assert.deepStrictEqual(result.signals, [[1, -1]])
    assert.match(stdout, /^BUSDT /)
  })

  it.each([
    [["--strategy", "sma-cross:1,2"], /--candles is missing/],
    [["--candles", candles], /neither --signals nor --strategy/],
    [["--candles", candles, "--signals", "a", "--strategy", "psar"], /both given/],
    [["--candles", candles, "--strategy", "macd"], /there is no strategy "macd"/],
    [["--candles", candles, "--strategy", "psar", "--fill", "open"], /--fill: expected next-open or close/],
    [["--candles", candles, "--strategy", "psar", "--fee-rate", "-1"], /--fee-rate/],
    [["--candles", candles, "--strategy", "psar", "--fee-rate", "2"], /feeRate/],
    [["--candles", candles, "--strategy", "psar", "--size", "all-in:"], /--size: expected all-in or all-in:UNIT/],
    [["--candles", candles, "--strategy", "psar", "--size", "all-in", "--limit", "1/1s"], /all-in cannot be combined/],
    [["--candles", at("absent.csv"), "--strategy", "psar"], /absent\.csv/],
    [["--candles", candles, "--strategy", "psar", "--funding", at("absent.csv")], /absent\.csv/]
  ])("refuses %j with exit code 2, and says what was expected", async (args, said) => {
    assert.match(await refused(...args), said)
  })

  it("names a signal's bar that is not there", async () => {
    const signals = file("far.jsonl", '{"side":"long","bar":6}\n')
    assert.match(await refused("--candles", candles, "--signals", signals), /bar 6 is not one of the 6 bars/)
  })

  it("fails with 1 where a result cannot be written", async () => {
    const { code, stderr } = await run([
      "backtest",
      "--candles",
      candles,
      "--strategy",
      "psar",
      "--json",
      at("no/such/folder")
    ])
    assert.strictEqual(code, 1)
    assert.match(stderr, /cannot be written: there is no such file/)
  })
})
