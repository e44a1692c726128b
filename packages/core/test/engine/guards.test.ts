import { assert, describe, it } from "vitest"
import { Desk, flat, leg, long2 } from "./Desk.ts"

const reverse = (desk: Desk, at: number, side: "long" | "short") => {
  desk.wish(at, side)
  desk.answer(at + 10, "00000", 200)
  desk.holds(leg(side, 2), "A", at + 20)
}

describe("a guard", () => {
  it("refuses an order within the cool-down of the last one", () => {
    const desk = long2({ guards: { coolDownMs: 1000 } })
    reverse(desk, 10, "short")
    assert.deepStrictEqual(desk.wish(900, "long"), ["refused"])
    assert.containsSubset(desk.last, { reason: "cool-down", clientOid: null })
    assert.deepStrictEqual(desk.wish(1010, "long"), ["sent"])
  })

  it("refuses more orders in a period than are allowed", () => {
    const desk = long2({ guards: { maxReversals: { count: 2, periodMs: 10_000 } } })
    reverse(desk, 10, "short")
    reverse(desk, 100, "long")
    assert.deepStrictEqual(desk.wish(200, "short"), ["refused"])
    assert.containsSubset(desk.last, { reason: "max-reversals" })
    assert.deepStrictEqual(desk.wish(10_010, "short"), ["sent"])
  })

  it("does not count an order that was throttled", () => {
    const desk = long2({ guards: { maxReversals: { count: 1, periodMs: 10_000 } } })
    desk.wish(10, "short")
    desk.answer(20, "429", 429)
    assert.deepStrictEqual(desk.timer(1021), ["sent"])
  })

  it("refuses an order above the largest size", () => {
    assert.deepStrictEqual(long2({ guards: { maxSize: "1" } }).wish(10, "short"), ["refused"])
    assert.deepStrictEqual(long2({ guards: { maxSize: "2" } }).wish(10, "short"), ["sent"])
  })

  it("refuses an order above the largest value, at the last price or else the entry price", () => {
    const desk = long2({ guards: { maxNotional: "250" } })
    desk.feed(5, { fact: "price", symbol: "A", price: "126" })
    assert.deepStrictEqual(desk.wish(10, "short"), ["refused"])
    assert.containsSubset(desk.last, { reason: "max-notional" })
    assert.deepStrictEqual(long2({ guards: { maxNotional: "200" } }).wish(10, "short"), ["sent"])
    assert.deepStrictEqual(long2({ guards: { maxNotional: "199" } }).wish(10, "short"), ["refused"])
  })

  it("refuses an entry whose value cannot be known", () => {
    const desk = new Desk({ enter: "1", guards: { maxNotional: "100" } }).clock(0)
    desk.holds(flat)
    assert.deepStrictEqual(desk.wish(10, "short"), ["refused"])
    assert.containsSubset(desk.last, { reason: "no-price" })
  })

  it("that cannot be read lets nothing through", () => {
    assert.deepStrictEqual(long2({ guards: { maxSize: "much" } }).wish(10, "short"), ["refused"])
  })
})
