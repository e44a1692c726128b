import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { ClientOid, Order, Wire } from "../src/index.ts"
import { anyInstrument, anyLots, anySide, refusalOf, runs } from "./fixtures.ts"

/** The request on the exchange's Reversal page, byte for byte. */
const sample = `{
    "symbol": "ethusdt",
    "productType": "USDT-FUTURES",
    "marginCoin": "usdt",
    "size": "30",
    "clientOid": "12345"
}`

const text = fc.string({ unit: "binary", minLength: 1 })

const anyBody: fc.Arbitrary<Wire.ReversalBody> = fc.record(
  {
    symbol: text,
    productType: text,
    marginCoin: text,
    size: text,
    side: fc.constantFrom("buy" as const, "sell" as const),
    tradeSide: text,
    clientOid: text
  },
  { requiredKeys: ["symbol", "productType", "marginCoin"] }
)

const anyClientOid = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/).map((id) => Result.getOrThrow(ClientOid.parse(id)))

describe("a reversal request", () => {
  it("of the Reversal page is read and written byte for byte", () => {
    const body = Result.getOrThrow(Wire.decodeReversal(sample))
    assert.strictEqual(JSON.stringify(body, null, 4), sample)
    assert.strictEqual(Wire.toJson(body), JSON.stringify(JSON.parse(sample)))
    assert.strictEqual(
      Wire.toJson(body),
      '{"symbol":"ethusdt","productType":"USDT-FUTURES","marginCoin":"usdt","size":"30","clientOid":"12345"}'
    )
  })

  it("written and read again is the same, with every mix of optional fields", () =>
    fc.assert(
      fc.property(anyBody, (body) => {
        assert.deepStrictEqual(Wire.decodeReversal(Wire.toJson(body)), Result.succeed(body))
      }),
      runs(500)
    ))

  it("that was planned is read back as itself, in the page's field order", () => {
    const mode = fc.constantFrom("one-way" as const, "hedge" as const)
    fc.assert(
      fc.property(
        anyInstrument,
        mode,
        anySide,
        anyLots,
        fc.option(anyClientOid),
        (instrument, hold, side, lots, clientOid) => {
          const order: Order.Reversal = {
            order: "reversal",
            clientOid,
            symbol: instrument.symbol,
            mode: hold,
            side,
            lots
          }
          const body = Wire.encodeReversal(instrument, order)
          const json = Wire.toJson(body)
          assert.deepStrictEqual(Wire.decodeReversal(json), Result.succeed(body))
          assert.strictEqual(Wire.toJson(Result.getOrThrow(Wire.decodeReversal(json))), json)
          const isHedge = hold === "hedge"
          assert.strictEqual(body.side, isHedge === (side === "long") ? "buy" : "sell")
          assert.deepStrictEqual(Object.keys(body), [
            "symbol",
            "productType",
            "marginCoin",
            ...(isHedge ? ["size", "side", "tradeSide"] : ["side"]),
            ...(clientOid === null ? [] : ["clientOid"])
          ])
        }
      ),
      runs(300)
    )
  })

  it("drops fields that the page does not name", () => {
    const extra = { ...JSON.parse(sample), price: "1", constructor: "x", ["__proto__"]: { side: "buy" } }
    assert.strictEqual(
      Wire.toJson(Result.getOrThrow(Wire.decodeReversal(JSON.stringify(extra)))),
      JSON.stringify(JSON.parse(sample))
    )
  })

  it("takes nothing from a field called __proto__", () => {
    const json = '{"__proto__":{"symbol":"A","productType":"B","marginCoin":"C"}}'
    assert.strictEqual(refusalOf(Wire.decodeReversal(json)).field, "symbol")
  })

  it.each([
    ["body", "nonsense"],
    ["body", "[]"],
    ["body", "null"],
    ["body", '"text"'],
    ["symbol", '{"productType":"USDT-FUTURES","marginCoin":"USDT"}'],
    ["symbol", '{"symbol":"","productType":"USDT-FUTURES","marginCoin":"USDT"}'],
    ["productType", '{"symbol":"ETHUSDT","productType":null,"marginCoin":"USDT"}'],
    ["marginCoin", '{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":["USDT"]}'],
    ["size", '{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","size":3}'],
    ["size", '{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","size":{"toString":1}}'],
    ["side", '{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","side":"long"}'],
    ["tradeSide", '{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","tradeSide":""}'],
    ["clientOid", '{"symbol":"ETHUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","clientOid":null}']
  ])("with a bad %s is refused by that name", (field, json) => {
    const refusal = refusalOf(Wire.decodeReversal(json))
    assert.strictEqual(refusal._tag, "BadRequest")
    assert.strictEqual(refusal.field, field)
    assert.include(refusal.message, field)
    assert.notStrictEqual(refusal.remedy, "")
  })

  it("goes to the page's path", () => {
    assert.deepStrictEqual(Wire.path, {
      reversal: "/api/v2/mix/order/click-backhand",
      entry: "/api/v2/mix/order/place-order"
    })
  })
})
