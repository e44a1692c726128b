import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Answer, AnswerCode } from "../src/index.ts"
import { runs } from "./fixtures.ts"

const body = (code: unknown, data: unknown = null) =>
  JSON.stringify({ code, msg: "any words", requestTime: 1695806875837, data })

const verdict = (status: number, text: string) => {
  const { answer, retry } = Answer.read(status, text)
  return `${answer}, ${retry}`
}

describe("an answer", () => {
  it("with a known code is read by the table whatever the HTTP status", () =>
    fc.assert(
      fc.property(fc.constantFrom(...AnswerCode.table.keys()), fc.integer({ min: 100, max: 599 }), (code, status) => {
        const row = AnswerCode.lookup(code)
        const answer = Answer.read(status, body(code))
        assert.strictEqual(answer.answer, row?.verdict)
        assert.strictEqual(answer.retry, row?.retry)
        assert.strictEqual(answer.meaning, row?.meaning)
        assert.strictEqual(answer.remedy, row?.remedy)
        assert.strictEqual(answer.hint, row?.hint ?? null)
        assert.strictEqual(answer.code, code)
      }),
      runs(300)
    ))

  it.each([400, 401, 403, 404, 409, 418, 422, 451])(
    "with an unlisted code is refused under a clean HTTP %i",
    (status) => {
      assert.strictEqual(verdict(status, body("99999")), "refused, never")
      assert.strictEqual(Answer.read(status, body("99999")).code, "99999")
    }
  )

  it.each([100, 200, 201, 204, 301, 302, 408, 499, 500, 502, 503, 504, 520, 599, 0, -1, Number.NaN])(
    "with an unlisted code is unknown under HTTP %d",
    (status) => {
      assert.strictEqual(verdict(status, body("99999")), "unknown, after-reconcile")
    }
  )

  it.each([
    ["an empty body", ""],
    ["a page of a proxy", "<html><body>502 Bad Gateway</body></html>"],
    ["a cut-off body", '{"code":"00000","msg":"succ'],
    ["JSON without a code", '{"msg":"success"}'],
    ["an empty code", body("")],
    ["no code", body(null)],
    ["a code that is an object", body({ toString: 1 })],
    ["a list", '["00000"]'],
    ["a text", '"00000"'],
    ["null", "null"],
    ["a code that is only inherited", '{"__proto__":{"code":"00000"}}']
  ])("that is %s is unknown under any status but 429", (_words, text) => {
    for (const status of [200, 400, 403, 404, 500, 502]) {
      assert.strictEqual(verdict(status, text), "unknown, after-reconcile")
      assert.isNull(Answer.read(status, text).code)
    }
    assert.strictEqual(verdict(429, text), "throttled, after-backoff")
  })

  it("of HTTP 429 is throttled, and a body code of 429 is so under any status", () => {
    assert.strictEqual(verdict(429, body("429")), "throttled, after-backoff")
    assert.strictEqual(verdict(429, body("99999")), "throttled, after-backoff")
    assert.strictEqual(verdict(200, body("429")), "throttled, after-backoff")
    assert.strictEqual(verdict(200, body(429)), "throttled, after-backoff")
  })

  it("never reads the words, only the code", () => {
    assert.strictEqual(verdict(200, '{"code":"40757","msg":"success","requestTime":1,"data":null}'), "refused, never")
  })

  it("carries the order id and the exchange's own time", () => {
    const answer = Answer.read(200, body("00000", { orderId: "1", clientOid: "c" }))
    assert.strictEqual(answer.orderId, "1")
    assert.strictEqual(answer.venueAtMs, 1695806875837)
  })

  it("that never came is unknown", () => {
    assert.strictEqual(Answer.none.answer, "unknown")
    assert.strictEqual(Answer.none.retry, "after-reconcile")
    assert.isNull(Answer.none.code)
    assert.isNull(Answer.none.venueAtMs)
  })

  it("is accepted only by the code 00000", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(fc.string(), fc.integer(), fc.json()),
        (status, code) => {
          fc.pre(code !== "00000")
          assert.notStrictEqual(Answer.read(status, body(code)).answer, "accepted")
        }
      ),
      runs(500)
    ))
})
