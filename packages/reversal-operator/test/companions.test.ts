import type { Order, ReversalEvent } from "@backhand/core"
import { currentPositions, dryRun, reverseOn, settledReversals } from "@backhand/reversal-operator"
import {
  concat,
  from,
  lastValueFrom,
  map,
  NEVER,
  of,
  type OperatorFunction,
  range,
  Subject,
  take,
  throwError,
  toArray
} from "rxjs"
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

type Companion = () => OperatorFunction<ReversalEvent.ReversalEvent, unknown>

for (const [name, companion] of Object.entries<Companion>({ settledReversals, currentPositions }))
  describe(name, () => {
    it(
      "is as silent as a source that never speaks, as short as an empty one, and errors as its source does",
      marbles(({ expectObservable, hot }) => {
        expectObservable(concat(NEVER, [held]).pipe(companion())).toBe("-")
        expectObservable(from<Array<ReversalEvent.ReversalEvent>>([]).pipe(companion())).toBe("|")
        expectObservable(hot("h-#", events).pipe(companion())).toBe("--#")
      })
    )

    it(
      "leaves its source when it is unsubscribed",
      marbles(({ expectObservable, expectSubscriptions, hot }) => {
        const source = hot("  h--h--", events)
        expectObservable(source.pipe(companion()), "--!").toBe("---")
        expectSubscriptions(source.subscriptions).toBe("^-!")
      })
    )

    it("stops an endless synchronous source, and may be fed by its own subscriber", () => {
      let seen = 0
      range(0, Number.POSITIVE_INFINITY)
        .pipe(
          map(() => settled("A", leg("short"))),
          companion(),
          take(3)
        )
        .subscribe(() => seen++)
      assert.strictEqual(seen, 3)
      const source = new Subject<ReversalEvent.ReversalEvent>()
      source.pipe(companion(), take(2)).subscribe(() => {
        seen++
        source.next(settled("B", leg("long")))
      })
      source.next(settled("A", leg("short")))
      assert.strictEqual(seen, 5)
    })
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
