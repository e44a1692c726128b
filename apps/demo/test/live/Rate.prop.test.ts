import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Rate from "../../src/live/Rate.ts"

const times = fc.array(fc.nat(6000), { maxLength: 80 }).map((all) => all.toSorted((a, b) => a - b))

/** Every second that begins with an arrival, counted one by one. */
const most = (all: ReadonlyArray<number>): number =>
  Math.max(0, ...all.map((from) => all.filter((time) => time >= from && time < from + 1000).length))

describe("Rate", () => {
  it("finds the busiest second of any arrivals", () =>
    fc.assert(
      fc.property(times, (all) => {
        const rate = all.reduce(Rate.arrive, Rate.none)
        assert.strictEqual(rate.most, most(all))
        assert.strictEqual(rate.total, all.length)
      })
    ))

  it("counts what came within the last second", () =>
    fc.assert(
      fc.property(times, fc.nat(8000), (all, now) => {
        const past = all.filter((time) => time <= now)
        const rate = past.reduce(Rate.arrive, Rate.none)
        assert.strictEqual(Rate.inSecond(rate, now), past.filter((time) => time > now - 1000).length)
      })
    ))
})
