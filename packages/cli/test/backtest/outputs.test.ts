import { readFileSync } from "node:fs"
import { parquetReadObjects } from "hyparquet"
import { assert, describe, it } from "vitest"
import { run } from "../host.ts"
import { makeDesk, rows, startMs, strategies, turn } from "./desk.ts"

const { at, backtest, candles, file, refused, withSignals } = makeDesk()

describe("what a backtest shows and refuses", () => {
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
