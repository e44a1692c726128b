import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { ClientOid, Decimal, Instrument, ProductType, Rational, Refusal } from "../src/index.ts"
import { contract, decimal, ethusdt, instrumentOf, refusalOf, tagOf } from "./fixtures.ts"

const eth = instrumentOf()

/** What is not a plain decimal, whatever it may mean elsewhere. */
const notDecimals: ReadonlyArray<readonly [words: string, value: unknown]> = [
  ["an empty text", ""],
  ["a space", " "],
  ["a space before", " 1"],
  ["a space behind", "1 "],
  ["a line end", "1\n"],
  ["a no-break space", "\u00a01"],
  ["a plus", "+1"],
  ["two minuses", "--1"],
  ["a minus alone", "-"],
  ["a Unicode minus", "\u22121"],
  ["no digit before the point", ".5"],
  ["no digit behind the point", "1."],
  ["a point alone", "."],
  ["two points", "1.2.3"],
  ["a decimal comma", "0,5"],
  ["thousands", "1,000"],
  ["an underscore", "1_000"],
  ["a leading zero", "01"],
  ["two leading zeros", "00.1"],
  ["an exponent", "1e3"],
  ["a capital exponent", "1E3"],
  ["a negative exponent", "1e-3"],
  ["a hexadecimal number", "0x1"],
  ["a binary number", "0b1"],
  ["a bigint literal", "1n"],
  ["full-width digits", "１２"],
  ["Arabic digits", "١٢"],
  ["NaN as a text", "NaN"],
  ["infinity as a text", "Infinity"],
  ["a minus infinity as a text", "-Infinity"],
  ["a lone surrogate", "\ud800"],
  ["a zero byte", "1\u0000"],
  ["400 digits", "9".repeat(400)],
  ["400 digits behind the point", `0.${"0".repeat(399)}1`],
  ["61 characters", "1".repeat(61)],
  ["NaN", Number.NaN],
  ["infinity", Number.POSITIVE_INFINITY],
  ["minus infinity", Number.NEGATIVE_INFINITY],
  ["a number", 1],
  ["a bigint", 1n],
  ["a boolean", true],
  ["null", null],
  ["nothing", undefined],
  ["an object", {}],
  ["an object without a prototype", Object.create(null)],
  ["an object with a toString that is no function", { toString: 1 }],
  ["a list", ["1"]],
  ["a list that holds a symbol", [Symbol("1")]],
  ["a boxed text", Object("1")],
  ["a symbol", Symbol("1")],
  ["a function", () => "1"],
  ["a date", new Date(0)]
]

const assertRefusal = (refusal: Refusal.Refusal, tag: Refusal.Tag, field: string) => {
  assert.strictEqual(refusal._tag, tag)
  assert.strictEqual(refusal.field, field)
  assert.isTrue(refusal.message.startsWith(`${field}: `))
  assert.isAtMost(refusal.message.length, 250)
  assert.isTrue(refusal.message.isWellFormed())
  assert.notStrictEqual(refusal.remedy, "")
}

describe("a size, a price or a decimal", () => {
  it.each(notDecimals)("that is %s is refused with a remedy", (_words, value) => {
    assertRefusal(refusalOf(Decimal.parse("amount", value)), "NotADecimal", "amount")
    assertRefusal(refusalOf(Decimal.parsePositive("amount", value)), "NotADecimal", "amount")
    assertRefusal(refusalOf(Decimal.parseNonNegative("amount", value)), "NotADecimal", "amount")
    assertRefusal(refusalOf(Instrument.lots(eth, value)), "NotADecimal", "size")
    assertRefusal(refusalOf(Instrument.ticks(eth, value, "stop")), "NotADecimal", "stop")
  })

  it.each(["0", "-0", "0.00", "-0.0", "-1", "-0.01"])("of %s is refused as not positive", (text) => {
    assertRefusal(refusalOf(Instrument.lots(eth, text)), "NotPositive", "size")
    assertRefusal(refusalOf(Instrument.ticks(eth, text)), "NotPositive", "price")
    assert.isTrue(Result.isSuccess(Decimal.parse("amount", text)))
  })

  it("of zero is refused only where it must be positive", () => {
    assert.deepStrictEqual(Decimal.parseNonNegative("amount", "-0.0"), Result.succeed(Rational.zero))
    assertRefusal(refusalOf(Decimal.parseNonNegative("amount", "-0.1")), "NotPositive", "amount")
  })

  it.each(["0.005", "0.011", "0.0100000000000000000000000000000001", "1000000.001"])(
    "of %s is off a step of 0.01 and is refused, never rounded",
    (text) => {
      assertRefusal(refusalOf(Instrument.lots(eth, text)), "OffStep", "size")
      assertRefusal(refusalOf(Instrument.ticks(eth, text)), "OffStep", "price")
      assert.include(refusalOf(Instrument.lots(eth, text)).message, "0.01")
    }
  )

  it("too large to count in steps is refused", () => {
    assertRefusal(refusalOf(Instrument.lots(eth, "90071992547409.92")), "OutOfRange", "size")
    assertRefusal(refusalOf(Instrument.ticks(eth, "9".repeat(60))), "OutOfRange", "price")
    assert.strictEqual(Result.getOrThrow(Instrument.lots(eth, "90071992547409.91")), Number.MAX_SAFE_INTEGER)
  })

  it("on a step is read exactly, trailing zeros or not, and written without them", () => {
    for (const [text, count, written] of [
      ["0.01", 1, "0.01"],
      ["0.10", 10, "0.1"],
      ["1.000000", 100, "1"],
      ["20", 2000, "20"]
    ] as const) {
      const size = Result.getOrThrow(Instrument.lots(eth, text))
      assert.strictEqual<number>(size, count)
      assert.strictEqual(Instrument.size(eth, size), written)
    }
    const price = Result.getOrThrow(Instrument.ticks(eth, "3000.5"))
    assert.strictEqual(price, 300_050)
    assert.deepStrictEqual(Instrument.price(eth, price), decimal("3000.5"))
  })

  it("of up to 60 characters is read exactly", () => {
    const text = `0.${"123456789".repeat(6)}1234`
    assert.strictEqual(text.length, 60)
    assert.strictEqual(Rational.toDecimal(decimal(text)), text)
    assert.strictEqual(Rational.toDecimal(decimal(`-${"9".repeat(59)}`)), `-${"9".repeat(59)}`)
  })
})

describe("a number that JSON carried", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [0.1, "0.1"],
    [1e-7, "0.0000001"],
    [-1.5e-9, "-0.0000000015"],
    [1e21, "1000000000000000000000"],
    [1.25e22, "12500000000000000000000"],
    [0.1 + 0.2, "0.30000000000000004"]
  ])("%d is written as %s", (value, text) => {
    assert.strictEqual(Decimal.fromJson(value), text)
  })

  it("keeps everything else as it is", () => {
    for (const value of ["0.10", Number.NaN, Infinity, null, undefined, true, "1e3"])
      assert.isTrue(Object.is(Decimal.fromJson(value), value))
  })

  it("is as long as it must be, and then refused", () => {
    assert.strictEqual(tagOf(Decimal.parse("amount", Decimal.fromJson(1e300))), "NotADecimal")
    assert.strictEqual(tagOf(Decimal.parse("amount", Decimal.fromJson(5e-324))), "NotADecimal")
  })
})

describe("a client id", () => {
  it.each(["a", "eth-1_A", "0123456789012345678901234567890_"])("%s is taken", (id) => {
    assert.deepStrictEqual<unknown>(ClientOid.parse(id), Result.succeed(id))
  })

  it.each([
    "",
    "a b",
    "a\n",
    "a#",
    "a+",
    "a:",
    "é",
    "Ａ",
    "\ud800",
    "0123456789012345678901234567890_3",
    1,
    null,
    undefined,
    ["a"],
    { toString: 1 },
    Symbol("a")
  ])("that is not 1 to 32 of the safe characters is refused", (id) => {
    assertRefusal(refusalOf(ClientOid.parse(id)), "BadClientOid", "clientOid")
  })
})

describe("a product type", () => {
  it("is read in any case", () => {
    assert.strictEqual(ProductType.parse("usdt-futures"), "USDT-FUTURES")
    assert.strictEqual(ProductType.parse("SCOIN-FUTURES"), "SCOIN-FUTURES")
  })

  it("is nothing else", () => {
    for (const other of ["", "USDT", "USDT-FUTURES ", "__proto__", 1, null, undefined, ["USDT-FUTURES"]])
      assert.isUndefined(ProductType.parse(other))
    assert.isUndefined(ProductType.fromQuoteCoin("EUR"))
    assert.isUndefined(ProductType.fromQuoteCoin(""))
  })
})

const check = (size: number, price = "3000", changes = {}) =>
  tagOf(
    Instrument.checkOpening(
      instrumentOf(changes),
      Result.getOrThrow(Instrument.lots(eth, String(size))),
      decimal(price)
    )
  )

describe("an opening order", () => {
  it("is taken from the least size and value up to the largest market order", () => {
    assert.strictEqual(check(0.01, "500"), "accepted")
    assert.strictEqual(check(1700), "accepted")
  })

  it("is refused below the least size or value, and above the largest market order", () => {
    assert.strictEqual(check(0.01, "499.99"), "BelowMinimum")
    assert.strictEqual(check(0.01, "3000", { minTradeNum: "0.02" }), "BelowMinimum")
    assert.strictEqual(check(0.02, "3000", { minTradeNum: "0.015" }), "accepted")
    assert.strictEqual(check(1700.01), "AboveMaximum")
  })

  it("has no bounds where the contract states none", () => {
    assert.strictEqual(check(0.01, "0.01", { minTradeUSDT: "", minTradeNum: "" }), "accepted")
    assert.strictEqual(check(900_000, "3000", { maxMarketOrderQty: "" }), "accepted")
  })

  it.each(["maintain", "off", "limit_open", "restrictedAPI", "listed"])(
    "is refused in a contract that is %s",
    (symbolStatus) => {
      assert.strictEqual(check(1, "3000", { symbolStatus }), "NotTradable")
    }
  )

  it("of a coin-margined contract is worth its size, whatever the price", () => {
    const inverse = { quoteCoin: "USD", supportMarginCoins: ["ETH"] }
    assert.strictEqual(check(4.99, "3000", inverse), "BelowMinimum")
    assert.strictEqual(check(5, "3000", inverse), "accepted")
  })

  it("is refused with a message and a remedy", () => {
    const one = Result.getOrThrow(Instrument.lots(ethusdt, "1"))
    assertRefusal(refusalOf(Instrument.checkOpening(ethusdt, one, decimal("1"))), "BelowMinimum", "size")
    const maintained = instrumentOf({ ...contract, symbolStatus: "maintain" })
    assertRefusal(refusalOf(Instrument.checkOpening(maintained, one, decimal("1"))), "NotTradable", "symbol")
  })
})

describe("a value in a message", () => {
  it("is cut to a length that suits, and is never half a character", () => {
    assert.strictEqual(Refusal.show("abc"), '"abc"')
    assert.strictEqual(Refusal.show("x".repeat(1000)), `"${"x".repeat(36)}… (1002 characters)`)
    assert.isTrue(Refusal.show(`${"x".repeat(35)}😀😀😀😀`).isWellFormed())
  })

  it("is named where it is an object, because an object's own text may throw", () => {
    assert.strictEqual(Refusal.show({ toString: 1 }), "an object")
    assert.strictEqual(Refusal.show([[], [Symbol("x")]]), "an array of 2")
    assert.strictEqual(
      Refusal.show(() => 1),
      "a function"
    )
    assert.strictEqual(Refusal.show(null), "null")
  })
})
