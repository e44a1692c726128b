import type { Order, ReversalEvent } from "@backhand/core"
import { currentPositions, dryRun, reverseOn, settledReversals } from "@backhand/reversal-operator"
import { from, lastValueFrom, map, of, throwError, toArray } from "rxjs"
import { assert, describe, it } from "vitest"
import { instrument, leg } from "./Script.ts"
import { marbles } from "./marbles.ts"

const settled = (symbol: string, position: ReversalEvent.Settled["position"]): ReversalEvent.ReversalEvent => ({
  event: "settled",
  at: 1,
  symbol,
  clientOid: "c",
  order: "reversal",
  settlement: "reversed",
  closed: "2",
  opened: "2",
  position
})
const held: ReversalEvent.ReversalEvent = {
  event: "held",
  at: 1,
  symbol: "A",
  signal: { symbol: "A", side: "long", at: 1 },
  reason: "agrees"
}
const mismatch: ReversalEvent.ReversalEvent = {
  event: "mismatch",
  at: 2,
  symbol: "B",
  clientOid: null,
  predicted: leg("long"),
  observed: leg("short")
}
const events = { s: settled("A", leg("short")), h: held, m: mismatch, n: settled("A", null) }

describe("settledReversals", () => {
  it(
    "lets through what was settled, and ends as its source does",
    marbles(({ expectObservable, hot }) => {
      expectObservable(hot("h-s-m-|", events).pipe(settledReversals())).toBe("--s---|", events)
      expectObservable(hot("s-#", events).pipe(settledReversals())).toBe("s-#", events)
    })
  )
})

describe("currentPositions", () => {
  it("follows settlements and mismatches, and nothing else", async () => {
    const maps = await lastValueFrom(from([events.h, events.s, events.n, events.m]).pipe(currentPositions(), toArray()))
    assert.deepStrictEqual(
      maps.map((positions) => [...positions.keys()].join("")),
      ["A", "AB"]
    )
    assert.deepStrictEqual(maps.at(-1)?.get("B"), leg("short"))
  })

  it(
    "is silent until something is known, and ends as its source does",
    marbles(({ expectObservable, hot }) => {
      expectObservable(hot("h-|", events).pipe(currentPositions())).toBe("--|")
      expectObservable(throwError(() => "no").pipe(currentPositions())).toBe("#", undefined, "no")
    })
  )
})

describe("dryRun", () => {
  it("starts from the positions that it is given, and tells the orders that would have been sent", async () => {
    const orders: Array<Order.Order> = []
    const venue = dryRun({
      instruments: { A: instrument("A"), B: instrument("B") },
      positions: { A: leg("long", 3) },
      onOrder: (order) => orders.push(order)
    })
    const names = await lastValueFrom(
      of({ symbol: "A", side: "short" } as const, { symbol: "B", side: "long" } as const).pipe(
        reverseOn({ venue }),
        map(({ event }) => event),
        toArray()
      )
    )
    assert.deepStrictEqual(names, ["sent", "accepted", "settled", "held"])
    assert.deepStrictEqual(
      orders.map(({ lots, order, side }) => [order, side, lots]),
      [["reversal", "long", 3]]
    )
  })

  it("holds hedge positions where it is told to", async () => {
    const venue = dryRun({ instruments: { A: instrument("A") }, mode: "hedge" })
    const last = await lastValueFrom(
      of({ symbol: "A", side: "long" } as const).pipe(
        reverseOn({ venue, whenFlat: { enter: "1" } }),
        currentPositions()
      )
    )
    assert.strictEqual(last.get("A")?.mode, "hedge")
  })
})
