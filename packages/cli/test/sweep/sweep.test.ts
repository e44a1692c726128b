import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { fileURLToPath } from "node:url"
import { afterAll, assert, describe, it } from "vitest"
import type { Host, Interrupt } from "../../src/Host.ts"
import { main } from "../../src/main.ts"
import { collector, run } from "../host.ts"

const folder = mkdtempSync(join(tmpdir(), "backhand-sweep-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

/** A walk that has trends and turns: the same every time. */
const candles = ((): string => {
  let [price, seed] = [1000, 7]
  const rows = Array.from({ length: 600 }, (_, k) => {
    seed = (seed * 48_271) % 2_147_483_647
    const open = price
    price += (seed % 7) - 3 + Math.round(3 * Math.sin(k / 25))
    return `${1_700_000_000_000 + k * 7_200_000},${open},${Math.max(open, price) + 1},${Math.min(open, price) - 1},${price}\n`
  })
  writeFileSync(at("candles.csv"), `ts,open,high,low,close\n${rows.join("")}`)
  return at("candles.csv")
})()

const costs = ["--size", "2", "--fee-rate", "0.0004", "--capital", "50000"]
const args = [
  "sweep",
  "--candles",
  candles,
  "--strategy",
  "sma-cross",
  "--grid",
  "slow=10..20:5,fast=3..12:3",
  ...costs
]
const read = (name: string) => JSON.parse(readFileSync(at(name), "utf8"))
const swept = async (...more: ReadonlyArray<string>) => {
  const ended = await run([...args, "--json", at("sweep.json"), ...more])
  assert.strictEqual(ended.code, 0, ended.stderr)
  return { ...ended, result: read("sweep.json") }
}

describe("backhand sweep", () => {
  it("has one row a combination, each with the figures of the backtest of it", async () => {
    const { result, stdout } = await swept("--workers", "0")
    assert.deepStrictEqual(result.axes, ["fast", "slow"])
    assert.deepStrictEqual([result.rows.length, result.leftOut], [11, 1])
    for (const { finalEquity, params, sharpe, trades } of result.rows) {
      const strategy = `sma-cross:${params.fast},${params.slow}`
      await run(["backtest", "--candles", candles, "--strategy", strategy, ...costs, "--json", at("one.json")])
      const { stats, summary } = read("one.json")
      assert.deepStrictEqual([finalEquity, trades], [summary.finalEquity, summary.trades])
      assert.closeTo(sharpe, stats.sharpe, 1e-9)
    }
    assert.match(stdout, /fast  slow  +sharpe/)
  })

  it("opens what a value buys, as a backtest does", async () => {
    const grid = ["--strategy", "sma-cross", "--grid", "slow=10..20:5,fast=3..12:3", "--workers", "0"]
    const value = ["--size", "value:3000", "--json", at("sweep.json")]
    const { stdout } = await run(["sweep", "--candles", `ETHUSDT=${candles}`, ...grid, ...value])
    assert.match(stdout, /^ETHUSDT sma-cross/)
    for (const { finalEquity, params, trades } of read("sweep.json").rows) {
      const one = ["backtest", "--candles", candles, "--strategy", `sma-cross:${params.fast},${params.slow}`]
      await run([...one, "--size", "value:3000", "--json", at("one.json"), "--events", at("events.json")])
      const { costs: byReplay, summary } = read("one.json")
      assert.isDefined(byReplay)
      assert.deepStrictEqual([finalEquity, trades], [summary.finalEquity, summary.trades])
    }
    assert.isAbove(new Set(read("sweep.json").rows.map((row: { commission: number }) => row.commission)).size, 5)
  })

  it("refuses a size that a contract's minimums may forbid, which only a backtest applies", async () => {
    const contract = { symbol: "X", quoteCoin: "USDT", pricePlace: "0", sizeMultiplier: "0.001", minTradeUSDT: "5" }
    writeFileSync(at("x.json"), JSON.stringify([{ ...contract, takerFeeRate: "0.0006", minTradeNum: "0.001" }]))
    const small = [...args.slice(0, 7), "--workers", "0", "--instrument", at("x.json"), "--size"]
    const { code, stderr } = await run([...small, "0.002"])
    assert.strictEqual(code, 2)
    assert.match(stderr, /the contract's minimums or its largest order may forbid it/)
    assert.match((await run([...small, "0.0005"])).stderr, /0.0005/)
    assert.strictEqual((await run([...small, "0.02"])).code, 0)
  })

  it("gives the same on threads", async () => {
    const { result } = await swept("--workers", "0")
    assert.deepStrictEqual((await swept("--workers", "2")).result, result)
  })

  it.each([
    ["sharpe", "sharpe"],
    ["return", "totalReturn"],
    ["calmar", "calmar"]
  ])("ranks by %s", async (by, figure) => {
    const { result } = await swept("--workers", "0", "--by", by)
    const values = result.rows.map((row: Record<string, number>) => row[figure])
    assert.deepStrictEqual(
      values,
      values.toSorted((a: number, b: number) => b - a)
    )
  })

  it("walks forward, and judges each choice on the bars that follow", async () => {
    const { result, stdout } = await swept("--workers", "0", "--walk-forward", "300,100")
    assert.deepStrictEqual(
      result.walkForward.map(({ test }: { test: unknown }) => test),
      [
        [300, 400],
        [400, 500],
        [500, 600]
      ]
    )
    assert.match(stdout, /Walk-forward\ntest bars +fast +slow/)
  })

  it("goes on from the rows of an interrupted run", async () => {
    const heard = new Map<Interrupt, (name: Interrupt) => void>()
    const [out, err] = [collector(), collector()]
    const resume = at("rows.jsonl")
    let rows = 0
    // The terminal hears of every finished row: there is the moment to interrupt.
    const stderr = Object.assign(err.stream, { isTTY: true })
    const write = stderr.write.bind(stderr)
    stderr.write = ((text: string) => {
      if (text.includes(" of 60")) if (++rows === 2) heard.get("SIGINT")?.("SIGINT")
      return write(text)
    }) as typeof stderr.write
    const many = ["sweep", "--candles", candles, "--strategy", "donchian", "--grid", "length=1..60"]
    const host: Host = {
      argv: ["node", "backhand", ...many, "--workers", "0", "--resume", resume],
      env: {},
      stdin: Readable.from([]),
      stdout: out.stream,
      stderr,
      on: (name, listener) => heard.set(name, listener),
      off: (name) => heard.delete(name)
    }
    assert.strictEqual(await main(host), 1)
    const kept = Number(/interrupted after (\d+) rows; the same command goes on from here/.exec(err.text())?.[1])
    assert.isTrue(kept > 0 && kept < 60, `${kept} rows`)
    const { code, stderr: said } = await run([...many, "--workers", "0", "--resume", resume, "--json", at("r.json")])
    assert.strictEqual(code, 0)
    assert.include(said, `${kept} rows taken from`)
    assert.strictEqual(read("r.json").rows.length, 60)
  })

  it("runs a strategy of one's own", async () => {
    const own = fileURLToPath(new URL("../backtest/strategies/momentum.ts", import.meta.url))
    const custom = ["sweep", "--candles", candles, "--strategy", own, "--grid", "bars=5..15:5", "--workers", "1"]
    const { code, stderr } = await run([...custom, "--json", at("own.json")])
    assert.strictEqual(code, 0, stderr)
    assert.deepStrictEqual(read("own.json").axes, ["bars"])
    assert.isAbove(read("own.json").rows[0].trades, 0)
  })

  it("tells no figures a year of a few days, as a backtest does, and says that they only rank", async () => {
    writeFileSync(at("few.csv"), readFileSync(candles, "utf8").split("\n").slice(0, 200).join("\n"))
    const short = ["--candles", at("few.csv"), ...costs]
    const grid = ["--strategy", "sma-cross", "--grid", "fast=3..5,slow=10", "--workers", "0", "--json", at("few.json")]
    const { stderr, stdout } = await run(["sweep", ...short, ...grid, "--report", at("few.html")])
    assert.include(stderr, "figures a year of 18 days rank combinations, and are not told")
    for (const { annualReturn, calmar, params, sharpe, totalReturn } of read("few.json").rows) {
      assert.deepStrictEqual([annualReturn, calmar, sharpe], [null, null, null])
      await run(["backtest", ...short, "--strategy", `sma-cross:${params.fast},10`, "--json", at("one.json")])
      const { stats } = read("one.json")
      assert.deepStrictEqual(
        [stats.annualReturn, stats.calmar, stats.sharpe, stats.totalReturn],
        [null, null, null, totalReturn]
      )
    }
    assert.match(stdout, /^ +\d+ +10 +– /m)
    // A map of nothing shows nothing: it opens on what there is.
    assert.include(readFileSync(at("few.html"), "utf8"), '<option value="1" selected>Total return</option>')
    assert.notInclude((await swept("--workers", "0")).stderr, "are not told")
  })

  it("writes a report with a heat map", async () => {
    await swept("--workers", "0", "--report", at("sweep.html"))
    assert.match(readFileSync(at("sweep.html"), "utf8"), /^<!doctype html>/i)
  })

  it.each([
    [["--strategy", "sma-cross", "--grid", "fast=1"], /--candles is missing/],
    [["--candles", candles, "--grid", "fast=1"], /--strategy is missing/],
    [["--candles", candles, "--strategy", "sma-cross"], /--grid is missing/],
    [["--candles", candles, "--strategy", "macd", "--grid", "fast=1"], /there is no strategy "macd"/],
    [["--candles", candles, "--strategy", "psar:1,2", "--grid", "step=1"], /the numbers of psar are the grid's/],
    [["--candles", candles, "--strategy", "sma-cross", "--grid", "quick=1"], /has no parameter quick/],
    [["--candles", candles, "--strategy", "sma-cross", "--grid", "fast=9..1"], /runs from 9 down to 1/],
    [["--candles", candles, "--strategy", "sma-cross", "--grid", "fast=1", "--by", "luck"], /--by/],
    [
      ["--candles", `A=${candles}`, "--candles", `B=${candles}`, "--strategy", "sma-cross", "--grid", "fast=1"],
      /a sweep is of one symbol, got 2: A, B[^]*sweep each symbol by itself/
    ],
    [
      [
        "--candles",
        candles,
        "--funding",
        `A=${candles}`,
        "--funding",
        `B=${candles}`,
        "--strategy",
        "psar",
        "--grid",
        "step=1"
      ],
      /--funding: several files for one symbol/
    ],
    [["--candles", candles, "--strategy", "sma-cross", "--grid", "fast=1", "--walk-forward", "5"], /--walk-forward/],
    [["--candles", candles, "--strategy", "sma-cross", "--grid", "fast=1", "--walk-forward", "600,1"], /cannot be cut/]
  ])("refuses %j with exit code 2", async (given, said) => {
    const { code, stderr } = await run(["sweep", ...given])
    assert.strictEqual(code, 2)
    assert.match(stderr, said)
  })

  it("ends with 1 where a strategy of one's own fails, and with 2 where it has none", async () => {
    const failing = "export const columns = () => { throw new Error('no idea') }"
    writeFileSync(at("failing.mjs"), failing)
    writeFileSync(at("none.mjs"), "export const a = 1")
    const sweep = (module: string, workers: string) =>
      run(["sweep", "--candles", candles, "--strategy", at(module), "--grid", "n=1..3", "--workers", workers])
    for (const workers of ["0", "1"]) {
      const { code, stderr } = await sweep("failing.mjs", workers)
      assert.deepStrictEqual(
        [code, /failing\.mjs: the strategy failed: Error: no idea\n/.test(stderr)],
        [1, true],
        stderr
      )
    }
    assert.deepInclude(await sweep("none.mjs", "0"), { code: 2 })
    assert.match((await sweep("none.mjs", "0")).stderr, /none\.mjs exports no columns\nexpected: export const columns/)
  })

  it("refuses a grid of which nothing makes sense", async () => {
    const none = ["sweep", "--candles", candles, "--strategy", "sma-cross", "--grid", "fast=30..40,slow=5"]
    const { code, stderr } = await run([...none, "--workers", "0"])
    assert.strictEqual(code, 2)
    assert.include(stderr, "--grid: none of 11 combinations makes sense to sma-cross\n")
  })

  it("adds no rows to a file that is not of rows", async () => {
    writeFileSync(at("notes.txt"), "my notes\n")
    const { code, stderr } = await run([...args, "--resume", at("notes.txt")])
    assert.strictEqual(code, 2)
    assert.match(stderr, /--resume: .*notes\.txt is there already, and has no rows of a sweep\n/)
    assert.strictEqual(readFileSync(at("notes.txt"), "utf8"), "my notes\n")
  })

  it("refuses a file to keep rows in that cannot be written, before anything is run", async () => {
    const { code, stderr } = await run([...args, "--resume", at("none/rows.jsonl")])
    assert.strictEqual(code, 2)
    assert.match(stderr, /^backhand: --resume: .* cannot be written: there is no folder/)
  })
})
