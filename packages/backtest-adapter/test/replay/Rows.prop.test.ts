import { Rational } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Rows from "../../src/replay/Rows.ts"
import * as Sum from "../../src/replay/Sum.ts"

const whole = fc.oneof(fc.bigInt(-1000n, 1000n), fc.bigInt(-(2n ** 53n), 2n ** 53n), fc.bigInt(-(2n ** 80n), 2n ** 80n))
const positive = whole.map((value) => (value < 0n ? -value : value) + 1n)
const rational = fc.tuple(whole, positive).map(([num, den]) => Rational.make(num, den))

describe("rows of numbers", () => {
  it("give back every fraction, of whatever length, and null where none was put", () =>
    fc.assert(
      fc.property(fc.array(fc.option(rational), { minLength: 1, maxLength: 300 }), (values) => {
        const rows = Rows.make(3)
        for (const value of values) {
          const at = Rows.add(rows)
          rows.cells[at] = at
          if (value !== null) Rows.putRational(rows, at + 1, value)
        }
        assert.strictEqual(rows.length, values.length)
        assert.deepStrictEqual(
          values.map((_, k) => [Rows.cell(rows, 3 * k), Rows.rational(rows, 3 * k + 1)]),
          values.map((value, k) => [3 * k, value])
        )
      })
    ))
})

describe("a sum", () => {
  it("is exact, whether doubles hold its parts or not", () =>
    fc.assert(
      fc.property(fc.array(rational), (values) => {
        const sum = Sum.make()
        for (const value of values) if (!Sum.add(sum, Number(value.num), Number(value.den))) Sum.addRational(sum, value)
        assert.deepStrictEqual(Sum.total(sum), values.reduce(Rational.add, Rational.zero))
      })
    ))
})
