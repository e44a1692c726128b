import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Envelope } from "../src/index.ts"
import { refusalOf, runs } from "./fixtures.ts"

/** The response on the exchange's Reversal page. */
const sample =
  '{"code":"00000","msg":"success","requestTime":1695806875837,"data":{"clientOid":"121211212122","orderId":"1"}}'

describe("an envelope", () => {
  it("of the Reversal page is read and written byte for byte", () => {
    const envelope = Result.getOrThrow(Envelope.decode(sample))
    assert.deepStrictEqual(Envelope.orderIds(envelope), { clientOid: "121211212122", orderId: "1" })
    assert.strictEqual(envelope.requestTime, 1695806875837)
    assert.strictEqual(Envelope.toJson(envelope), sample)
  })

  it("written and read again is the same", () => {
    const time = fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }))
    const data = fc.jsonValue({ maxDepth: 4 }).map((value): unknown => JSON.parse(JSON.stringify(value)))
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.string({ unit: "binary" }),
        time,
        data,
        (code, msg, requestTime, value) => {
          const envelope: Envelope.Envelope = { code, msg, requestTime, data: value }
          assert.deepStrictEqual(Envelope.decode(Envelope.toJson(envelope)), Result.succeed(envelope))
        }
      ),
      runs(200)
    )
  })

  it("may carry its code as a number", () => {
    assert.strictEqual(Result.getOrThrow(Envelope.decode('{"code":40757}')).code, "40757")
  })

  it.each([
    ['"1695806875837"', 1695806875837],
    ["1695806875837", 1695806875837],
    ["0", null],
    ["-1", null],
    ["1.5", null],
    ["1e400", null],
    ["9007199254740993", null],
    ['""', null],
    ['" 1"', null],
    ['"0x10"', null],
    ["[5]", null],
    ["null", null],
    ["true", null],
    ['{"toString":1,"valueOf":1}', null]
  ])("with the time %s is stamped %s", (time, expected) => {
    const envelope = Result.getOrThrow(Envelope.decode(`{"code":"1","requestTime":${time}}`))
    assert.strictEqual(envelope.requestTime, expected)
  })

  it.each(["", "{", "[]", "1", '{"code":""}', '{"code":null}', '{"code":["00000"]}', '{"code":true}'])(
    "is not what %j is",
    (text) => {
      const refusal = refusalOf(Envelope.decode(text))
      assert.strictEqual(refusal._tag, "BadResponse")
      assert.include(refusal.remedy, "unknown")
    }
  )

  it.each([
    ["no data", null],
    ["data without ids", { a: 1 }],
    ["empty ids", { orderId: "", clientOid: "" }],
    ["ids that are numbers", { orderId: 1, clientOid: 2 }],
    ["data that is a text", "orderId"],
    ["ids that are only inherited", JSON.parse('{"__proto__":{"orderId":"1","clientOid":"1"}}')]
  ])("with %s names no order", (_words, data) => {
    const ids = Envelope.orderIds({ code: "00000", msg: "", requestTime: null, data })
    assert.deepStrictEqual(ids, { clientOid: null, orderId: null })
  })
})
