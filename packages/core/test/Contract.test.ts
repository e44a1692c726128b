import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { Contract, Rational } from "../src/index.ts"
import { contract, decimal, instrumentOf, refusalOf } from "./fixtures.ts"

const decode = (changes: Record<string, unknown>) => Contract.decode({ ...contract, ...changes })
const text = (value: Rational.Rational) => Rational.toDecimal(value)

describe("a contract", () => {
  it("is decoded as the contracts endpoint gives it", () => {
    assert.deepStrictEqual<unknown>(
      decode({}),
      Result.succeed({
        symbol: "ETHUSDT",
        productType: "USDT-FUTURES",
        marginCoin: "USDT",
        kind: "linear",
        sizeStep: decimal("0.01"),
        priceStep: decimal("0.01"),
        minLots: 1,
        maxMarketLots: 170_000,
        minValue: decimal("5"),
        takerFeeRate: decimal("0.0006"),
        makerFeeRate: decimal("0.0002"),
        isTradable: true
      })
    )
  })

  it("may carry numbers instead of texts, as a hand-written file does", () => {
    const numbers = { pricePlace: 2, priceEndStep: 1, volumePlace: 2, sizeMultiplier: 0.01, minTradeNum: 0.01 }
    const rates = { takerFeeRate: 6e-4, makerFeeRate: 2e-4, minTradeUSDT: 5, maxMarketOrderQty: 1700 }
    assert.deepStrictEqual(decode({ ...numbers, ...rates }), decode({}))
  })

  it("has a tick of priceEndStep x 10^-pricePlace and a lot of sizeMultiplier", () => {
    const one = instrumentOf({ pricePlace: "1", priceEndStep: "5", sizeMultiplier: "0.001" })
    assert.strictEqual(text(one.priceStep), "0.5")
    assert.strictEqual(text(one.sizeStep), "0.001")
    assert.strictEqual(text(instrumentOf({ pricePlace: "0" }).priceStep), "1")
    assert.strictEqual(text(instrumentOf({ pricePlace: "20", priceEndStep: "" }).priceStep), `0.${"0".repeat(19)}1`)
    assert.strictEqual(text(instrumentOf({ sizeMultiplier: "", volumePlace: "3" }).sizeStep), "0.001")
  })

  it("counts its least size up and its largest down to whole lots", () => {
    assert.strictEqual(instrumentOf({ minTradeNum: "0.011" }).minLots, 2)
    assert.strictEqual(instrumentOf({ minTradeNum: "0.001" }).minLots, 1)
    assert.strictEqual(instrumentOf({ maxMarketOrderQty: "0.029" }).maxMarketLots, 2)
    assert.isNull(instrumentOf({ maxMarketOrderQty: "9".repeat(50) }).maxMarketLots)
  })

  it.each(["minTradeNum", "maxMarketOrderQty", "minTradeUSDT", "makerFeeRate", "priceEndStep", "symbolStatus"])(
    "need not state %s",
    (field) => {
      for (const absent of [undefined, null, ""]) assert.isTrue(Result.isSuccess(decode({ [field]: absent })))
    }
  )

  it("may have a negative fee rate, which is a rebate", () => {
    assert.strictEqual(text(instrumentOf({ makerFeeRate: "-0.0001" }).makerFeeRate), "-0.0001")
    assert.strictEqual(text(instrumentOf({ takerFeeRate: "-0.0001" }).takerFeeRate), "-0.0001")
  })

  it("states its product type, or it follows from the quote coin, or from the margin coin", () => {
    assert.strictEqual(instrumentOf({ productType: "usdc-futures" }).productType, "USDC-FUTURES")
    assert.strictEqual(instrumentOf({ quoteCoin: "usdc" }).productType, "USDC-FUTURES")
    assert.strictEqual(instrumentOf({ quoteCoin: undefined, supportMarginCoins: ["USDC"] }).productType, "USDC-FUTURES")
    assert.strictEqual(instrumentOf({ quoteCoin: "", supportMarginCoins: ["susdt"] }).productType, "SUSDT-FUTURES")
  })

  it("is margined in its own choice, its base coin where coin-margined, or the first coin it supports", () => {
    const inverse = { quoteCoin: "USD", supportMarginCoins: ["BTC", "ETH"] }
    assert.strictEqual(instrumentOf(inverse).marginCoin, "ETH")
    assert.strictEqual(instrumentOf({ ...inverse, baseCoin: undefined }).marginCoin, "BTC")
    assert.strictEqual(instrumentOf({ ...inverse, marginCoin: "btc" }).marginCoin, "BTC")
    assert.strictEqual(instrumentOf({ supportMarginCoins: ["usdt", "USDC"] }).marginCoin, "USDT")
    assert.strictEqual(instrumentOf({ supportMarginCoins: "USDT" }).marginCoin, "USDT")
  })
})

describe("a bad contract", () => {
  it.each([
    ["is no object", 1, "contract"],
    ["is null", null, "contract"],
    ["is a list", [contract], "contract"],
    ["is nothing", undefined, "contract"],
    ["is a symbol", Symbol("x"), "contract"],
    ["is empty", {}, "productType"],
    ["has its fields on a __proto__ key", JSON.parse('{"__proto__":{"symbol":"ETHUSDT"}}'), "productType"]
  ])("that %s is refused by the part that is wrong", (_words, value, field) => {
    const refusal = refusalOf(Contract.decode(value))
    assert.strictEqual(refusal._tag, "BadInstrument")
    assert.strictEqual(refusal.field, `instrument.${field}`)
  })

  it.each([
    ["symbol", undefined, "BadInstrument"],
    ["symbol", "", "BadInstrument"],
    ["symbol", { toString: 1 }, "BadInstrument"],
    ["productType", "SPOT", "BadInstrument"],
    ["productType", { toString: 1 }, "BadInstrument"],
    ["pricePlace", undefined, "BadInstrument"],
    ["pricePlace", 1e9, "BadInstrument"],
    ["pricePlace", "21", "BadInstrument"],
    ["pricePlace", "-1", "BadInstrument"],
    ["pricePlace", "1.5", "BadInstrument"],
    ["pricePlace", "0x2", "BadInstrument"],
    ["pricePlace", " 2", "BadInstrument"],
    ["pricePlace", true, "BadInstrument"],
    ["pricePlace", [2], "BadInstrument"],
    ["pricePlace", 2n, "BadInstrument"],
    ["pricePlace", Symbol("2"), "BadInstrument"],
    ["pricePlace", Object.create(null), "BadInstrument"],
    ["priceEndStep", "0", "NotPositive"],
    ["priceEndStep", "x", "NotADecimal"],
    ["sizeMultiplier", "0", "NotPositive"],
    ["sizeMultiplier", "-0.01", "NotPositive"],
    ["sizeMultiplier", 1e-300, "NotADecimal"],
    ["minTradeNum", 1e300, "NotADecimal"],
    ["minTradeNum", "9".repeat(59), "BadInstrument"],
    ["minTradeNum", "0", "NotPositive"],
    ["maxMarketOrderQty", "0.009", "BadInstrument"],
    ["maxMarketOrderQty", "-1", "NotPositive"],
    ["minTradeUSDT", "-5", "NotPositive"],
    ["minTradeUSDT", Number.NaN, "NotADecimal"],
    ["takerFeeRate", undefined, "NotADecimal"],
    ["takerFeeRate", "0.06%", "NotADecimal"],
    ["makerFeeRate", [], "NotADecimal"]
  ])("with %s = %s is refused as %s, naming the field", (field, value, tag) => {
    const refusal = refusalOf(decode({ [field]: value }))
    assert.strictEqual(refusal._tag, tag)
    assert.strictEqual(refusal.field, `instrument.${field}`)
    assert.notStrictEqual(refusal.remedy, "")
  })

  it("without a size step of either kind is refused", () => {
    const refusal = refusalOf(decode({ sizeMultiplier: null, volumePlace: undefined }))
    assert.strictEqual(refusal.field, "instrument.volumePlace")
  })

  it("without any margin coin is refused", () => {
    const nothing = { productType: "USDT-FUTURES", quoteCoin: "", supportMarginCoins: [], marginCoin: "" }
    assert.strictEqual(refusalOf(decode(nothing)).field, "instrument.supportMarginCoins")
    assert.strictEqual(refusalOf(decode({ ...nothing, marginCoin: 5 })).field, "instrument.supportMarginCoins")
  })
})
