import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  Answer,
  ClientOid,
  Contract,
  Decimal,
  Envelope,
  Instrument,
  ProductType,
  Refusal,
  Side,
  Wire
} from "../src/index.ts"
import { contract, instrumentOf, runs } from "./fixtures.ts"

const instrument = instrumentOf()

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
  maxDepth: 3
})

/** Keys and values that reach for what every object inherits, or that break a careless conversion. */
const nasty = fc.constantFrom<unknown>(
  JSON.parse('{"toString":1,"valueOf":2}'),
  JSON.parse('{"__proto__":{"code":"00000"}}'),
  JSON.parse('{"constructor":{"prototype":null},"length":-1}'),
  JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`),
  Object.create(null),
  Symbol("nasty"),
  1e9,
  1e300,
  -1e-300,
  -0,
  "0",
  "-0.5",
  "9".repeat(400),
  "\ud800",
  "１"
)

const value = fc.oneof(anything, nasty)

/** A contract with one to four fields replaced, some of them under names that objects have already. */
const names = [...Object.keys(contract), "productType", "marginCoin", "__proto__", "constructor", "toString"]
const mutated = fc.array(fc.tuple(fc.constantFrom(...names), value), { minLength: 1, maxLength: 4 }).map((changes) => {
  const fields: Record<string, unknown> = { ...contract }
  for (const [name, changed] of changes)
    Object.defineProperty(fields, name, { value: changed, configurable: true, enumerable: true, writable: true })
  return fields
})

/** JSON texts: any, cut anywhere, with a character replaced, and envelopes of anything. */
const spoilt = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, put]) => {
  const cut = at % (text.length + 1)
  return text.slice(0, cut) + put + text.slice(cut + 1)
})
const written = fc.dictionary(
  fc.constantFrom(
    "code",
    "msg",
    "requestTime",
    "data",
    "symbol",
    "productType",
    "marginCoin",
    "size",
    "side",
    "__proto__"
  ),
  fc.jsonValue({ maxDepth: 3 })
)
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.json(),
  spoilt,
  written.map((fields) => JSON.stringify(fields)),
  fc.constantFrom(
    '{"code":"1","requestTime":{"toString":1,"valueOf":1}}',
    `{"code":"1","requestTime":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
    `{"symbol":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
    '{"symbol":{"toString":1}}',
    `{"code":${"9".repeat(400)}}`
  )
)

/** A refusal is complete: something to match on, something to read, something to do. */
const assertComplete = (result: Result.Result<unknown, Refusal.Refusal>) => {
  if (Result.isSuccess(result)) return
  const { _tag, field, message, remedy } = result.failure
  for (const part of [_tag, field, message, remedy]) assert.isTrue(typeof part === "string" && part !== "")
  assert.isAtMost(message.length, 300)
}

describe("nothing throws on data", () => {
  it("that stands where a decimal, a size, a price, an id or a side is expected", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          value,
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom(..."0159.-+eE_ x".split("")) })
        ),
        (data) => {
          assertComplete(Decimal.parse("field", data))
          assertComplete(Decimal.parsePositive("field", data))
          assertComplete(Decimal.parseNonNegative("field", data))
          assertComplete(Decimal.parse("field", Decimal.fromJson(data)))
          assertComplete(Instrument.lots(instrument, data))
          assertComplete(Instrument.ticks(instrument, data))
          assertComplete(ClientOid.parse(data))
          assert.doesNotThrow(() => [ProductType.parse(data), Side.isSide(data)])
          assert.isAtMost(Refusal.show(data).length, 80)
        }
      ),
      runs(2000)
    ))

  it("that stands where a contract is expected, whole or in any of its fields", () =>
    fc.assert(
      fc.property(fc.oneof(value, mutated), (data) => {
        const decoded = Contract.decode(data)
        assertComplete(decoded)
        if (Result.isFailure(decoded)) return
        const { maxMarketLots, minLots, priceStep, sizeStep } = decoded.success
        assert.isTrue(Number.isSafeInteger(minLots) && minLots > 0)
        assert.isTrue(maxMarketLots === null || (Number.isSafeInteger(maxMarketLots) && maxMarketLots > 0))
        assert.isTrue(sizeStep.num > 0n && priceStep.num > 0n)
        assertComplete(Instrument.lots(decoded.success, "3"))
      }),
      runs(2000)
    ))

  it("that stands where a body of the exchange or of a request is expected", () =>
    fc.assert(
      fc.property(texts, fc.integer({ min: -1, max: 700 }), (body, status) => {
        const envelope = Envelope.decode(body)
        assertComplete(envelope)
        if (Result.isSuccess(envelope)) Envelope.orderIds(envelope.success)
        assertComplete(Wire.decodeReversal(body))
        const answer = Answer.read(status, body)
        assert.include(["accepted", "refused", "throttled", "unknown"], answer.answer)
        assert.notStrictEqual(answer.remedy, "")
      }),
      runs(2000)
    ))
})
