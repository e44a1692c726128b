import { Result } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Fill, Order, Position, Settlement } from "../src/index.ts"
import { anyInstrument, anyLots, anyPosition, anyPrice, anySide, hedge, leg, lots, oneWay, runs } from "./fixtures.ts"

const reversal = (mode: Position.HoldMode, side: "long" | "short", count: number): Order.Reversal => ({
  order: "reversal",
  clientOid: null,
  symbol: "ETHUSDT",
  mode,
  side,
  lots: lots(count)
})

const entry = (mode: Position.HoldMode, side: "long" | "short", count: number): Order.Entry => ({
  ...reversal(mode, side, count),
  order: "entry"
})

const outcome = (order: Order.Order, before: Position.Position, after: Position.Position) => {
  const settled = Settlement.between(order, before, after)
  return `${settled.outcome} ${settled.closed}/${settled.opened}`
}

describe("the settlement of a one-way reversal of long 10", () => {
  const before = oneWay("long", 10, "3000")
  it.each([
    ["reversed 10/10", oneWay("short", 10, "3100")],
    ["partially-reversed 10/4", oneWay("short", 4, "3100")],
    ["closed-only 10/0", Position.flat("one-way")],
    ["partially-reversed 6/0", oneWay("long", 4, "3000")],
    ["unchanged 0/0", before],
    ["unknown 10/12", oneWay("short", 12, "3100")],
    ["unknown -2/0", oneWay("long", 12, "3000")],
    ["unknown 0/0", hedge(null, leg(10, "3100"))]
  ])("is %s", (expected, after) => {
    assert.strictEqual(outcome(reversal("one-way", "long", 10), before, after), expected)
  })
})

describe("the settlement of a hedge reversal of 3 of long 20 beside short 5", () => {
  const before = hedge(leg(20, "3000"), leg(5, "3000"))
  it.each([
    ["reversed 3/3", hedge(leg(17, "3000"), leg(8, "3000"))],
    ["partially-reversed 3/1", hedge(leg(17, "3000"), leg(6, "3000"))],
    ["closed-only 3/0", hedge(leg(17, "3000"), leg(5, "3000"))],
    ["partially-reversed 2/0", hedge(leg(18, "3000"), leg(5, "3000"))],
    ["unchanged 0/0", before],
    ["unknown 4/3", hedge(leg(16, "3000"), leg(8, "3000"))],
    ["unknown 1/2", hedge(leg(19, "3000"), leg(7, "3000"))],
    ["unknown 3/-1", hedge(leg(17, "3000"), leg(4, "3000"))],
    ["unknown 0/3", hedge(leg(20, "3000"), leg(8, "3000"))],
    ["unknown 0/0", oneWay("short", 3, "3000")]
  ])("is %s", (expected, after) => {
    assert.strictEqual(outcome(reversal("hedge", "long", 3), before, after), expected)
  })
})

describe("the settlement of an entry of 10", () => {
  const flat = Position.flat("one-way")
  it.each([
    ["reversed 0/10", flat, oneWay("long", 10, "3000")],
    ["partially-reversed 0/4", flat, oneWay("long", 4, "3000")],
    ["unchanged 0/0", flat, flat],
    ["unknown 0/11", flat, oneWay("long", 11, "3000")],
    ["unknown -1/0", flat, oneWay("short", 1, "3000")]
  ])("is %s", (expected, before, after) => {
    assert.strictEqual(outcome(entry("one-way", "long", 10), before, after), expected)
  })
})

/** The five words written as a table over what was closed and what was opened. */
const oracle = (order: Order.Order, closed: number, opened: number): Settlement.Outcome => {
  const isReversal = order.order === "reversal"
  const all = order.lots
  if (closed > (isReversal ? all : 0) || opened > (isReversal ? closed : all)) return "unknown"
  if (closed + opened === 0) return "unchanged"
  if (opened === all) return "reversed"
  if (closed === all && opened === 0) return "closed-only"
  return "partially-reversed"
}

describe("a settlement", () => {
  it("between two positions is what the fills between them closed and opened", () =>
    fc.assert(
      fc.property(
        anyInstrument,
        anyPosition,
        anySide,
        fc.tuple(anyLots, fc.nat(10), fc.nat(10)),
        anyPrice,
        (instrument, before, side, [size, closedTenths, openedTenths], price) => {
          const held = Position.lotsOn(before, side)
          fc.pre(held > 0 || before.mode === "hedge" || Position.isFlat(before))
          const whole = before.mode === "one-way" ? held : Math.min(size, held)
          const order = held === 0 ? entry(before.mode, side, size) : reversal(before.mode, side, whole)
          const closed = Math.floor((Order.closes(order) * closedTenths) / 10)
          const most = held === 0 ? order.lots : before.mode === "one-way" && closed < held ? 0 : closed
          const opened = Math.floor((most * openedTenths) / 10)
          const fills = Order.fills(order, price, closed, opened)
          const after = Result.getOrThrow(Fill.applyAll(instrument, Fill.account(before), fills)).position
          assert.deepStrictEqual(Settlement.between(order, before, after), {
            outcome: oracle(order, closed, opened),
            closed,
            opened
          })
        }
      ),
      runs(500)
    ))

  it("names every pair of closed and opened lots as the table does", () => {
    for (const order of [reversal("hedge", "long", 3), entry("hedge", "long", 3)])
      for (let closed = 0; closed <= 4; closed++)
        for (let opened = 0; opened <= 4; opened++)
          assert.strictEqual(Settlement.classify(order, closed, opened), oracle(order, closed, opened))
  })
})
