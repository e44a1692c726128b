import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { affordable } from "../../src/kernel/DoubleScale.ts"

describe("what money buys", () => {
  it("is the whole quotient, also where doubles round the quotient up to the next whole number", () => {
    const money = fc.oneof(
      fc.integer({ min: -10, max: 2 ** 52 }),
      fc
        .tuple(fc.integer({ min: 1, max: 2 ** 50 }), fc.integer({ min: 1, max: 3 }))
        .map(([lots, cost]) => lots * cost - 1)
    )
    fc.assert(
      fc.property(
        money,
        fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 ** 40 })),
        (has, cost) => {
          const whole = has < 0 ? 0n : BigInt(has) / BigInt(cost)
          assert.strictEqual(BigInt(affordable(has, cost)), whole)
        }
      ),
      { numRuns: 2_000 }
    )
  })
})
