import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { ClientOid, Fill, Order, Position, ProductType, Rational, Wire } from "../src/index.ts"
import { decimal, ethusd, ethusdt, hedge, instrumentOf, leg, lots, oneWay, refusalOf, tagOf } from "./fixtures.ts"

const at = decimal("3100")

const plan = (position: Position.Position, wish: Order.ReversalWish, instrument = ethusdt) =>
  Result.getOrThrow(Order.reverse(instrument, position, wish))

/** Plans a reversal, executes it whole at one price, and gives what a trader would see. */
const reverse = (position: Position.Position, wish: Order.ReversalWish, instrument = ethusdt) => {
  const order = plan(position, wish, instrument)
  const after = Result.getOrThrow(Fill.applyAll(instrument, Fill.account(position), Order.fills(order, at)))
  return {
    long: Position.lotsOn(after.position, "long"),
    short: Position.lotsOn(after.position, "short"),
    realized: Rational.toDecimal(after.realized),
    fees: Rational.toDecimal(after.fees),
    position: after.position,
    wire: Wire.encodeReversal(instrument, order)
  }
}

describe("a reversal in hedge mode", () => {
  it("of ETHUSDT long 20 with size 3 leaves long 17 and short 3", () => {
    const after = reverse(hedge(leg(20, "3000"), null), { side: "long", lots: lots(3) })
    assert.strictEqual(after.long, 17)
    assert.strictEqual(after.short, 3)
    assert.strictEqual(after.realized, "300")
    assert.strictEqual(after.fees, "11.16")
    assert.deepStrictEqual(after.position, hedge(leg(17, "3000"), leg(3, "3100")))
  })

  it.each([10, 11])("of long 10 with size %i leaves short 10", (size) => {
    const after = reverse(hedge(leg(10, "3000"), null), { side: "long", lots: lots(size) })
    assert.deepStrictEqual(after.position, hedge(null, leg(10, "3100")))
    assert.strictEqual(after.wire.size, "10")
  })

  it("with a size below the leg closes and opens that size, and the rest stays at its entry", () => {
    for (const size of [1, 2, 9]) {
      const after = reverse(hedge(null, leg(10, "3000")), { side: "short", lots: lots(size) })
      assert.deepStrictEqual(after.position, hedge(leg(size, "3100"), leg(10 - size, "3000")))
    }
  })

  it.each([
    ["exactly", 10],
    ["one lot more than", 11],
    ["far more than", 1_000_000]
  ])("with a size of %s the leg turns the whole leg round, never more", (_words, size) => {
    const after = reverse(hedge(null, leg(10, "3000")), { side: "short", lots: lots(size) })
    assert.deepStrictEqual(after.position, hedge(leg(10, "3100"), null))
  })

  it("without a size turns the whole leg round and writes its size on the wire", () => {
    const after = reverse(hedge(leg(10, "3000"), null), { side: "long" })
    assert.deepStrictEqual(after.position, hedge(null, leg(10, "3100")))
    assert.strictEqual(after.wire.size, "10")
  })

  it("names the position on the wire: buy reverses the long, sell reverses the short, tradeSide is open", () => {
    const both = hedge(leg(10, "3000"), leg(4, "3000"))
    const head = { symbol: "ETHUSDT", productType: "USDT-FUTURES", marginCoin: "USDT" }
    assert.deepStrictEqual(reverse(both, { side: "long", lots: lots(3) }).wire, {
      ...head,
      size: "3",
      side: "buy",
      tradeSide: "open"
    })
    assert.deepStrictEqual(reverse(both, { side: "short" }).wire, {
      ...head,
      size: "4",
      side: "sell",
      tradeSide: "open"
    })
  })

  it("adds to an opposite leg that is held already, its entry averaged by lots", () => {
    const after = reverse(hedge(leg(20, "3000"), leg(1, "2900")), { side: "long", lots: lots(3) })
    assert.deepStrictEqual(after.position, hedge(leg(17, "3000"), leg(4, "3050")))
  })

  it("must be told which of its two legs to reverse, even where only one is held", () => {
    assert.strictEqual(tagOf(Order.reverse(ethusdt, hedge(leg(10, "3000"), null), {})), "SideNeeded")
  })
})

describe("a reversal in one-way mode", () => {
  it.each([
    ["long", "short", "sell", "1000"],
    ["short", "long", "buy", "-1000"]
  ] as const)("without size reverses everything: a %s becomes a %s by a %s", (side, other, direction, realized) => {
    const after = reverse(oneWay(side, 10, "3000"), {})
    assert.deepStrictEqual(after.position, oneWay(other, 10, "3100"))
    assert.strictEqual(after.realized, realized)
    assert.strictEqual(after.fees, "37.2")
    assert.deepStrictEqual(after.wire, {
      symbol: "ETHUSDT",
      productType: "USDT-FUTURES",
      marginCoin: "USDT",
      side: direction
    })
  })

  it("takes a size of exactly the position as the whole, and still writes none on the wire", () => {
    const after = reverse(oneWay("long", 10, "3000"), { side: "long", lots: lots(10) })
    assert.deepStrictEqual(after.position, oneWay("short", 10, "3100"))
    assert.notProperty(after.wire, "size")
    assert.notProperty(after.wire, "tradeSide")
  })

  it.each([1, 9, 11, 1000])(
    "refuses any other size (%i of 10), because the exchange would reverse everything",
    (size) => {
      const refusal = refusalOf(Order.reverse(ethusdt, oneWay("long", 10, "3000"), { lots: lots(size) }))
      assert.strictEqual(refusal._tag, "SizeInOneWayMode")
      assert.include(refusal.remedy, "hedge mode")
    }
  )
})

describe("a reversal of nothing", () => {
  it.each([
    ["a flat hedge position", Position.flat("hedge"), { side: "long" }],
    ["a flat hedge position with a size", Position.flat("hedge"), { side: "short", lots: lots(3) }],
    ["the flat leg of a hedge position", hedge(null, leg(3, "3000")), { side: "long" }],
    ["a flat one-way position", Position.flat("one-way"), {}],
    ["a flat one-way position with a side", Position.flat("one-way"), { side: "long" }],
    ["the side that a one-way position does not hold", oneWay("long", 3, "3000"), { side: "short" }]
  ] as const)("is refused before anything is sent: %s", (_words, position, wish) => {
    const refusal = refusalOf(Order.reverse(ethusdt, position, wish))
    assert.strictEqual(refusal._tag, "NoPosition")
    assert.notStrictEqual(refusal.remedy, "")
  })
})

describe("a reversal of a coin-margined contract", () => {
  it("realises size x (1/entry - 1/exit) and pays its two fees in the coin", () => {
    const after = reverse(oneWay("long", 6200, "2000"), {}, ethusd)
    assert.strictEqual(after.realized, "1.1")
    assert.strictEqual(after.fees, "0.0024")
    assert.deepStrictEqual(after.position, oneWay("short", 6200, "3100"))
  })

  it("averages an opposite leg harmonically, so that no profit appears from nowhere", () => {
    const after = reverse(hedge(leg(100, "3000"), leg(100, "1550")), { side: "long" }, ethusd)
    assert.deepStrictEqual(after.position, hedge(null, { lots: lots(200), entry: Rational.make(6200n, 3n) }))
  })
})

describe("the six product types", () => {
  const details: Record<ProductType.ProductType, readonly [quoteCoin: string, kind: "linear" | "inverse"]> = {
    "USDT-FUTURES": ["USDT", "linear"],
    "COIN-FUTURES": ["USD", "inverse"],
    "USDC-FUTURES": ["USDC", "linear"],
    "SUSDT-FUTURES": ["SUSDT", "linear"],
    "SCOIN-FUTURES": ["SUSD", "inverse"],
    "SUSDC-FUTURES": ["SUSDC", "linear"]
  }

  it.each(ProductType.all)("%s follows from its quote coin and has its kind", (type) => {
    const [quoteCoin, kind] = details[type]
    const instrument = instrumentOf({ quoteCoin })
    assert.strictEqual(instrument.productType, type)
    assert.strictEqual(instrument.kind, kind)
  })

  it.each(ProductType.all)(
    "%s is planned only where the exchange still lists it, and read by the codec always",
    (type) => {
      const instrument = instrumentOf({ productType: type })
      const position = oneWay("long", 3, "3000")
      const isDemo = type.startsWith("S")
      assert.strictEqual(tagOf(Order.reverse(instrument, position, {})), isDemo ? "NotTradable" : "accepted")
      assert.strictEqual(
        tagOf(Order.enter(instrument, Position.flat("hedge"), { side: "long", lots: lots(1) })),
        isDemo ? "NotTradable" : "accepted"
      )
      const body = { ...Wire.encodeReversal(ethusdt, plan(position, {})), productType: type }
      assert.deepStrictEqual(Wire.decodeReversal(Wire.toJson(body)), Result.succeed(body))
    }
  )

  it("names the demo header where a delisted type is refused", () => {
    const refusal = refusalOf(Order.reverse(instrumentOf({ productType: "SUSDT-FUTURES" }), oneWay("long", 1, "1"), {}))
    assert.include(refusal.remedy, "paptrading: 1")
  })
})

describe("an entry", () => {
  const clientOid = Result.getOrThrow(ClientOid.parse("c1"))

  it.each([
    ["one-way", "long", { side: "buy" }],
    ["one-way", "short", { side: "sell" }],
    ["hedge", "long", { side: "buy", tradeSide: "open" }],
    ["hedge", "short", { side: "sell", tradeSide: "open" }]
  ] as const)("in %s mode on the %s side is a market order", (mode, side, fields) => {
    const order = Result.getOrThrow(Order.enter(ethusdt, Position.flat(mode), { side, lots: lots(2), clientOid }))
    assert.strictEqual(Order.closes(order), 0)
    assert.strictEqual(Order.opensOn(order), side)
    assert.deepStrictEqual(Wire.encodeEntry(ethusdt, order, "crossed"), {
      symbol: "ETHUSDT",
      productType: "USDT-FUTURES",
      marginMode: "crossed",
      marginCoin: "USDT",
      size: "2",
      ...fields,
      orderType: "market",
      clientOid: "c1"
    })
  })

  it("against a held one-way side is refused: that is a reversal", () => {
    const held = oneWay("long", 2, "3000")
    assert.strictEqual(tagOf(Order.enter(ethusdt, held, { side: "short", lots: lots(2) })), "WrongMode")
    assert.strictEqual(tagOf(Order.enter(ethusdt, held, { side: "long", lots: lots(2) })), "accepted")
  })

  it("against a held hedge leg opens the other leg", () => {
    const order = Order.enter(ethusdt, hedge(leg(2, "3000"), null), { side: "short", lots: lots(2) })
    assert.strictEqual(tagOf(order), "accepted")
  })
})
