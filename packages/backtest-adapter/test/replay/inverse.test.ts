import { Rational } from "@backhand/core"
import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { randomWalk } from "../../bench/walk.mts"
import * as Costs from "../../src/honesty/Costs.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import { replay } from "../../src/replay/replay.ts"
import * as Sum from "../../src/replay/Sum.ts"
import { replayAsRun } from "../../src/report/replayAsRun.ts"
import { contract } from "./contract.ts"
import { listed } from "./listed.ts"

describe("money of coin-margined contracts", () => {
  it("stays short over thousands of prices, and the run that of the kernel", () => {
    const bars = randomWalk(400)
    const wishes = Int8Array.from({ length: bars.length }, (_, k) => (k % 2 === 0 ? 1 : -1))
    const options = { size: "100", feeRate: "0.0006", capital: "1" }
    const kernel = Result.getOrThrow(Kernel.run(bars, { wishes }, { ...options, kind: "inverse" }))
    const market = { instrument: contract("X", "inverse"), bars }
    for (const margin of [undefined, { leverage: "1000", maintenanceRate: "0" }]) {
      const more = margin === undefined ? { capital: "1" } : { capital: "1000", margin, feeRate: "0" }
      const result = replay([market], listed(bars, { wishes }), { ...options, ...more, limit: null })
      assert.isAbove(result.executions.length, 500)
      // A thousand digits and some, where all of them would be two thousand and more.
      assert.isBelow(result.summary.finalEquity.den.toString().length, 1_400)
      if (margin !== undefined) continue
      const { run } = replayAsRun([market], result)
      assert.deepStrictEqual([...run.equity], [...kernel.equity])
      assert.deepStrictEqual([...run.drawdown], [...kernel.drawdown])
      assert.deepStrictEqual(run.summary, kernel.summary)
      assert.strictEqual(Rational.toNumber(Costs.ofResult(result).fees), kernel.summary.totalCommission)
    }
  })
})

describe("a sum of fractions", () => {
  // Without bias: fractions of few different denominators have short sums, however many they are.
  const fraction = fc.noBias(
    fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 10n ** 19n, max: 10n ** 20n }))
      .map(([num, den]) => Rational.make(num, den))
  )
  const short = fc.array(fraction, { maxLength: 20 })
  const long = fc.array(fraction, { minLength: 75, maxLength: 90 })

  it.each([
    [short, false, true],
    [short, true, true],
    [long, true, true],
    [long, false, false]
  ])("is exact while it is short, and has three hundred places where it is long", (many, isOver, isExact) => {
    fc.assert(
      fc.property(many, (values) => {
        const self = Sum.make()
        for (const value of values) {
          const [num, den] = [Number(value.num % 1000n), Number(value.den % 1000n) + 1]
          if (isOver) Sum.add(self, num, den)
          else Sum.addRational(self, value)
        }
        const all = isOver ? values.map(({ den, num }) => Rational.make(num % 1000n, (den % 1000n) + 1n)) : values
        const expected = all.reduce(Rational.add, Rational.zero)
        const off = Rational.subtract(Sum.total(self), expected)
        assert.strictEqual(expected.den < 1n << 4000n, isExact)
        if (isExact) assert.strictEqual(off.num, 0n)
        const size = off.num < 0n ? -off.num : off.num
        assert.isTrue(size * 10n ** 300n <= off.den)
      }),
      { numRuns: 10 }
    )
  })
})
