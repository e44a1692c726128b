import { Decimal, Rational } from "@backhand/core"
import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Bars } from "../../src/Bars.ts"
import type { FileSignal } from "../../src/history/signals.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { knownAt, placeSignals } from "../../src/kernel/placeSignals.ts"
import { listedSignals } from "../../src/replay/collectSignals.ts"
import { replayAsRun } from "../../src/report/replayAsRun.ts"
import { replay } from "../../src/replay/replay.ts"
import type { ReplayOptions } from "../../src/replay/ReplayOptions.ts"
import { contract } from "../replay/contract.ts"
import * as arbitrary from "./arbitraries.ts"
import { slowOpenings } from "./slowSignals.ts"

const runs = 300 * Number(process.env["BACKHAND_RUNS"] ?? 1)

const minute = 60_000

const priceOf = (step: string, ticks: number): string =>
  Rational.toDecimal(Rational.multiply(Rational.fromInteger(ticks), Result.getOrThrow(Decimal.parse("", step))))

/** Neither ledger minds the sign of zero. */
const unsigned = <A>(value: A): A =>
  JSON.parse(
    JSON.stringify(value, (_, it: unknown) => (ArrayBuffer.isView(it) ? Array.from(it as Float64Array) : it))
  ) as A

/** Signals at any time, before the first bar and after the last one too; some rest. */
const scenario = arbitrary.bars(20, 1).chain((bars) => {
  const first = bars.time[0] ?? 0
  const last = bars.time[bars.length - 1] ?? 0
  const at = fc.oneof(
    fc.nat(bars.length - 1).map((bar) => ({ at: knownAt(bars, { side: "long", bar }) })),
    fc.integer({ min: first - 2 * minute, max: last + 3 * minute }).map((time) => ({ at: time })),
    fc.nat(bars.length - 1).map((bar) => ({ bar }))
  )
  const side = fc.constantFrom("long" as const, "short" as const)
  const stop = fc.option(
    fc
      .record({ bar: fc.nat(bars.length - 1), shift: fc.integer({ min: -3, max: 3 }) })
      .map(({ bar, shift }) => priceOf(bars.priceStep, Math.max(1, (bars.open[bar] ?? 1) + shift))),
    { nil: undefined, freq: 3 }
  )
  const signal = fc
    .record({ when: at, side, stop })
    .map(({ side, stop, when }): FileSignal => ({ side, ...when, ...(stop === undefined ? {} : { stop }) }))
  return fc.record({
    bars: fc.constant(bars),
    list: fc.array(signal, { maxLength: 8 }),
    fill: fc.constantFrom("next-open" as const, "close" as const)
  })
})

const replayed = (bars: Bars, list: ReadonlyArray<FileSignal>, options: Pick<ReplayOptions, "fill" | "size">) => {
  const market = { instrument: contract("X"), bars }
  const wishes = list.map((signal) => {
    const { bar: _, ...wish } = signal
    return { ...wish, symbol: "X", at: knownAt(bars, signal) }
  })
  const result = replay([market], listedSignals(wishes), { ...options, feeRate: "0.0006", limit: null })
  const openings = result.executions.filter(({ effect }) => effect === "open")
  return {
    run: replayAsRun([market], result).run,
    openings: openings.map(({ bar, price, side }) => `${bar} ${side} ${Rational.toDecimal(price)}`)
  }
}

describe("signals of a file", () => {
  it("mean what a slow reading of them says, in whatever order they stand, with any number of stops a bar", () => {
    let bracketed = 0
    fc.assert(
      fc.property(scenario, ({ bars, fill, list }) => {
        const { isPlain, newest } = placeSignals(bars, list, fill)
        if (!isPlain) bracketed++
        assert.deepStrictEqual(replayed(bars, newest, { size: "2", fill }).openings, slowOpenings(bars, list, fill))
      }),
      { numRuns: runs }
    )
    assert.isAbove(bracketed, runs / 10, "too few lists had brackets")
  })

  it("mean the same to the kernel, on their bars, and to the live engine, at their times", () => {
    let compared = 0
    fc.assert(
      fc.property(scenario, ({ bars, fill, list }) => {
        const { isPlain, newest, signals } = placeSignals(bars, list, fill)
        if (!isPlain) return
        compared++
        const kernel = Result.getOrThrow(Kernel.run(bars, signals, { size: "2", feeRate: "0.0006", fill }))
        const { run } = replayed(bars, newest, { size: "2", fill })
        assert.deepStrictEqual(unsigned(run.trades), unsigned(kernel.trades))
        assert.deepStrictEqual(unsigned(run.openPosition), unsigned(kernel.openPosition))
        assert.strictEqual(run.summary.finalEquity, kernel.summary.finalEquity)
        assert.strictEqual(run.summary.turnover, kernel.summary.turnover)
        assert.closeTo(run.summary.maxDrawdown, kernel.summary.maxDrawdown, 1e-9 * kernel.summary.maxEquity)
        assert.closeTo(run.summary.minEquity, kernel.summary.minEquity, 1e-9 * kernel.summary.maxEquity)
      }),
      { numRuns: runs }
    )
    assert.isAbove(compared, runs / 4, "too few lists were plain")
  })
})
