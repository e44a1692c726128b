import { Engine } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { Desk, flat, hedge, leg, long2 } from "./Desk.ts"

describe("a signal", () => {
  it("reverses the position, and is settled by what the position becomes", () => {
    const desk = long2()
    assert.deepStrictEqual(desk.wish(10, "short"), ["sent"])
    assert.deepStrictEqual(desk.answer(50, "00000", 200), ["accepted"])
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 60), ["settled"])
    assert.containsSubset(desk.last, { event: "settled", settlement: "reversed", closed: "2", opened: "2" })
  })

  it("is held when the position agrees, and costs no budget", () => {
    const desk = long2({ limit: { limit: 1, windowMs: 1000 } })
    assert.deepStrictEqual(desk.wish(10, "long"), ["held"])
    assert.deepStrictEqual(desk.wish(11, "short"), ["sent"])
  })

  it("is held when its turn comes and the position has come to agree", () => {
    const desk = long2({ limit: { limit: 1, windowMs: 1000 } })
    desk.holds(leg("long", 1), "B")
    desk.wish(10, "short", "B")
    assert.deepStrictEqual(desk.wish(11, "short"), [])
    desk.holds(leg("short", 2), "A", 20)
    desk.answer(30, "00000", 200)
    assert.deepStrictEqual(desk.timer(1100), ["held"])
  })

  it("replaces a waiting older one, and an older one that comes late is replaced by it", () => {
    const desk = new Desk()
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.wish(20, "long"), ["superseded"])
    assert.containsSubset(desk.last, { signal: { at: 10 }, by: { at: 20 } })
    const stale = { symbol: "A", side: "short", at: 15 } as const
    assert.deepStrictEqual(desk.feed(30, { fact: "signal", signal: stale }), ["superseded"])
    assert.containsSubset(desk.last, { signal: { at: 15 }, by: { at: 20 } })
  })

  it("waits for the position and the clock, and asks for both once", () => {
    const desk = new Desk()
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.asked, ["read-position", "sync-clock", "wake"])
    desk.wish(20, "short")
    assert.deepStrictEqual(desk.asked, [])
    desk.holds(leg("long", 2), "A", 30)
    assert.deepStrictEqual(
      desk.clock(40).commands.map(({ command }) => command),
      ["tell", "send", "wake"]
    )
  })

  it("asks again for a clock and a position that did not come", () => {
    const desk = new Desk()
    desk.wish(10, "short")
    assert.strictEqual(desk.wakeAt, 2010)
    desk.timer(2010)
    assert.deepStrictEqual(desk.asked, ["read-position", "sync-clock", "wake"])
  })

  it("is dropped as soon as it is older than its time to live, though nothing is known of its position", () => {
    const desk = new Desk({ guards: { ttlMs: 500 } })
    desk.wish(10, "short")
    assert.deepInclude(desk.commands, { command: "wake", atMs: 511 })
    assert.deepStrictEqual(desk.feed(510, { fact: "timer" }), [])
    assert.deepStrictEqual(desk.feed(511, { fact: "timer" }), ["expired"])
    assert.containsSubset(desk.last, { ageMs: 501 })
    desk.feed(512, { fact: "end" })
    assert.deepStrictEqual(desk.commands, [{ command: "done" }])
  })

  it("is given up with its symbol when the signals have ended and the exchange does not answer", () => {
    const desk = new Desk()
    desk.wish(10, "short")
    const silent = (from: number, to: number) => {
      const told: Array<string> = []
      for (let at = from; at <= to; at += 1000) told.push(...desk.feed(at, { fact: "timer" }))
      return told
    }
    assert.deepStrictEqual(silent(1000, 100_000), [])
    desk.feed(100_500, { fact: "end" })
    assert.deepStrictEqual(silent(101_000, 130_000), [])
    // Whoever answers is waited for anew.
    desk.clock(130_500)
    assert.deepStrictEqual(silent(131_000, 190_000), [])
    assert.deepStrictEqual(silent(191_000, 200_000), ["halted", "refused"])
    assert.containsSubset(desk.events[0], { reason: "unreachable" })
    assert.isFalse(desk.events.some(({ event }) => event === "sent"))
  })

  it("waits for its turn as long as the limit wants it to, whatever the end of the signals", () => {
    const desk = new Desk({ limit: { limit: 1, windowMs: 3_600_000 } }).clock(0)
    desk.holds(leg("long", 2))
    desk.holds(leg("long", 2), "B")
    desk.wish(10, "short")
    desk.answer(20, "00000", 200)
    desk.holds(leg("short", 2), "A", 30)
    desk.wish(40, "short", "B")
    desk.feed(50, { fact: "end" })
    for (let at = 1000; at < 3_000_000; at += 10_000) {
      assert.deepStrictEqual(desk.feed(at, { fact: "timer" }), [])
      if (desk.commands.some(({ command }) => command === "sync-clock")) desk.clock(at + 10)
    }
  })

  it("is dropped in the same way behind an order that is under way, and when it comes too old", () => {
    const desk = new Desk({ guards: { ttlMs: 500 } }).clock(0)
    desk.holds(leg("long", 2))
    desk.holds(leg("long", 2), "B")
    desk.wish(10, "short")
    desk.wish(20, "long")
    assert.deepInclude(desk.commands, { command: "wake", atMs: 521 })
    desk.wish(300, "short")
    assert.deepStrictEqual(desk.feed(521, { fact: "timer" }), [])
    assert.deepStrictEqual(desk.feed(801, { fact: "timer" }), ["expired"])
    assert.containsSubset(desk.last, { signal: { side: "short", at: 300 } })
    const old = { symbol: "B", side: "short", at: 100 } as const
    assert.deepStrictEqual(desk.feed(802, { fact: "signal", signal: old }), ["expired"])
  })

  it("enters from flat where entries are wished, with its own size or the usual one", () => {
    const desk = new Desk({ enter: "3" }).clock(0)
    desk.holds(flat)
    assert.deepStrictEqual(desk.wish(10, "short"), ["sent"])
    assert.containsSubset(desk.last, { order: "entry", to: "short", closes: "0", opens: "3" })
    const sized = new Desk({ enter: "3" }).clock(0)
    sized.holds(flat)
    sized.wish(10, "long", "A", { size: "5" })
    assert.containsSubset(sized.last, { opens: "5" })
  })

  it("is held while flat where entries are not wished", () => {
    const desk = new Desk().clock(0)
    desk.holds(flat)
    assert.deepStrictEqual(desk.wish(10, "short"), ["held"])
    assert.containsSubset(desk.last, { reason: "flat" })
  })

  it("reverses part of a hedge leg, and never a part in one-way mode", () => {
    const desk = new Desk().clock(0)
    desk.holds(hedge(20, 0))
    desk.wish(10, "short", "A", { size: "3" })
    assert.containsSubset(desk.last, { event: "sent", closes: "3", opens: "3" })
    const oneWay = long2()
    assert.deepStrictEqual(oneWay.wish(10, "short", "A", { size: "1" }), ["refused"])
    assert.containsSubset(oneWay.last, { reason: "plan", clientOid: null })
  })

  it("is refused for a size between two steps, for an entry as for a reversal", () => {
    assert.deepStrictEqual(long2().wish(10, "short", "A", { size: "1.5" }), ["refused"])
    const desk = new Desk({ enter: "1.5" }).clock(0)
    desk.holds(flat)
    assert.deepStrictEqual(desk.wish(10, "short"), ["refused"])
  })

  it("is refused for a symbol that is not known, and for one that does not trade", () => {
    assert.deepStrictEqual(long2().wish(10, "short", "Z"), ["refused"])
    const base = new Desk().engine.state.options.instruments["A"]
    if (base === undefined) throw new Error("A is known")
    const desk = new Desk({}, { A: { ...base, isTradable: false } }).clock(0)
    desk.holds(leg("long", 2))
    assert.deepStrictEqual(desk.wish(10, "short"), ["refused"])
    assert.containsSubset(desk.last, { reason: "plan" })
  })

  it("that comes while an order is in flight waits for it, and is acted on afterwards", () => {
    const desk = long2()
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.wish(20, "long"), [])
    desk.answer(50, "00000", 200)
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 60), ["settled", "sent"])
  })
})

describe("the waiting line and the budget", () => {
  it("counts entries and reversals against one budget, or each against its own", () => {
    for (const sharesBudget of [true, false]) {
      const desk = new Desk({ limit: { limit: 1, windowMs: 1000 }, enter: "1", sharesBudget }).clock(0)
      desk.holds(leg("long", 2))
      desk.holds(flat, "B")
      desk.wish(10, "short")
      assert.deepStrictEqual(desk.wish(11, "long", "B"), sharesBudget ? [] : ["sent"])
    }
  })

  it("holds the slot of a request without an answer until one window after its life", () => {
    const desk = long2({ limit: { limit: 1, windowMs: 1000 } })
    desk.holds(leg("long", 2), "B")
    desk.wish(10, "short")
    desk.wish(11, "short", "B")
    desk.silence(500)
    assert.deepStrictEqual(desk.timer(6017), [])
    assert.deepStrictEqual(desk.timer(6018), ["sent"])
  })

  it("is woken for a waiting signal's slot, even where a later wake is pending already", () => {
    const desk = long2({ limit: { limit: 1, windowMs: 100 } })
    desk.wish(10, "short")
    desk.answer(20, "00000", 200)
    assert.strictEqual(desk.wakeAt, 270)
    desk.holds(leg("short", 2), "A", 30)
    desk.wish(40, "long")
    assert.strictEqual(desk.wakeAt, 122)
  })

  it("knows nothing of what an earlier run sent until one window after it can have arrived", () => {
    const desk = long2({ pausedUntilMs: 700 })
    assert.deepStrictEqual(desk.wish(10, "short"), [])
    assert.strictEqual(desk.wakeAt, 700)
    assert.deepStrictEqual(desk.timer(700), ["sent"])
  })

  it("slows down when the venue says that others use the limit, and never speeds up", () => {
    const desk = long2({ limit: { limit: 2, windowMs: 1000 } })
    desk.holds(leg("long", 2), "B")
    desk.wish(10, "short")
    desk.answer(30, "00000", 200, desk.oid, 0)
    assert.deepStrictEqual(desk.wish(40, "short", "B"), [])
    assert.deepStrictEqual(desk.timer(1032), ["sent"])
  })

  it("changes its limit while it runs", () => {
    const desk = long2()
    desk.holds(leg("long", 2), "B")
    desk.feed(5, { fact: "limit", limit: { limit: 1, windowMs: 1000 } })
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.wish(11, "short", "B"), [])
  })

  it("needs no more memory for symbols that come and go", () => {
    const desk = new Desk()
    for (let k = 0; k < 1000; k++) {
      desk.wish(k, "short")
      desk.feed(k, { fact: "kill" })
      desk.feed(k, { fact: "revive" })
    }
    assert.isAtMost(desk.engine.state.line.length, 70)
  })

  it("tells who waits", () => {
    const desk = new Desk()
    desk.wish(10, "short", "B")
    desk.wish(11, "short")
    assert.deepStrictEqual(Engine.waiting(desk.engine), ["B", "A"])
    assert.strictEqual(Engine.positions(desk.engine).size, 0)
  })
})

describe("the end", () => {
  it("comes when nothing waits and nothing is in flight", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.feed(20, { fact: "end" })
    assert.notInclude(desk.asked, "done")
    desk.answer(50, "00000", 200)
    desk.holds(leg("short", 2), "A", 60)
    assert.include(desk.asked, "done")
    desk.timer(70)
    assert.notInclude(desk.asked, "done")
  })

  it("after a stop drops what waits and settles what is in flight", () => {
    const desk = long2({ limit: { limit: 1, windowMs: 1000 } })
    desk.holds(leg("long", 2), "B")
    desk.wish(10, "short")
    desk.wish(11, "short", "B")
    assert.deepStrictEqual(desk.feed(20, { fact: "stop" }), ["refused"])
    assert.containsSubset(desk.last, { symbol: "B", reason: "stopped" })
    assert.deepStrictEqual(desk.wish(30, "long"), ["refused"])
    desk.answer(50, "00000", 200)
    desk.holds(leg("short", 2), "A", 60)
    assert.include(desk.asked, "done")
  })

  it("does not come of a kill, which is lifted again", () => {
    const desk = long2()
    desk.feed(5, { fact: "kill" })
    assert.deepStrictEqual(desk.wish(10, "short"), ["refused"])
    assert.containsSubset(desk.last, { reason: "killed" })
    assert.isTrue(Engine.isHalted(desk.engine, "A"))
    desk.feed(20, { fact: "revive" })
    assert.deepStrictEqual(desk.wish(30, "short"), ["sent"])
  })

  it("drops the signal that waits for a settling order when the kill switch is thrown", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.wish(20, "long")
    assert.deepStrictEqual(desk.feed(30, { fact: "kill" }), ["refused"])
    desk.answer(50, "00000", 200)
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 60), ["settled"])
  })
})
