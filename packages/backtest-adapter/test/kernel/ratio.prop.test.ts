import * as fc from "fast-check"
import Fraction from "fraction.js"
import { assert, describe, it } from "vitest"
import { nearest, ratio } from "../../src/kernel/ratio.ts"
import { round } from "./oracle.ts"

const big = fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n })
const small = fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n })
const either = fc.oneof(big, small)

describe("a quotient of whole numbers", () => {
  it("is the nearest double, as the language reads decimals", () => {
    fc.assert(
      fc.property(either, either, (num, den) => {
        if (den === 0n) return
        const positive = den < 0n ? -den : den
        assert.strictEqual(ratio(num, positive) + 0, round(new Fraction(num, positive)) + 0)
      }),
      { numRuns: 2_000 }
    )
  })

  it("rounds a half to the even double", () => {
    assert.strictEqual(ratio(2n ** 53n + 1n, 1n), 2 ** 53)
    assert.strictEqual(ratio(2n ** 53n + 3n, 1n), 2 ** 53 + 4)
    assert.strictEqual(ratio((2n ** 53n + 1n) * 2n ** 80n + 1n, 2n ** 80n), 2 ** 53 + 2)
  })

  it("is the nearest whole number, halves away from zero", () => {
    assert.deepStrictEqual([nearest(5n, 2n), nearest(-5n, 2n), nearest(7n, 3n), nearest(-7n, 3n)], [3n, -3n, 2n, -2n])
  })
})
