import { assert, describe, it } from "vitest"
import { decimalsOf } from "../../src/report/decimals.ts"
import {
  barTime,
  count,
  decimal,
  duration,
  money,
  moneyDigits,
  moment,
  percent,
  signed
} from "../../src/report/format.ts"

const minute = 60_000
const day = 1440 * minute

describe("a number in a report", () => {
  it("has thousands apart, a true minus, and a dash where it is not defined", () => {
    assert.strictEqual(count(1234567), "1,234,567")
    assert.strictEqual(decimal(-1234.5), "−1,234.50")
    assert.strictEqual(money(0.000123, 6), "0.000123")
    assert.strictEqual(percent(0.12345), "12.35 %")
    for (const write of [count, decimal, money, percent, duration, moment]) assert.strictEqual(write(Number.NaN), "–")
  })

  it("has no sign where nothing is left of it after rounding", () => {
    assert.strictEqual(decimal(-0.001), "0.00")
    assert.strictEqual(signed(percent(0.000001)), "0.00 %")
    assert.strictEqual(signed("–"), "–")
    assert.strictEqual(signed(decimal(3)), "+3.00")
    assert.strictEqual(signed(decimal(-3)), "−3.00")
  })

  it("is told by its power of ten where it is beyond all sense", () => {
    assert.strictEqual(percent(1.5e48), "1.50e+50 %")
    assert.strictEqual(decimal(-2e20), "−2.00e+20")
  })

  it("shows five digits of money, two decimals at least and eight at most", () => {
    assert.deepStrictEqual([1_000_000, 150, 1, 0.02, 1e-9, 0].map(moneyDigits), [2, 2, 4, 6, 8, 2])
  })

  it("has as many decimals as its column needs", () => {
    assert.strictEqual(decimalsOf([1, 2, 3]), 0)
    assert.strictEqual(decimalsOf([1, 95_231.5, 0.25]), 2)
    assert.strictEqual(decimalsOf([0.1 + 0.2]), 1)
    assert.strictEqual(decimalsOf([1 / 3]), 8)
  })
})

describe("a time in a report", () => {
  it("is a length in its two largest units", () => {
    assert.deepStrictEqual([0, 90, 1000, 61_000, 90 * minute, 26.5 * 60 * minute, 400 * day].map(duration), [
      "0 ms",
      "90 ms",
      "1 s",
      "1 min 1 s",
      "1 h 30 min",
      "1 d 2 h",
      "400 d"
    ])
  })

  it("is a moment in UTC, with seconds and hours only where they say something", () => {
    const at = Date.UTC(2024, 7, 8, 14, 30)
    assert.strictEqual(moment(at), "2024-08-08 14:30")
    assert.strictEqual(moment(at + 5000), "2024-08-08 14:30:05")
    assert.strictEqual(barTime(at, day), "2024-08-08")
    assert.strictEqual(barTime(at, minute), "2024-08-08 14:30")
  })
})
