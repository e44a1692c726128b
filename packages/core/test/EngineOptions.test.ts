import { EngineOptions } from "@backhand/core"
import { assert, describe, it } from "vitest"

const fieldsOf = (wish: Partial<Parameters<typeof EngineOptions.make>[0]>): ReadonlyArray<string> =>
  EngineOptions.problems(EngineOptions.make({ session: "s", instruments: {}, ...wish })).map(({ field }) => field)

describe("EngineOptions.problems", () => {
  it("finds nothing wrong with the usual settings, nor with every guard set", () => {
    assert.deepStrictEqual(fieldsOf({}), [])
    const guards = {
      ttlMs: 0,
      coolDownMs: 1,
      maxReversals: { count: 1, periodMs: 1 },
      maxSize: "1",
      maxNotional: "0.5"
    }
    assert.deepStrictEqual(fieldsOf({ guards, enter: "0.01" }), [])
  })

  it("names every field that is out of range", () => {
    assert.deepStrictEqual(fieldsOf({ session: "Too long a name" }), ["session"])
    assert.deepStrictEqual(fieldsOf({ limit: { limit: 0, windowMs: 0.5 } }), ["limit.limit", "limit.windowMs"])
    assert.deepStrictEqual(fieldsOf({ timing: { lifeMs: 30_001, answerMs: 0, lagMs: -1, readMs: Number.NaN } }), [
      "timing.lifeMs",
      "timing.answerMs",
      "timing.lagMs",
      "timing.readMs"
    ])
    assert.deepStrictEqual(fieldsOf({ timing: { settleMs: 5000 } }), ["timing.settleMs"])
    assert.deepStrictEqual(fieldsOf({ maxAttempts: 0, enter: "much" }), ["enter", "maxAttempts"])
  })

  it("names every guard that cannot be read: it would let nothing through", () => {
    const guards = {
      ttlMs: -1,
      coolDownMs: Number.NaN,
      maxReversals: { count: 0, periodMs: 0 },
      maxSize: "0",
      maxNotional: "1e3"
    }
    assert.deepStrictEqual(fieldsOf({ guards }), [
      "guards.ttlMs",
      "guards.coolDownMs",
      "guards.maxReversals.count",
      "guards.maxReversals.periodMs",
      "guards.maxSize",
      "guards.maxNotional"
    ])
  })
})
