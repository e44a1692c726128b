import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { wishingBars } from "../../src/kernel/wishingBars.ts"

const wish = fc.oneof(
  { weight: 9, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(1, -1, 2, -128) }
)

describe("the bars that wish anything", () => {
  it("are those whose wish is not zero, wherever in memory the column begins", () =>
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 200 }), fc.nat(9), (all, from) => {
        const wishes = Int8Array.from(all).subarray(Math.min(from, all.length))
        const expected = [...wishes.keys()].filter((bar) => wishes[bar] !== 0)
        assert.deepStrictEqual([...wishingBars(wishes)], expected)
      })
    ))

  it("may be all of many", () => {
    assert.strictEqual(wishingBars(new Int8Array(10_001).fill(-1)).length, 10_001)
    assert.strictEqual(wishingBars(new Int8Array(10_001).fill(-1).subarray(1)).length, 10_000)
  })
})
