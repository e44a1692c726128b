import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { barsFromRows } from "../../src/history/barsFromRows.ts"
import { parseBars } from "../../src/history/parse.ts"
import { bytes, failureOf } from "./csv.ts"

const bar = fc
  .array(
    fc.integer({ min: 1, max: 1_000_000 }).map((ticks) => ticks / 1000),
    { minLength: 2, maxLength: 2 }
  )
  .map(([a = 1, b = 1]) => [a, Math.max(a, b), Math.min(a, b), b] as const)

describe("candles in arrays", () => {
  it("are the same as numbers, as strings and as CSV", () =>
    fc.assert(
      fc.property(fc.array(bar, { minLength: 1, maxLength: 20 }), (bars) => {
        const numbers = bars.map((prices, at) => [1_700_000_000_000 + at * 60_000, ...prices, at / 4])
        const strings = numbers.map((row) => row.map(String))
        const csv = parseBars(bytes(strings.map((row) => row.join(",")).join("\n")))
        const [fromNumbers, fromStrings] = [barsFromRows(numbers), barsFromRows(strings)]
        assert.deepStrictEqual(Result.getOrThrow(fromNumbers).bars, Result.getOrThrow(csv).bars)
        assert.deepStrictEqual(Result.getOrThrow(fromStrings).bars, Result.getOrThrow(csv).bars)
      })
    ))

  it("may come without a volume, and newest first where they are to be sorted", () => {
    const rows = [
      [120_000, 3, 3, 3, 3],
      [60_000, 2, 2, 2, 2]
    ]
    assert.strictEqual(failureOf(barsFromRows(rows)).reason, "OutOfOrder")
    const sorted = Result.getOrThrow(barsFromRows(rows, { repair: "sort", timeUnit: "ms" })).bars
    assert.deepStrictEqual([...sorted.time, ...sorted.volume], [60_000, 120_000, 0, 0])
  })

  it("are refused by row and field", () => {
    const nan = failureOf(
      barsFromRows(
        [
          [1, 1, 1, 1, 1, 1],
          [2, 1, Number.NaN, 1, 1, 1]
        ],
        { file: "ccxt" }
      )
    )
    assert.containsSubset(nan, { reason: "NotANumber", file: "ccxt", line: 2, field: "high" })
    assert.strictEqual(failureOf(barsFromRows([[1, 1, 1]])).reason, "WrongFieldCount")
    assert.strictEqual(failureOf(barsFromRows([[1, 1, undefined, 1, 1]])).reason, "NotANumber")
    assert.strictEqual(failureOf(barsFromRows([[1, 1, 0.1 + 0.2, 1, 1]])).reason, "OutOfRange")
    assert.strictEqual(failureOf(barsFromRows([[1, 1, 1.05, 1, 1]], { priceStep: "0.1" })).reason, "OffStep")
    assert.strictEqual(
      failureOf(
        barsFromRows([
          ["2024-01-01", 1, 1, 1, 1],
          [1, 1, 1, 1, 1]
        ])
      ).reason,
      "MixedTimeUnits"
    )
    assert.strictEqual(failureOf(barsFromRows([])).reason, "Empty")
  })

  it("are dropped by row where they are to be", () => {
    const { bars, repairs } = Result.getOrThrow(
      barsFromRows(
        [
          [1, 1, 1, 1, "x"],
          [2, 1, 1, 1, 1]
        ],
        { repair: "drop" }
      )
    )
    assert.strictEqual(bars.length, 1)
    assert.deepStrictEqual(repairs.first, [{ line: 1, did: "dropped", reason: "NotANumber" }])
  })
})
