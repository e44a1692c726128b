import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { ClockOffset, Life } from "../src/index.ts"

describe("Life", () => {
  it("of five seconds is a timestamp 25 seconds ago on the venue's clock", () =>
    assert.deepStrictEqual(
      Life.timestampFor({ nowMs: 1_700_000_000_000, offsetMs: 0, lifeMs: 5000 }),
      Result.succeed(1_700_000_000_000 - 25_000)
    ))

  it("of the whole window is the venue's own time", () =>
    assert.deepStrictEqual(
      Life.timestampFor({ nowMs: 1_700_000_000_000, offsetMs: -70.5, lifeMs: 30_000 }),
      Result.succeed(1_699_999_999_929)
    ))

  it("can be taken within another window", () =>
    assert.deepStrictEqual(
      Life.timestampFor({ nowMs: 100_000, offsetMs: 0, lifeMs: 1000, windowMs: 5000 }),
      Result.succeed(96_000)
    ))

  it.each([
    { nowMs: 1e12, offsetMs: 0, lifeMs: 0 },
    { nowMs: 1e12, offsetMs: 0, lifeMs: -1 },
    { nowMs: 1e12, offsetMs: 0, lifeMs: 30_001 },
    { nowMs: 1e12, offsetMs: 0, lifeMs: 5001, windowMs: 5000 },
    { nowMs: 1e12, offsetMs: 0, lifeMs: Number.NaN },
    { nowMs: Number.NaN, offsetMs: 0, lifeMs: 5000 },
    { nowMs: 1e12, offsetMs: Number.NEGATIVE_INFINITY, lifeMs: 5000 },
    { nowMs: 1000, offsetMs: 0, lifeMs: 5000 }
  ])("is refused for %j", (input) => {
    const refused = Life.timestampFor(input)
    assert(Result.isFailure(refused))
    assert.strictEqual(refused.failure.reason._tag, "InvalidLife")
    assert.include(refused.failure.remedy, "at most")
  })

  it("ends in time for every offset within the bounds, and is lived until the bounds' width before", () => {
    const inputs = fc.record({
      nowMs: fc.double({ min: 1e12, max: 2e12, noNaN: true }),
      theta: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      below: fc.double({ min: 0, max: 200, noNaN: true }),
      above: fc.double({ min: 0, max: 200, noNaN: true }),
      lifeMs: fc.integer({ min: 500, max: 30_000 })
    })
    fc.assert(
      fc.property(inputs, ({ above, below, lifeMs, nowMs, theta }) => {
        const [lowMs, highMs] = [theta - below, theta + above]
        const timestampMs = Result.getOrThrow(Life.timestampFor({ nowMs, offsetMs: lowMs, lifeMs }))
        const endMs = Life.endsAtMs({ timestampMs, offsetMs: lowMs })
        const isAcceptedAt = (localMs: number) => Life.isAccepted({ timestampMs, venueMs: localMs + theta })
        // A hundredth of a millisecond stands for the rounding of doubles near 1e12.
        assert.isAtMost(endMs, nowMs + lifeMs + 1.01)
        assert.isFalse(isAcceptedAt(endMs + 0.01))
        assert.isTrue(isAcceptedAt(nowMs))
        assert.isTrue(isAcceptedAt(nowMs + lifeMs - (highMs - lowMs) - 1.01))
      })
    )
  })

  it("works with what the clock offset proves", () => {
    const sample = { sentMs: 1e12, receivedMs: 1e12 + 80, serverMs: 1e12 + 3040 }
    const known = Result.getOrThrow(ClockOffset.observe(ClockOffset.unknown({ driftPpm: 0 }), sample))
    const { lowMs } = Result.getOrThrow(ClockOffset.read(known, 1e12 + 100))
    assert.deepStrictEqual(
      Life.timestampFor({ nowMs: 1e12 + 100, offsetMs: lowMs, lifeMs: 5000 }),
      Result.succeed(1e12 + 100 + 2960 - 25_000)
    )
  })
})
