import { Rational } from "@backhand/core"
import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { replayAsRun } from "../../src/report/replayAsRun.ts"
import { replay } from "../../src/replay/replay.ts"
import * as arbitrary from "../kernel/arbitraries.ts"
import { contract } from "./contract.ts"
import { listed } from "./listed.ts"

const runs = 300 * Number(process.env["BACKHAND_RUNS"] ?? 1)

/** What a value buys: of dear contracts nothing, of some at one price only. */
const values = ["100", "5000", "1000000"].map((value) => ({ value, unit: "0.01" }))

const scenario = arbitrary.bars(30, 1).chain((bars) =>
  fc.record({
    bars: fc.constant(bars),
    signals: fc.record({ wishes: arbitrary.wishes(bars.length), stops: arbitrary.stops(bars) }),
    options: fc.record({
      size: fc.constantFrom("1", "0.001", "100", 7.5, { allIn: "1" }, { allIn: "0.01" }, ...values),
      fill: fc.constantFrom("next-open" as const, "close" as const),
      feeRate: fc.constantFrom("0", "0.0006", "0.02"),
      slippageBps: fc.constantFrom(0, 5, "0.7"),
      mode: fc.constantFrom("one-way" as const, "hedge" as const),
      whenFlat: fc.constantFrom("enter" as const, "ignore" as const)
    }),
    kind: fc.constantFrom("linear" as const, "inverse" as const),
    funding: arbitrary.funding(bars)
  })
)

/** Equity has some thirty digits of all that was traded; a fall between two that agree in most has but the others. */
const same = (actual: number, expected = Number.NaN, scale: number): boolean =>
  actual === expected || Math.abs(actual - expected) < 1e-29 * scale

describe("the replay", () => {
  it("fills, pays and earns what the kernel does, trade by trade, funding included, with no latency and no limit", () => {
    let [settled, valued] = [0, 0]
    fc.assert(
      fc.property(scenario, ({ bars, funding, kind, options, signals }) => {
        // With all-in sizes the kernel forgives an inverse contract a trace of rounding.
        fc.pre(typeof options.size !== "object" || !("allIn" in options.size) || kind === "linear")
        const kernel = Result.getOrThrow(Kernel.run(bars, signals, { ...options, kind, funding }))
        // What compounding buys of a cheap contract must still be countable in lots.
        const most = Math.max(kernel.openPosition?.size ?? 0, ...kernel.trades.size)
        fc.pre(typeof options.size !== "object" || most < 2 ** 52 / 100)
        const sizeStep = typeof options.size === "object" ? Rational.make(1n, 100n) : contract("X").sizeStep
        const market = { instrument: { ...contract("X", kind), sizeStep }, bars, funding }
        if (typeof options.size === "object" && "value" in options.size && kernel.openPosition !== null) valued++
        const result = replay([market], listed(bars, signals), { ...options, limit: null })
        const { summary, symbols } = result
        const [{ openTrades, trades } = { openTrades: [], trades: [] }] = symbols
        assert.strictEqual(trades.length, kernel.trades.length)
        trades.forEach((trade, k) => {
          assert.strictEqual(trade.side === "long" ? 1 : -1, kernel.trades.side[k])
          assert.strictEqual(trade.entryBar, kernel.trades.entryBar[k])
          assert.strictEqual(trade.exitBar, kernel.trades.exitBar[k])
          assert.strictEqual(Rational.toNumber(trade.pnl), kernel.trades.pnl[k])
          assert.strictEqual(Rational.toNumber(trade.commission), kernel.trades.commission[k])
          assert.strictEqual(Rational.toNumber(trade.funding), kernel.trades.funding[k])
        })
        assert.strictEqual(openTrades.length, kernel.openPosition === null ? 0 : 1)
        assert.strictEqual(Rational.toNumber(summary.finalEquity), kernel.summary.finalEquity)
        assert.strictEqual(Rational.toNumber(summary.funding), kernel.summary.totalFunding)
        // Rounded once, as the kernel's.
        const { run } = replayAsRun([market], result)
        assert.deepStrictEqual([...run.equity], [...kernel.equity])
        const scale = Math.max(1_000_000, kernel.summary.turnover)
        run.drawdown.forEach((fall, bar) => assert.isTrue(same(fall, kernel.drawdown[bar], scale), `${bar}: ${fall}`))
        for (const [name, figure] of Object.entries(run.summary))
          assert.isTrue(same(figure, kernel.summary[name as keyof typeof kernel.summary], scale), `${name}: ${figure}`)
        if (kernel.summary.totalFunding !== 0) settled++
      }),
      { numRuns: runs }
    )
    assert.isAbove(settled, runs / 20, "funding was hardly tried")
    assert.isAbove(valued, runs / 20, "values were hardly tried")
  })
})
