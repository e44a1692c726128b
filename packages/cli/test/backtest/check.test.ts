import { listedSignals, replay } from "@backhand/backtest-adapter"
import { Contract } from "@backhand/core"
import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { bandsOf } from "../../src/backtest/bands.ts"
import { main } from "../../src/main.ts"
import { collector, run } from "../host.ts"
import { ETHUSDT } from "../place.ts"
import { makeDesk, rows, startMs, strategies } from "./desk.ts"

const { backtest, candles, file, refused } = makeDesk()
const longer = file(
  "longer.csv",
  rows(
    ...Array.from({ length: 90 }, (_, k) => `${100 + (k % 7)},${110 + (k % 5)},${90 - (k % 3)},${100 + ((k * 3) % 7)}`)
  )
)

const failing = async (strategy: string): Promise<string> => {
  const { code, stdout } = await run(["backtest", "--candles", longer, "--strategy", strategies(strategy), "--check"])
  assert.strictEqual(code, 1)
  return stdout
}

describe("backhand backtest --check", () => {
  it("proves that a strategy neither looks ahead nor remembers its beginning for ever", async () => {
    const { result, stdout } = await backtest("--strategy", strategies("rising.ts"), "--check")
    assert.match(
      stdout,
      /look-ahead  none: history was changed after \d+ moments, none of 6 signals moved\nwarm-up     \d+ bars?:/
    )
    assert.deepInclude(result.check.lookAhead, { isClean: true, signals: 6 })
  })

  it("tells a terminal how far it is", async () => {
    const argv = ["backtest", "--candles", longer, "--strategy", strategies("rising.ts"), "--check"]
    const [out, err] = [collector(), collector()]
    const stderr = Object.assign(err.stream, { isTTY: true })
    await main({ argv: ["node", "backhand", ...argv], env: {}, stdin: process.stdin, stdout: out.stream, stderr })
    assert.match(err.text(), /look-ahead: run 42 of 42/)
    assert.match(err.text(), /warm-up: run 9 of 9/)
  })

  it("finds a strategy that knows the close to come, and shows a signal that moved", async () => {
    assert.match(
      await failing("peeking.ts"),
      /look-ahead  FOUND: .* became .* when .*\n +after \d{4}-\d\d-\d\d \d\d:\d\d; /
    )
  })

  it("finds a strategy whose signals depend on where the history begins, to its end", async () => {
    assert.match(await failing("counting.ts"), /look-ahead  none.*\nwarm-up     NEVER OVER/)
  })

  it("bands the run over every path inside its bars", async () => {
    const { result, stdout } = await backtest("--strategy", strategies("rising.ts"), "--fee-rate", "0", "--check")
    const { band } = result.check
    assert.match(
      stdout,
      /paths       inside the bars: profit from -?[\d.]+ to -?[\d.]+, drawdown from .* trades? ambiguous/
    )
    assert.closeTo(band.profit.worst, result.summary.finalEquity - 1_000_000, 1e-9)
    assert.isAtLeast(band.drawdown.worst, result.summary.maxDrawdown)
  })

  it("bands all-in sizes and funding, too", async () => {
    const rates = file("rates.csv", `time,rate\n${startMs + 120_000},0.01\n`)
    for (const more of [
      ["--size", "all-in"],
      ["--funding", rates],
      ["--fill", "close"]
    ]) {
      const { result } = await backtest("--strategy", strategies("rising.ts"), ...more, "--check")
      const made = result.summary.finalEquity - 1_000_000
      const { best, worst } = result.check.band.profit
      assert.isTrue(worst <= made + 1e-6 && best >= made - 1e-6, `${made} in ${worst} to ${best}`)
    }
  })

  it("says why there is no band where a run cannot be followed", () => {
    const close = Float64Array.of(100, 101)
    const prices = { open: close, high: close, low: close, close, volume: new Float64Array(2) }
    const bars = { length: 2, time: Float64Array.of(0, 60_000), ...prices, priceStep: "1", intervalMs: 60_000 }
    const market = { instrument: Result.getOrThrow(Contract.decode(ETHUSDT)), bars }
    const options = { size: "1", legGapMs: 1 }
    const result = replay([market], listedSignals([]), options)
    assert.match(bandsOf([market], result, options).why ?? "", /gap between legs .* Remedy/)
    assert.throws(() => bandsOf([market], { ...result, symbols: [] }, { size: "1", fill: "quote" }), TypeError)
  })

  it("says that nothing is proved where there are no signals", async () => {
    const { result, stdout } = await backtest("--strategy", "sma-cross:3,5", "--check")
    assert.include(stdout, "the strategy has no signals here: nothing is proved")
    assert.strictEqual(result.check.lookAhead.signals, 0)
  })

  it("has nothing to examine where signals come from a file", async () => {
    const signals = file("check.jsonl", '{"side":"long","bar":0}\n')
    const said = await refused("--candles", candles, "--signals", signals, "--check")
    assert.match(said, /signals of a file cannot be checked/)
  })
})
