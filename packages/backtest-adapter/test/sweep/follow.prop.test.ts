import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as DoubleScale from "../../src/kernel/DoubleScale.ts"
import * as Extent from "../../src/kernel/Extent.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { limit } from "../../src/kernel/int32.ts"
import * as KernelOptions from "../../src/kernel/KernelOptions.ts"
import * as Scale from "../../src/kernel/Scale.ts"
import { leadsFit, smaCrosses } from "../../src/strategies/smaCrosses.ts"
import * as Pass from "../../src/sweep/Pass.ts"
import * as Blocks from "../../src/sweep/Blocks.ts"
import { follow } from "../../src/sweep/follow.ts"
import * as Arbitraries from "../kernel/arbitraries.ts"
import { slowSmaCross } from "./slowSmaCross.ts"

const periods = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 12 })).filter(([a, b]) => a !== b)

describe("the inner loop of a sweep", () => {
  it("equals a column of wishes run by the kernel, at every sampled close and to the last bit", () => {
    let compared = 0
    let trades = 0
    fc.assert(
      fc.property(
        fc.oneof(Arbitraries.bars(20), Arbitraries.bars(80, 40)),
        periods,
        Arbitraries.options,
        fc.nat(),
        fc.constantFrom(1, 3),
        (bars, [one, other], drawn, cut, every) => {
          const [fast, slow] = [Math.min(one, other), Math.max(one, other)]
          const options = { ...drawn, fill: "next-open", kind: "linear", whenFlat: "enter" } as const
          const { maxTicks, priceStep } = Result.getOrThrow(Extent.of(bars))
          const terms = Result.getOrThrow(KernelOptions.decode(options))
          const scale = Scale.make(terms, priceStep)
          const units = DoubleScale.make(scale, maxTicks, terms.isAllIn)
          if (units === undefined || maxTicks >= limit || !leadsFit(maxTicks, fast, slow)) return
          const samples = Int32Array.from({ length: bars.length }, (_, k) => k).filter((k) => k % every === 0)
          const sampled = new Float64Array(samples.length)
          const run = Result.getOrThrow(Kernel.run(bars, { wishes: slowSmaCross(bars, fast, slow) }, options))
          const pass = Pass.begin(fast, slow, units)
          const stops = bars.length === 0 ? [0] : [cut % bars.length, bars.length]
          const recording = { crosses: new Int32Array(bars.length), samples, sampled }
          const blocks = Blocks.of(bars.close)
          const takeOn = (end: number) => {
            const from = pass.next
            const count = smaCrosses(pass, bars.close, end, recording.crosses)
            return follow(pass, bars, blocks, units, from, count, recording)
          }
          if (!stops.every(takeOn)) return assert.strictEqual(run.arithmetic, "bigints")
          const actual = Pass.finish(pass, bars)

          assert.deepStrictEqual(
            [...sampled].map((money) => money / units.one),
            [...samples].map((k) => run.equity[k])
          )
          assert.strictEqual(actual.equity / units.one, run.summary.finalEquity)
          assert.strictEqual(actual.drawdown / units.one, run.summary.maxDrawdown)
          assert.strictEqual(actual.drawdownFraction, run.summary.maxDrawdownFraction)
          assert.strictEqual(pass.trades, run.summary.trades)
          compared++
          trades += pass.trades
        }
      ),
      { numRuns: 500 }
    )
    assert.isAbove(compared, 50)
    assert.isAbove(trades, 150)
  })
})
