import { Budget, type Fact, type Signal } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { Desk, flat, hedge, leg, long2 } from "./Desk.ts"

/** An order of an earlier run, as a journal keeps it. */
const unsettledOf = (symbol: string): Fact.Unsettled => {
  const desk = long2()
  desk.wish(10, "short")
  const send = desk.commands.find((command) => command.command === "send")
  if (send?.command !== "send") throw new Error("an order is sent")
  const { unsettled } = send
  return { ...unsettled, order: { ...unsettled.order, symbol } }
}

describe("a signal that is none", () => {
  it("is refused, and reverses nothing: a word that is no side, a time that is no time", () => {
    for (const wrong of [{ side: "buy" }, { side: undefined }, { at: Number.NaN }, { at: "1" }]) {
      const desk = long2()
      const signal = { symbol: "A", side: "short", at: 10, ...wrong } as unknown as Signal.Signal
      assert.deepStrictEqual(desk.feed(10, { fact: "signal", signal }), ["refused"])
      assert.containsSubset(desk.last, { reason: "bad-signal", retry: "after-fix" })
    }
  })

  it("does not replace a waiting one either", () => {
    const desk = new Desk()
    desk.wish(10, "short")
    const signal = { symbol: "A", side: "buy", at: 20 } as unknown as Signal.Signal
    assert.deepStrictEqual(desk.feed(20, { fact: "signal", signal }), ["refused"])
  })
})

describe("an older signal", () => {
  it("that comes while a newer one's order is in flight is not acted on afterwards", () => {
    const desk = long2()
    desk.wish(100, "short")
    const late = { symbol: "A", side: "long", at: 50 } as const
    assert.deepStrictEqual(desk.feed(110, { fact: "signal", signal: late }), ["superseded"])
    assert.containsSubset(desk.last, { signal: { at: 50 }, by: { at: 100 } })
    desk.answer(150, "00000", 200)
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 160), ["settled"])
  })

  it("of the same time as the waiting one is replaced by whichever came last", () => {
    const desk = new Desk()
    desk.wish(10, "short")
    const twin = { symbol: "A", side: "long", at: 10, id: "twin" } as const
    desk.feed(10, { fact: "signal", signal: twin })
    assert.containsSubset(desk.last, { event: "superseded", by: { id: "twin" } })
  })
})

describe("two budgets", () => {
  const separate = () => {
    const desk = new Desk({ limit: { limit: 1, windowMs: 1000 }, enter: "2", sharesBudget: false }).clock(0)
    desk.holds(flat)
    desk.holds(flat, "B")
    desk.wish(10, "long")
    desk.wish(11, "long", "B")
    return desk
  }

  it("wake the engine for an entry that waits while the reversals' budget is free", () => {
    const desk = separate()
    desk.answer(50, "00000", 200)
    desk.holds(leg("long", 2), "A", 60)
    assert.strictEqual(desk.wakeAt, 1052)
    assert.deepStrictEqual(desk.timer(1052), ["sent"])
  })

  it("do not let a waiting entry stand in the way of a reversal", () => {
    const desk = separate()
    desk.holds(leg("long", 2), "A", 60)
    desk.answer(70, "00000", 200)
    assert.deepStrictEqual(desk.wish(80, "short"), ["sent"])
  })
})

describe("a storm of throttled answers", () => {
  it("counts once, however many requests were under way: five minutes are for one that goes on", () => {
    let budget = Budget.make(Budget.ordinary)
    for (let k = 0; k < 10; k++) budget = Budget.throttle(budget, 0, 20 + k)
    assert.strictEqual(budget.strikes, 1)
    assert.strictEqual(budget.pausedUntilMs, 1030)
    assert.strictEqual(Budget.throttle(budget, 1030, 1050).pausedUntilMs, 3051)
  })
})

describe("a limit that changes to a longer window", () => {
  it("holds what was sent under the shorter one for the difference", () => {
    const sent = Budget.settle(Budget.take(Budget.make(Budget.trader), "a", 0, 5000), "a", 38)
    const longer = Budget.withLimit(sent, { limit: 1, windowMs: 10_000 }, 1500)
    assert.strictEqual(Budget.freeAt(longer, 1500), 10_045)
    assert.strictEqual(Budget.freeAt(Budget.withLimit(sent, { limit: 1, windowMs: 500 }, 500), 500), 1040)
    assert.strictEqual(
      Budget.freeAt(Budget.withLimit(Budget.make(Budget.trader), { limit: 1, windowMs: 9000 }, 5), 5),
      5
    )
  })
})

describe("a timestamp that is refused again and again", () => {
  it("halts the symbol, even where a newer signal took the older one's place", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.wish(15, "short")
    desk.answer(20, "40008")
    desk.clock(30)
    assert.deepStrictEqual(desk.answer(40, "40008").slice(-1), ["halted"])
    assert.containsSubset(desk.last, { reason: "clock" })
  })
})

describe("an order that the journal left open", () => {
  it("of a symbol that is not traded any more is told, and its slot is held", () => {
    const desk = new Desk({ limit: { limit: 1, windowMs: 1000 } })
    const told = desk.feed(20, { fact: "unsettled", unsettled: unsettledOf("Z") })
    assert.deepStrictEqual(told, ["halted"])
    assert.containsSubset(desk.last, { symbol: "Z", reason: "unsettled" })
    desk.clock(30)
    desk.holds(leg("long", 2))
    assert.deepStrictEqual(desk.wish(40, "short"), [])
  })

  it("beside another one of its symbol halts it: one at a time was broken", () => {
    const desk = new Desk()
    const unsettled = unsettledOf("A")
    desk.feed(20, { fact: "unsettled", unsettled })
    const other = { ...unsettled, clientOid: "other" as typeof unsettled.clientOid }
    assert.deepStrictEqual(desk.feed(20, { fact: "unsettled", unsettled: other }), ["halted"])
    assert.deepStrictEqual(desk.feed(20, { fact: "unsettled", unsettled }), [])
  })
})

describe("evidence", () => {
  it("read at once after a human's resume may be older than what the human did: it is read again", () => {
    const desk = long2({ timing: { settleMs: 1000, lagMs: 500 } })
    desk.wish(10, "short")
    desk.silence(20)
    desk.timer(6100)
    assert.strictEqual(desk.last?.event, "halted")
    desk.feed(10_000, { fact: "resume", symbol: "A" })
    desk.wish(10_001, "short")
    assert.deepStrictEqual(desk.reads(leg("long", 2), 10_002), [])
    assert.deepStrictEqual(desk.reads(leg("long", 2), 10_500), ["sent"])
  })

  it("without a date is not believed against a position that changed a moment ago", () => {
    const desk = long2()
    desk.holds(leg("long", 3), "A", 1000)
    assert.deepStrictEqual(desk.reads(flat, 1100), [])
    assert.deepStrictEqual(desk.reads(flat, 6000), ["mismatch"])
  })

  it("dated as what is known, and saying something else, is not newer", () => {
    const desk = new Desk({ enter: "2" }).clock(0)
    desk.holds(leg("long", 2), "A", 100)
    desk.reads(flat, 6000)
    const old = { fact: "position", symbol: "A", position: leg("long", 2), askedAtMs: 6005, venueAtMs: 100 } as const
    assert.deepStrictEqual(desk.feed(6100, old), [])
    desk.reads(flat, 12_000)
    assert.deepStrictEqual(desk.wish(12_100, "long"), ["sent"])
  })
})

describe("what is left to open", () => {
  const half = (more: ConstructorParameters<typeof Desk>[0]) => {
    const desk = long2({ complete: true, ...more })
    desk.wish(10, "short")
    desk.answer(50, "00000", 200)
    desk.order(60, "done", "push", null)
    desk.holds(flat, "A", 70)
    return desk
  }

  it("is opened whatever the cool-down: it is part of the same reversal", () => {
    const desk = half({ guards: { coolDownMs: 60_000, maxReversals: { count: 1, periodMs: 60_000 } } })
    assert.deepStrictEqual(desk.reads(flat, 5100), ["settled", "mismatch", "sent"])
  })

  it("is told of when it is not opened: by a guard, by a kill, by a hand", () => {
    const guarded = half({ limit: { limit: 1, windowMs: 10_000 } })
    guarded.reads(flat, 5100)
    assert.deepStrictEqual(guarded.feed(5200, { fact: "kill" }), ["refused"])
    assert.containsSubset(guarded.last, { reason: "killed", signal: { side: "short" } })
    const hand = half({ limit: { limit: 1, windowMs: 10_000 } })
    hand.reads(flat, 5100)
    hand.holds(leg("long", 1), "A", 5300)
    assert.include(hand.timer(10_100), "held")
  })
})

describe("a hold mode that changes under an order", () => {
  it("halts the symbol and says so", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.answer(20, "00000", 200)
    desk.holds(hedge(2, 0), "A", 30)
    desk.timer(70_000)
    assert.containsSubset(desk.last, { event: "halted", reason: "hold-mode" })
  })
})

describe("a restart long after a crash", () => {
  it("gives an order of the earlier run its time to be settled, from the start on", () => {
    const unsettled = unsettledOf("A")
    const desk = new Desk({ session: "t" })
    assert.deepStrictEqual(desk.feed(86_400_000, { fact: "unsettled", unsettled }), ["recovered"])
    assert.deepStrictEqual(desk.timer(86_400_000), [])
    assert.include(desk.asked, "look-up")
    assert.deepStrictEqual(desk.reads(leg("short", 2), 86_400_200), ["settled"])
    assert.containsSubset(desk.last, { event: "settled", settlement: "reversed" })
  })
})

describe("the kill switch", () => {
  it("makes the order under way the last of its signal, even where it is lifted before the order ends", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.feed(20, { fact: "kill" })
    assert.deepStrictEqual(desk.wish(25, "long"), ["refused"])
    desk.feed(30, { fact: "revive" })
    assert.deepStrictEqual(desk.answer(40, "429", 429), ["throttled", "refused"])
    assert.containsSubset(desk.last, { reason: "killed", signal: { at: 10 } })
    assert.deepStrictEqual(desk.timer(1041), [])
    assert.deepStrictEqual(desk.wish(1050, "short"), ["sent"])
  })

  it("leaves what is left to open of a reversal under way to the human", () => {
    const desk = long2({ complete: true })
    desk.wish(10, "short")
    desk.answer(50, "00000", 200)
    desk.feed(55, { fact: "kill" })
    desk.feed(56, { fact: "revive" })
    desk.holds(flat, "A", 60)
    assert.deepStrictEqual(desk.reads(flat, 5060), ["settled", "mismatch", "refused"])
    assert.containsSubset(desk.last, { reason: "killed", signal: { side: "short" } })
  })
})
