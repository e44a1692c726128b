import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs"
import { dirname, join } from "node:path"
import { parquetReadObjects } from "hyparquet"
import { assert, describe, it } from "vitest"
import { writeText } from "../../src/backtest/outputs.ts"
import { run } from "../host.ts"
import { ETHUSDT } from "../place.ts"
import { makeDesk, rows, startMs, strategies, turn } from "./desk.ts"

const { at, backtest, candles, file, refused, withSignals } = makeDesk()

const tableOf = (path: string) => {
  const bytes = readFileSync(path)
  return parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) })
}

describe("what a backtest shows and refuses", () => {
  it("ends with 1 where such a strategy fails, and with 2 where there is none", async () => {
    const { code, stderr } = await run(["backtest", "--candles", candles, "--strategy", strategies("failing.ts")])
    assert.strictEqual(code, 1)
    assert.match(stderr, /failing\.ts: the strategy failed: Error: no idea/)
    assert.match(
      await refused("--candles", candles, "--strategy", at("absent.ts")),
      /--strategy: .*absent\.ts cannot be read: there is no such file/
    )
    const none = file("none.mjs", "export const a = 1")
    assert.match(await refused("--candles", candles, "--strategy", none), /none\.mjs exports no strategy/)
  })

  it("writes trades and equity as CSV and Parquet", async () => {
    const [csv, curve, trades] = [at("t.csv"), at("e.parquet"), at("t.parquet")]
    await withSignals(turn, "--trades", csv, "--equity", curve)
    await withSignals(turn, "--trades", trades)
    assert.match(readFileSync(csv, "utf8"), /^side,size,.*\nlong,1,1,1690000080000,101,3,1690000200000,104,/)
    const marks = await tableOf(curve)
    assert.deepInclude(marks[0] ?? {}, { time: BigInt(startMs), equity: 1_000_000, drawdown: 0 })
    assert.strictEqual(marks.length, 6)
    assert.deepInclude((await tableOf(trades))[0] ?? {}, { side: "long", entryBar: 1n, entryPrice: 101 })
  })

  it("writes executions and events, which only the live engine keeps, with the same trades", async () => {
    const [fills, events, trades] = [at("f.json"), at("v.csv"), at("t.json")]
    const { result } = await withSignals(turn, "--fills", fills, "--events", events, "--trades", trades)
    const { result: plain } = await withSignals(turn)
    assert.deepStrictEqual(result.trades, plain.trades)
    const executions = JSON.parse(readFileSync(fills, "utf8"))
    assert.strictEqual(executions.length, 3)
    assert.deepInclude(executions[1], { effect: "close", side: "long", size: 1, price: 104, bar: 3, realized: 3 })
    assert.match(readFileSync(events, "utf8"), /^at,event,symbol,.*\n\d+,sent,BACKTEST,/)
    assert.deepInclude(JSON.parse(readFileSync(trades, "utf8"))[0], { side: "long", size: 1, exitPrice: 104 })
  })

  it.each([[[]], [["--limit", "10/1s"]], [["--latency-ms", "50"]], [["--size", "all-in", "--capital", "900"]]])(
    "writes a report with the command that makes it again (%j)",
    async (more) => {
      const html = at("a report.html")
      await withSignals(turn, "--report", html, ...more)
      const page = readFileSync(html, "utf8")
      assert.match(page, /^<!doctype html>/i)
      assert.include(page, "backhand backtest --candles")
      assert.include(page, "no --instrument")
    }
  )

  it("opens what a value buys, in steps of the contract or fine ones", async () => {
    const contract = file("eth.json", JSON.stringify(ETHUSDT))
    const sizes: Array<string> = []
    for (const more of [[], ["--instrument", contract]]) {
      const { result } = await withSignals(turn, "--size", "value:1000", ...more)
      sizes.push(result.trades[0].size)
    }
    // At 101 the last price known, a value of 1000 buys 9.9009….
    assert.deepStrictEqual(sizes, ["9.9009", "9.9"])
    const { result } = await withSignals(turn, "--size", "value:2000000")
    assert.strictEqual(result.trades[0].size, "19801")
  })

  it("opens nothing all-in that the contract's minimums forbid, where one was given", async () => {
    const contract = ["--instrument", file("eth.json", JSON.stringify(ETHUSDT))]
    const losing = [
      { side: "short", bar: 0 },
      { side: "long", bar: 2 }
    ]
    const all = ["--size", "all-in:0.01", "--capital", "5.2", "--fee-rate", "0"]
    const free = await withSignals(losing, ...all)
    assert.strictEqual(free.result.openPosition.size, "0.04")
    // At 104 it would be worth 4.16, and the contract's least value is 5.
    const bound = await withSignals(losing, ...all, ...contract)
    assert.deepStrictEqual([bound.result.trades.length, bound.result.openPosition], [1, null])
    assert.strictEqual(bound.result.trades[0].size, "0.05")
  })

  it("takes a size that is above the largest market order for what it is", async () => {
    const capped = file("cap.json", JSON.stringify({ ...ETHUSDT, maxMarketOrderQty: "2" }))
    const { result, stderr } = await withSignals(turn, "--size", "3", "--instrument", capped)
    assert.deepStrictEqual([result.trades.length, result.openPosition], [0, null])
    assert.match(stderr, /led to no order/)
    assert.strictEqual((await withSignals(turn, "--size", "2", "--instrument", capped)).result.trades.length, 1)
  })

  it("calls one bar one bar, and proves nothing of a strategy without signals", async () => {
    const lone = file("lone.csv", rows("100,102,99,101"))
    const { code, stdout } = await run(["backtest", "--candles", lone, "--strategy", "sma-cross:2,5", "--check"])
    assert.strictEqual(code, 0)
    assert.match(stdout, /\n1 bar, 2023-07-22 04:27\n/)
    assert.match(stdout, /nothing is proved\nwarm-up     nor is anything of where the history begins\n/)
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

  it("says what is unusual about candles, and what was repaired, without filling anything", async () => {
    const minute = (k: number, bar: string) => `${startMs + k * 60_000},${bar}\n`
    const bars = Array.from({ length: 40 }, (_, k) =>
      minute(k, k < 12 ? "100,99,101,100,1" : `100,101,99,${k === 20 ? 102 : 100},${k % 2}`)
    )
    const odd = [minute(43, "100,101,99,100,1"), `${startMs + 43.5 * 60_000},100,101,99,100,1\n`]
    const messy = file("messy.csv", `ts,open,high,low,close,volume\n${[...bars, ...odd].join("")}`)
    const { code, stderr } = await run(["backtest", "--candles", messy, "--strategy", "donchian:2", "--repair", "drop"])
    assert.strictEqual(code, 0)
    assert.match(stderr, /repaired 12 rows: line 2 dropped \(ImpossibleBar\), .*, and 2 more/)
    assert.match(
      stderr,
      /1 gap with 3 bars missing; 1 bar at an irregular distance; 14 bars without volume, 1 in a row at most; 1 bar whose open/
    )
  })

  it("asks which contract candles are of where a file has several", async () => {
    const two = file("two.json", JSON.stringify([{ ...ETHUSDT }, { ...ETHUSDT, symbol: "BTCUSDT" }]))
    const args = ["--candles", candles, "--instrument", two, "--strategy", "psar"]
    assert.match(await refused(...args), /not clear which contract/)
    assert.match((await run(["backtest", ...args, "--symbol", "btcusdt"])).stdout, /^BTCUSDT psar/)
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
    [
      ["--candles", candles, "--strategy", "psar", "--fee-rate", "2"],
      /--fee-rate: expected a decimal from 0 to below 1, such as 0\.0006, got "2"/
    ],
    [["--candles", candles, "--strategy", "psar", "--slippage-bps", "1e4"], /--slippage-bps: expected .* below 10000/],
    [["--candles", candles, "--strategy", "psar", "--latency-ms", "1000000000000"], /--latency-ms: expected a whole/],
    [["--candles", candles, "--strategy", "psar", "--size", "value"], /--size: expected value:Q, got "value"/],
    [["--candles", candles, "--signals", candles, "--check"], /--check: signals of a file cannot be checked/],
    [["--candles", candles, "--signals", "-"], /--signals: - cannot be read: .*\nstandard input is \/dev\/stdin/],
    [
      ["--candles", candles, "--strategy", "psar", "--json", "-"],
      /--json: - cannot .*\nstandard output is \/dev\/stdout/
    ],
    [["--candles", candles, "--strategy", "psar", "--size", "all-in:"], /--size: expected all-in or all-in:UNIT/],
    [["--candles", candles, "--strategy", "psar", "--size", "value:"], /--size: expected a decimal above zero/],
    [["--candles", at("absent.csv"), "--strategy", "psar"], /absent\.csv/],
    [["--candles", candles, "--strategy", "psar", "--funding", at("absent.csv")], /absent\.csv/]
  ])("refuses %j with exit code 2, and says what was expected", async (args, said) => {
    assert.match(await refused(...args), said)
  })

  it("says what is wrong with options before it reads candles", async () => {
    const broken = file("broken.csv", "no candles")
    for (const more of [
      ["--strategy", "macd"],
      ["--strategy", "psar", "--fee-rate", "2"],
      ["--strategy", "psar", "--limit", "x"]
    ])
      assert.notInclude(await refused("--candles", broken, ...more), "broken.csv")
  })

  it("keeps who may read a file that it replaces", async () => {
    const json = file("private.json", "{}")
    chmodSync(json, 0o600)
    assert.strictEqual((await run(["backtest", "--candles", candles, "--strategy", "psar", "--json", json])).code, 0)
    assert.strictEqual(statSync(json).mode & 0o777, 0o600)
  })

  it("names a signal's bar that is not there", async () => {
    const signals = file("far.jsonl", '{"side":"long","bar":6}\n')
    assert.match(await refused("--candles", candles, "--signals", signals), /signal 1: bar 6 is not one of the 6 bars/)
  })

  it("refuses, before anything is run, results that cannot be written or would replace what is read", async () => {
    const taken = file("taken.csv", readFileSync(candles, "utf8"))
    const signals = file("taken.jsonl", '{"side":"long","bar":1}\n')
    const given = ["--candles", taken, "--signals", signals]
    const said = (...more: ReadonlyArray<string>) => refused(...given, ...more)
    assert.match(
      await said("--json", at("no/such/folder")),
      /--json: .* cannot be written: there is no folder .*no\/such\n/
    )
    assert.match(await said("--equity", join(taken, "e.csv")), /there is no folder .*taken\.csv\n/)
    assert.match(await said("--report", dirname(taken)), /--report: .* cannot be written: it is a directory\n/)
    symlinkSync(taken, at("link.csv"))
    assert.match(await said("--trades", at("link.csv")), /--trades: .*link\.csv is the file of --candles\n/)
    assert.match(await said("--json", signals), /is the file of --signals\n/)
    assert.match(await said("--json", at("o.json"), "--equity", at("o.json")), /--equity: .* is the file of --json\n/)
    assert.deepStrictEqual([existsSync(at("o.json")), readFileSync(signals, "utf8").length], [false, 24])
    const { code } = await run(["backtest", ...given, "--json", "/dev/null", "--trades", "/dev/null"])
    assert.strictEqual(code, 0)
  })

  it("refuses a full disk before anything is run, and leaves nothing where it looked", async () => {
    const before = readdirSync(dirname(candles))
    const given = ["--candles", candles, "--strategy", strategies("failing.ts")]
    for (const option of ["--json", "--report", "--trades"])
      assert.match(
        await refused(...given, option, "/dev/full"),
        /\/dev\/full cannot be written: there is no space left\n/
      )
    await run(["backtest", ...given, "--json", at("looked.json")])
    assert.deepStrictEqual(readdirSync(dirname(candles)), before)
  })

  it("fails with 1 where a result cannot be written after all", async () => {
    const failure: unknown = await writeText("/dev/full", "x").catch((cause: unknown) => cause)
    assert.deepInclude(failure, { exitCode: 1, message: "/dev/full cannot be written: there is no space left" })
  })

  it("says that signals were refused, and why", async () => {
    const { stderr } = await withSignals([
      { side: "long", bar: 0 },
      { side: "short", bar: 2, size: "0.5" }
    ])
    assert.match(stderr, /1 signal led to no order, the first for this: size: one-way mode ignores the size/)
  })

  it("says that there is no signal, and refuses signals of other contracts alone", async () => {
    const none = await run(["backtest", "--candles", candles, "--signals", file("none.jsonl", "\n")])
    assert.deepInclude(none, { code: 0 })
    assert.match(none.stderr, /none\.jsonl: there is no signal\n/)
    const others = file(
      "others.jsonl",
      '{"symbol":"ethusdt","side":"long","bar":1}\n{"symbol":"ETHUSDT","side":"short","bar":2}\n'
    )
    assert.strictEqual((await run(["backtest", "--candles", candles, "--signals", others])).code, 0)
    const said = await refused("--candles", candles, "--signals", others, "--symbol", "BTCUSDT")
    assert.match(said, /others\.jsonl: no signal is of BTCUSDT\nthere are signals of ETHUSDT\n/)
  })
})
