import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { randomWalk } from "../../bench/walk.mts"
import * as DoubleScale from "../../src/kernel/DoubleScale.ts"
import * as Extent from "../../src/kernel/Extent.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import * as KernelOptions from "../../src/kernel/KernelOptions.ts"
import * as Scale from "../../src/kernel/Scale.ts"
import * as Averages from "../../src/sweep/Averages.ts"
import * as Blocks from "../../src/sweep/Blocks.ts"
import { fusedBatch } from "../../src/sweep/fusedBatch.ts"
import * as WalkForward from "../../src/sweep/WalkForward.ts"
import * as Arbitraries from "../kernel/arbitraries.ts"
import { slowSmaCross } from "./slowSmaCross.ts"

const runs = 200 * Number(process.env["BACKHAND_RUNS"] ?? 1)

const pair = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 90 }))
  .filter(([a, b]) => a !== b)
  .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)])

/** Long enough for several stretches, and with closes so coarse that averages are often equal. */
const walk = randomWalk(9_000)
const coarse = {
  ...walk,
  close: walk.close.map((it) => Math.round(it / 150)),
  open: walk.open.map((it) => Math.round(it / 150))
}
const long = fc
  .record({ from: fc.nat(4_000), count: fc.constantFrom(40, 900, 4_090, 4_500), isCoarse: fc.boolean() })
  .map(({ count, from, isCoarse }) =>
    WalkForward.slice(isCoarse ? { ...coarse, high: coarse.close, low: coarse.close } : walk, [from, from + count])
  )

describe("pairs side by side", () => {
  it("equal a column of wishes run by the kernel, each to the last bit, at every sampled close", () => {
    let [exact, trades] = [0, 0]
    fc.assert(
      fc.property(
        fc.oneof({ weight: 3, arbitrary: Arbitraries.bars(80, 1) }, { weight: 1, arbitrary: long }),
        fc.array(pair, { minLength: 1, maxLength: 5 }),
        Arbitraries.options,
        (bars, pairs, drawn) => {
          const options = { ...drawn, fill: "next-open", kind: "linear", whenFlat: "enter" } as const
          const { maxTicks, priceStep } = Result.getOrThrow(Extent.of(bars))
          const terms = Result.getOrThrow(KernelOptions.decode(options))
          const units = DoubleScale.make(Scale.make(terms, priceStep), maxTicks, terms.isAllIn)
          if (units === undefined) return
          const ends = Int32Array.from({ length: bars.length }, (_, k) => k).filter((k) => k % 3 === 1)
          const shared = { blocks: Blocks.of(bars.close), averages: Averages.make(bars.close, maxTicks) }
          const rows = fusedBatch({ bars, ...shared, units, maxTicks, ends, days: 365 }, pairs)
          rows.forEach((row, k) => {
            const [fast, slow] = pairs[k] ?? [1, 2]
            const { arithmetic, summary } = Result.getOrThrow(
              Kernel.run(bars, { wishes: slowSmaCross(bars, fast, slow) }, options)
            )
            if (row === undefined) return
            assert.strictEqual(arithmetic, "doubles")
            assert.deepStrictEqual(row.params, [fast, slow])
            assert.strictEqual(row.finalEquity, summary.finalEquity)
            assert.strictEqual(row.maxDrawdown, summary.maxDrawdown)
            assert.strictEqual(row.maxDrawdownFraction, summary.maxDrawdownFraction)
            assert.strictEqual(row.trades, summary.trades)
            assert.strictEqual(row.commission, summary.totalCommission)
            exact++
            trades += row.trades
          })
        }
      ),
      { numRuns: runs }
    )
    assert.isAbove(exact, 200)
    assert.isAbove(trades, 1_000)
  })
})
