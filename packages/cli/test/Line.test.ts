import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Line from "../src/conform/Line.ts"
import { isHeld, Written } from "./oracle/numbers.ts"

const valueOf = (number: string): unknown => {
  const line = Line.read(`{"id":"1","x":{"y":[0,${number}]}}`)
  return "fields" in line && Line.isFields(line.fields["x"])
    ? (line.fields["x"]["y"] as ReadonlyArray<unknown>)[1]
    : line
}

const idOf = (id: string) => {
  const line = Line.read(`{"nested":{"id":5},"id":${id}}`)
  return "id" in line ? line.id : line.problem
}

const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,24})?([eE][+-]?[0-9]{1,2})?$/)

describe("Line.read", () => {
  it("keeps a number as a number only where a double says the same", () => {
    assert.deepStrictEqual(
      ["1", "0.1", "1e3", "0.30000000000000004", "1659076670000"].map(valueOf),
      [1, 0.1, 1000, 0.30000000000000004, 1659076670000]
    )
    assert.deepStrictEqual(["0.1234567890123456789", "1e400", "1e-400", "9007199254740993"].map(valueOf), [
      "0.1234567890123456789",
      "1e400",
      "1e-400",
      "9007199254740993"
    ])
  })

  it("loses no digit of any number", () =>
    fc.assert(
      fc.property(digits, (number) => {
        const value = valueOf(number)
        if (isHeld(new Written(number))) assert.strictEqual(value, Number(number))
        else assert.strictEqual(value, number)
      })
    ))

  it("says quickly that a number of a million digits is no number it keeps", () => {
    assert.strictEqual(String(valueOf(`1${"0".repeat(500_000)}1${"0".repeat(500_000)}`)).length, 1_000_002)
  })

  it("gives the id back as it was written", () => {
    const ids = ['"1"', '""', '"\\ud800"', "7", "-1.5", "null", "12345678901234567890", "1e400"]
    assert.deepStrictEqual(ids.map(idOf), ids)
    assert.deepStrictEqual(["true", "{}", "[1]"].map(idOf), Array(3).fill("the id is neither a text nor a number"))
  })

  it("says what a line is that has no fields", () => {
    assert.deepStrictEqual(
      ["", "{", "[]", "null", "7", '"x"', `${"[".repeat(100_000)}1e9`].map(Line.read),
      ["not JSON", "not JSON", ...Array(4).fill("not a JSON object"), "not JSON"].map((problem) => ({ problem }))
    )
  })

  it("survives nesting that overflows a stack", () => {
    const deep = `{"x":${"[".repeat(200_000)}1e9${"]".repeat(200_000)}}`
    assert.deepStrictEqual(Line.read(deep), { problem: "not JSON" })
  })
})
