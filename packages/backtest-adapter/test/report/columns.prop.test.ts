import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Column, packed, reader } from "../../src/report/columns.ts"

interface Written {
  readonly kind: Column["kind"]
  readonly values: ReadonlyArray<number>
}

const columnOf = ({ kind, values }: Written): Column => ({ kind, length: values.length, at: (k) => values[k] ?? 0 })

const whole = fc.record({
  kind: fc.constantFrom("near" as const, "small" as const),
  values: fc.array(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }))
})
const doubles = fc.record({ kind: fc.constant("doubles" as const), values: fc.array(fc.double()) })

const read = (bytes: Uint8Array, columns: ReadonlyArray<Written>) => {
  const from = reader(bytes)
  return columns.map(({ kind, values }) => from[kind](values.length))
}

describe("packed columns", () => {
  it("come back as they were, in their order", () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(whole, doubles), { maxLength: 6 }), (columns) => {
        const back = read(packed(columns.map(columnOf)), columns)
        columns.forEach(({ values }, k) => assert.deepStrictEqual(back[k], Float64Array.from(values)))
      })
    ))

  it("cost two bytes where neighbours are near, however large they are", () => {
    const values = Array.from({ length: 1000 }, (_, k) => 9_500_000 + (k % 2) * 60)
    assert.isBelow(packed([columnOf({ kind: "near", values })]).length, 2010)
  })
})
