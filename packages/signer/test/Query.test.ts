import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { Query } from "../src/index.ts"

const made = (params: Query.Params) => Result.getOrThrow(Query.make(params))

describe("Query", () => {
  it("sorts by name and leaves out what is undefined", () =>
    assert.deepStrictEqual(made({ symbol: "ETHUSDT", limit: undefined, clientOid: "1", Z: "2" }), {
      text: "Z=2&clientOid=1&symbol=ETHUSDT",
      wire: "Z=2&clientOid=1&symbol=ETHUSDT"
    }))

  it("is empty without parameters", () => assert.deepStrictEqual(made({}), { text: "", wire: "" }))

  it("signs the text and sends it escaped", () =>
    assert.deepStrictEqual(made({ symbol: "龙虾USDT", note: "a b's" }), {
      text: "note=a b's&symbol=龙虾USDT",
      wire: "note=a%20b%27s&symbol=%E9%BE%99%E8%99%BEUSDT"
    }))

  it.each(["&", "=", "#", "%", "+", "\n", "\u0000", "\u007f", "\ud800"])(
    "refuses %j in a name and in a value",
    (bad) => {
      for (const params of [{ [`a${bad}`]: "1" }, { a: `1${bad}2` }]) {
        const refused = Query.make(params)
        assert(Result.isFailure(refused))
        assert.strictEqual(refused.failure.reason._tag, "InvalidQuery")
        assert.include(refused.failure.message, "Remedy: ")
      }
    }
  )

  it("refuses a parameter without a name", () => assert(Result.isFailure(Query.make({ "": "1" }))))
})
