import { Result } from "effect"
import { assert, describe, it } from "vitest"
import { Fill, Lots, Order, Position, Rational } from "../src/index.ts"
import { decimal, ethusd, ethusdt, hedge, leg, lots, oneWay, refusalOf } from "./fixtures.ts"

const fill = (effect: "close" | "open", side: "long" | "short", count: number, price = "3100"): Fill.Fill => ({
  effect,
  side,
  lots: lots(count),
  price: decimal(price)
})

describe("a fill", () => {
  it("realises profit on what it closes and leaves the rest at its entry", () => {
    const after = Fill.apply(ethusdt, Fill.account(oneWay("short", 10, "3000")), fill("close", "short", 4, "2900"))
    assert.deepStrictEqual(
      after,
      Result.succeed({ position: oneWay("short", 6, "3000"), realized: decimal("400"), fees: decimal("6.96") })
    )
  })

  it("charges the rate it is given instead of the contract's", () => {
    const free = Fill.applyAll(ethusdt, Fill.account(Position.flat("hedge")), [fill("open", "long", 4)], Rational.zero)
    assert.deepStrictEqual(Result.getOrThrow(free).fees, Rational.zero)
  })

  it.each([
    ["closes more than is held", oneWay("long", 10, "3000"), fill("close", "long", 11)],
    ["closes a side that is not held", hedge(leg(10, "3000"), null), fill("close", "short", 1)],
    ["closes a flat position", Position.flat("one-way"), fill("close", "long", 1)],
    ["opens against a held one-way side", oneWay("long", 10, "3000"), fill("open", "short", 1)],
    ["makes a leg too large to count", hedge(leg(Number.MAX_SAFE_INTEGER, "1"), null), fill("open", "long", 1)]
  ] as const)("that %s is refused as not belonging to the position", (_words, position, bad) => {
    const refusal = refusalOf(Fill.apply(ethusdt, Fill.account(position), bad))
    assert.strictEqual(refusal._tag, "BadPosition")
    assert.include(refusal.remedy, "read the position again")
  })

  it.each([
    ["no lots", fill("open", "long", 0)],
    ["negative lots", fill("open", "long", -1)],
    ["half a lot", fill("open", "long", 0.5)],
    ["lots that are no number", fill("open", "long", Number.NaN)],
    ["more lots than can be counted", fill("open", "long", Number.MAX_SAFE_INTEGER + 1)],
    ["a price of zero", fill("open", "long", 1, "0")],
    ["a price below zero", fill("open", "long", 1, "-1")]
  ])("of %s cannot be one and is refused, never a division by zero", (_words, bad) => {
    for (const instrument of [ethusdt, ethusd])
      assert.strictEqual(
        refusalOf(Fill.apply(instrument, Fill.account(Position.flat("hedge")), bad))._tag,
        "NotPositive"
      )
  })

  it("that does not fit stops the fold, and nothing after it counts", () => {
    const fills = [fill("open", "long", 1), fill("close", "long", 2), fill("open", "long", 5)]
    const result = Fill.applyAll(ethusdt, Fill.account(Position.flat("hedge")), fills)
    assert.include(refusalOf(result).message, "cannot close 2 lots of the long leg while 1 lots are held")
  })
})

describe("the executions of an order", () => {
  const order: Order.Reversal = {
    order: "reversal",
    clientOid: null,
    symbol: "ETHUSDT",
    mode: "hedge",
    side: "long",
    lots: lots(5)
  }
  const price = decimal("3100")

  it("close before they open", () => {
    assert.deepStrictEqual(Order.fills(order, price), [fill("close", "long", 5), fill("open", "short", 5)])
  })

  it("leave out what was not executed", () => {
    assert.deepStrictEqual(Order.fills(order, price, 5, 0), [fill("close", "long", 5)])
    assert.deepStrictEqual(Order.fills(order, price, 0, 0), [])
  })

  it("of an entry only open", () => {
    assert.deepStrictEqual(Order.fills({ ...order, order: "entry" }, price), [fill("open", "long", 5)])
    assert.isFalse(Lots.isLots(Order.closes({ ...order, order: "entry" })))
  })
})
