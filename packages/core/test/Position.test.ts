import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Intent, Lots, Position, Side } from "../src/index.ts"
import { anyPosition, anySide, hedge, leg, lots, oneWay, runs } from "./fixtures.ts"

describe("a position", () => {
  it("is flat when nothing is held", () => {
    assert.isTrue(Position.isFlat(Position.flat("one-way")))
    assert.isTrue(Position.isFlat(Position.flat("hedge")))
    assert.isFalse(Position.isFlat(hedge(null, leg(1, "1"))))
    assert.isFalse(Position.isFlat(oneWay("long", 1, "1")))
  })

  it("has one only side unless it is flat or open on both", () => {
    assert.strictEqual(Position.onlySide(oneWay("short", 1, "1")), "short")
    assert.strictEqual(Position.onlySide(hedge(leg(1, "1"), null)), "long")
    assert.isNull(Position.onlySide(hedge(leg(1, "1"), leg(1, "1"))))
    assert.isNull(Position.onlySide(Position.flat("hedge")))
  })

  it("holds the same as another when lots and sides agree, whatever the entries", () => {
    assert.isTrue(Position.holdsSame(oneWay("long", 2, "1"), oneWay("long", 2, "3")))
    assert.isFalse(Position.holdsSame(oneWay("long", 2, "1"), oneWay("short", 2, "1")))
    assert.isFalse(Position.holdsSame(oneWay("long", 2, "1"), oneWay("long", 3, "1")))
    assert.isFalse(Position.holdsSame(oneWay("long", 2, "1"), hedge(leg(2, "1"), null)))
  })

  it("gives back the leg that was put on a side", () =>
    fc.assert(
      fc.property(anyPosition, anySide, (position, side) => {
        const next = leg(3, "7")
        assert.deepStrictEqual(Position.leg(Position.withLeg(position, side, next), side), next)
        assert.isNull(Position.leg(Position.withLeg(position, side, null), side))
      }),
      runs(100)
    ))
})

describe("a wish", () => {
  it("against every position has exactly one intent, and a reversal starts where something is held", () =>
    fc.assert(
      fc.property(anyPosition, anySide, (position, wished) => {
        const other = Side.opposite(wished)
        const isHeld = (side: Side.Side) => Position.lotsOn(position, side) > 0
        const expected = isHeld(other)
          ? { intent: "reverse", from: other }
          : isHeld(wished)
            ? { intent: "hold" }
            : { intent: "enter", to: wished }
        assert.deepStrictEqual<unknown>(Intent.decide(wished, position), expected)
      }),
      runs(200)
    ))
})

describe("a side", () => {
  it("is long or short and nothing else", () => {
    assert.isTrue(Side.isSide("long"))
    assert.isTrue(Side.isSide("short"))
    for (const other of ["buy", "Long", "", null, undefined, 1, ["long"]]) assert.isFalse(Side.isSide(other))
  })
})

describe("lots", () => {
  it("are safe integers above zero", () => {
    for (const value of [1, 2, Number.MAX_SAFE_INTEGER]) assert.isTrue(Lots.isLots(value))
    for (const value of [0, -1, 0.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])
      assert.isFalse(Lots.isLots(value))
  })

  it("compare as numbers", () => {
    assert.strictEqual(Lots.min(lots(2), lots(10)), 2)
    assert.strictEqual(Lots.min(lots(10), lots(9)), 9)
  })
})
