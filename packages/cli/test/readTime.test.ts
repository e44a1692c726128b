import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { readTime } from "../src/given/readTime.ts"

describe("readTime", () => {
  const times: ReadonlyArray<readonly [string, number | undefined]> = [
    ["1690000000000", 1_690_000_000_000],
    ["1690000000", 1_690_000_000_000],
    ["1690000000000000", 1_690_000_000_000],
    ["1690000000000001", undefined],
    ["99999999999999999999", undefined],
    ["2023-07-22", 1_689_984_000_000],
    ["2023-07-22T04:26", 1_689_999_960_000],
    ["2023-07-22 04:26:40.5", 1_690_000_000_500],
    ["2023-07-22T04:26:40Z", 1_690_000_000_000],
    ["2023-07-22T06:26:40+02:00", 1_690_000_000_000],
    ["2024-02-29", 1_709_164_800_000],
    ["2023-02-29", undefined],
    ["2023-13-01", undefined],
    ["2023-07-22T25:00", undefined],
    ["2023-07-22T24:00Z", undefined],
    ["1969-12-31", undefined],
    ["22.07.2023", undefined],
    ["", undefined],
    ["-1", undefined]
  ]
  for (const [text, at] of times) it(`reads "${text}" as ${at}`, () => assert.strictEqual(readTime(text)?.ms, at))

  it("reads whatever a date writes", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
        assert.deepStrictEqual(readTime(date.toISOString()), { unit: "iso", ms: date.getTime() })
      })
    )
  })
})
