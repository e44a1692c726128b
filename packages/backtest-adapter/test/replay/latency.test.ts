import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { logNormalLatency, uniformLatency } from "../../src/replay/latency.ts"

const draw = (latency: (message: number) => number, count: number) =>
  Array.from({ length: count }, (_, message) => latency(message)).toSorted((a, b) => a - b)

describe("latencies", () => {
  it("stay within their bounds, and repeat with their seed", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(100), fc.nat(100), fc.nat(100_000), (seed, minMs, width, message) => {
        const drawn = uniformLatency(seed, minMs, minMs + width)(message)
        assert.isTrue(Number.isInteger(drawn) && drawn >= minMs && drawn <= minMs + width)
        assert.strictEqual(uniformLatency(seed, minMs, minMs + width)(message), drawn)
        const heavy = logNormalLatency(seed, 40, 0.5, 1000)(message)
        assert.isTrue(Number.isInteger(heavy) && heavy >= 0 && heavy <= 1000)
      })
    )
  })

  it("have the quantiles of their distribution", () => {
    const even = draw(uniformLatency(3, 0, 999), 20_000)
    assert.closeTo(even[10_000] ?? 0, 500, 15)
    assert.closeTo(even[2000] ?? 0, 100, 10)
    const heavy = draw(logNormalLatency(5, 40, 0.5), 20_000)
    assert.closeTo(heavy[10_000] ?? 0, 40, 1)
    // One standard deviation up: 40 e^0.5 at the 84.13 % quantile.
    assert.closeTo(heavy[16_826] ?? 0, 40 * Math.exp(0.5), 2)
  })

  it("refuse parameters that are none", () => {
    assert.throws(() => uniformLatency(1, 5, 4), RangeError)
    assert.throws(() => logNormalLatency(1, Number.NaN, 1), RangeError)
  })
})
