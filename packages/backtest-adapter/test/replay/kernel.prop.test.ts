import { Rational } from "@backhand/core"
import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { replay } from "../../src/replay/replay.ts"
import * as arbitrary from "../kernel/arbitraries.ts"
import { contract } from "./contract.ts"
import { listed } from "./listed.ts"

const runs = 300 * Number(process.env["BACKHAND_RUNS"] ?? 1)

const scenario = arbitrary.bars(30, 1).chain((bars) =>
  fc.record({
    bars: fc.constant(bars),
    signals: fc.record({ wishes: arbitrary.wishes(bars.length), stops: arbitrary.stops(bars) }),
    options: fc.record({
      size: fc.constantFrom("1", "0.001", "100", 7.5, { allIn: "1" }, { allIn: "0.01" }),
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

const near = (actual: number, expected: number): boolean =>
  Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(actual), Math.abs(expected))

describe("the replay", () => {
  it("fills, pays and earns what the kernel does, trade by trade, funding included, with no latency and no limit", () => {
    let settled = 0
    fc.assert(
      fc.property(scenario, ({ bars, funding, kind, options, signals }) => {
        // With all-in sizes the kernel forgives an inverse contract a trace of rounding.
        fc.pre(typeof options.size !== "object" || kind === "linear")
        const kernel = Result.getOrThrow(Kernel.run(bars, signals, { ...options, kind, funding }))
        // What compounding buys of a cheap contract must still be countable in lots.
        const most = Math.max(kernel.openPosition?.size ?? 0, ...kernel.trades.size)
        fc.pre(typeof options.size !== "object" || most < 2 ** 52 / 100)
        const sizeStep = typeof options.size === "object" ? Rational.make(1n, 100n) : contract("X").sizeStep
        const market = { instrument: { ...contract("X", kind), sizeStep }, bars, funding }
        const { summary, symbols } = replay([market], listed(bars, signals), { ...options, limit: null })
        const [{ openTrades, profit, trades } = { openTrades: [], profit: new Float64Array(), trades: [] }] = symbols
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
        profit.forEach((each, bar) =>
          assert.isTrue(near(1_000_000 + each, kernel.equity[bar] ?? Number.NaN), `${bar}: ${1_000_000 + each}`)
        )
        if (kernel.summary.totalFunding !== 0) settled++
      }),
      { numRuns: runs }
    )
    assert.isAbove(settled, runs / 20, "funding was hardly tried")
  })
})
