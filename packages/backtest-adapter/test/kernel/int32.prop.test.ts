import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { greater, lesser, limit } from "../../src/kernel/int32.ts"

const whole = fc.oneof(fc.nat(limit - 1), fc.constantFrom(0, 1, limit - 2, limit - 1))

describe("the lesser and the greater of two prices", () => {
  it("are those of a comparison, up to the limit", () =>
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        assert.strictEqual(lesser(a, b), Math.min(a, b))
        assert.strictEqual(greater(a, b), Math.max(a, b))
      })
    ))
})
