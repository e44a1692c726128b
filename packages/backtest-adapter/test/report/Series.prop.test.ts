import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Series from "../../src/report/Series.ts"

const steps = fc.array(fc.record({ wait: fc.integer({ min: 1, max: 9 }), value: fc.integer({ min: -50, max: 50 }) }), {
  minLength: 1,
  maxLength: 70
})

const seriesOf = (list: ReadonlyArray<{ readonly wait: number; readonly value: number }>) => {
  let now = 0
  const time = Float64Array.from(list, ({ wait }) => (now += wait))
  return Series.ofValues(
    time,
    Float64Array.from(list, ({ value }) => value)
  )
}

/** The values of a stretch, looked at one by one. */
const slow = (values: ReadonlyArray<number>, before: number) =>
  values.length === 0
    ? [before, before, before, before]
    : [values[0], Math.max(...values), Math.min(...values), values.at(-1)]

const bucket = (self: Series.Series, k: number) => [self.first[k], self.high[k], self.low[k], self.last[k]]

describe("a series", () => {
  it("keeps the first, highest, lowest and last value of every bucket on every level", () =>
    fc.assert(
      fc.property(steps, (list) => {
        const series = seriesOf(list)
        const levels = Series.pyramid(series)
        assert.strictEqual(levels.at(-1)?.length, 1)
        levels.forEach((level, n) => {
          assert.strictEqual(level.length, Math.ceil(list.length / 2 ** n))
          for (let k = 0; k < level.length; k++) {
            const values = [...series.first.subarray(k * 2 ** n, (k + 1) * 2 ** n)]
            assert.deepStrictEqual(bucket(level, k), slow(values, 0))
            assert.strictEqual(level.time[k], series.time[k * 2 ** n])
          }
        })
      })
    ))

  it("is gathered on another clock without losing a value that falls on it", () =>
    fc.assert(
      fc.property(steps, steps, (list, other) => {
        const series = seriesOf(list)
        const clock = seriesOf(other).time
        const there = Series.aligned(series, clock, 7)
        clock.forEach((at, k) => {
          const end = clock[k + 1] ?? Number.POSITIVE_INFINITY
          const inside = [...series.first].filter((_, i) => (series.time[i] ?? 0) >= at && (series.time[i] ?? 0) < end)
          const before = [...series.first].findLast((_, i) => (series.time[i] ?? 0) < at) ?? 7
          assert.deepStrictEqual(bucket(there, k), slow(inside, before))
        })
      })
    ))

  it("falls below its highest value so far", () => {
    assert.deepStrictEqual(
      [...Series.drawdown(Float64Array.of(90, 120, 60, 130), 100)],
      [-0.1, 0, -0.5, 0].map((it) => (it === -0.1 ? 90 / 100 - 1 : it))
    )
    assert.deepStrictEqual([...Series.drawdown(Float64Array.of(-5), 0)], [0])
  })
})
