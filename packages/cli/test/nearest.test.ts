import { assert, describe, it } from "vitest"
import { nearest } from "../src/nearest.ts"

const names = ["backtest", "conform", "run", "reverse", "doctor"]

describe("nearest", () => {
  it("finds what was meant by a letter too many, too few, or another one", () => {
    assert.deepStrictEqual(
      ["conforms", "confrm", "comform", "ru", "rum", "docotr"].map((typed) => nearest(typed, names)),
      ["conform", "conform", "conform", "run", "run", "doctor"]
    )
  })

  it("prefers the nearest of several", () => {
    assert.strictEqual(nearest("--sign", ["--signs", "--sing", "--sign"]), "--sign")
  })

  it("does not guess at what is like nothing", () => {
    assert.isUndefined(nearest("frobnicate", names))
    assert.isUndefined(nearest("", names))
    assert.isUndefined(nearest("x".repeat(100_000), names))
  })
})
