import { assert, describe, it } from "vitest"
import { type Decision, decidedOf, knownUntil } from "../../src/live/decidedOf.ts"

const signal = (side: "long" | "short", symbol = "A") => ({ symbol, side, at: 0 })
const sent = (clientOid: string, side: "long" | "short"): Decision => ({ signal: signal(side), clientOid, place: null })
const held = (place: number): Decision => ({ signal: signal("long"), clientOid: null, place })
const orders = new Map([
  ["one", { place: 10, symbol: "A" }],
  ["two", { place: 30, symbol: "A" }]
])

describe("decidedOf", () => {
  it("puts an order where it was executed, and leaves out one that never was", () => {
    const decided = decidedOf([sent("one", "long"), sent("lost", "short"), sent("two", "short")], orders)
    assert.deepStrictEqual(
      decided.map(({ place, signal: { side } }) => `${side} ${place}`),
      ["long 10", "short 30"]
    )
  })

  it("puts a held signal before its symbol's next order, however late it was heard of", () => {
    const places = (heard: number) =>
      decidedOf([sent("one", "long"), held(heard), sent("two", "short")], orders).map(({ place }) => place)
    assert.deepStrictEqual(places(20), [10, 20, 30])
    assert.deepStrictEqual(places(35), [10, 29.5, 30])
  })
})

describe("knownUntil", () => {
  it("is where the first execution stands of which the signal has not been heard", () => {
    assert.strictEqual(knownUntil([sent("one", "long")], orders), 30)
    assert.strictEqual(knownUntil([sent("one", "long"), sent("two", "short")], orders), Number.POSITIVE_INFINITY)
  })
})
