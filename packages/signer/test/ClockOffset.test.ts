import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { ClockOffset } from "../src/index.ts"

describe("ClockOffset", () => {
  it("says so where nothing is known yet", () => {
    const read = ClockOffset.read(ClockOffset.unknown(), 0)
    assert(Result.isFailure(read))
    assert.strictEqual(read.failure.reason._tag, "OffsetUnknown")
    assert.include(read.failure.remedy, ClockOffset.serverTimePath)
  })

  it("widens with the time since the last sample, by default by 500 millionths", () => {
    const sample = { sentMs: 1000, receivedMs: 1000, serverMs: 2000 }
    const known = Result.getOrThrow(ClockOffset.observe(ClockOffset.unknown(), sample))
    assert.deepStrictEqual(
      ClockOffset.read(known, 1000),
      Result.succeed({ lowMs: 1000, highMs: 1001, estimateMs: 1000.5 })
    )
    assert.deepStrictEqual(
      ClockOffset.read(known, 21_000),
      Result.succeed({ lowMs: 990, highMs: 1011, estimateMs: 1000.5 })
    )
  })

  it.each([
    { sentMs: 2, receivedMs: 1, serverMs: 1 },
    { sentMs: Number.NaN, receivedMs: 1, serverMs: 1 },
    { sentMs: 1, receivedMs: Number.POSITIVE_INFINITY, serverMs: 1 },
    { sentMs: 1, receivedMs: 1, serverMs: Number.NaN }
  ])("refuses the sample %j", (sample) => {
    const observed = ClockOffset.observe(ClockOffset.unknown(), sample)
    assert(Result.isFailure(observed))
    assert.strictEqual(observed.failure.reason._tag, "InvalidSample")
  })
})
