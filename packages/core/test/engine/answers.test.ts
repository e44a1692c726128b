import { Engine } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { Desk, flat, leg, long2 } from "./Desk.ts"

describe("a refused order", () => {
  it("drops its signal where the exchange would refuse again, with the exchange's remedy", () => {
    const desk = long2()
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.answer(50, "40762"), ["refused"])
    assert.containsSubset(desk.last, { reason: "venue", code: "40762", retry: "after-fix" })
    assert.deepStrictEqual(desk.wish(60, "short"), ["sent"])
  })

  it("is tried again after a back-off that doubles, and not forever", () => {
    const desk = long2({ maxAttempts: 3 })
    desk.wish(10, "short")
    desk.answer(50, "40815")
    assert.strictEqual(desk.wakeAt, 1050)
    assert.deepStrictEqual(desk.timer(1050), ["sent"])
    desk.answer(1100, "40815")
    assert.deepStrictEqual(desk.timer(2000), [])
    assert.deepStrictEqual(desk.timer(3100), ["sent"])
    desk.answer(3200, "40815")
    assert.deepStrictEqual(desk.timer(7200), ["refused"])
    assert.containsSubset(desk.last, { reason: "attempts" })
  })

  it("is replaced by a newer signal instead of being tried again", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.wish(20, "short")
    assert.deepStrictEqual(desk.answer(50, "40815"), ["refused", "superseded"])
  })

  it("for its timestamp is tried once more after the clock was read, then halts its symbol", () => {
    const desk = long2()
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.answer(50, "40008"), ["refused"])
    assert.include(desk.asked, "sync-clock")
    desk.clock(100)
    assert.strictEqual(desk.last?.event, "sent")
    assert.deepStrictEqual(desk.answer(150, "40008"), ["refused", "halted"])
    assert.containsSubset(desk.last, { reason: "clock" })
  })

  it("for want of a position reads it again, and drops the signal", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.answer(50, "40757")
    assert.include(desk.asked, "read-position")
    assert.deepStrictEqual(desk.wish(60, "short"), [])
    assert.deepStrictEqual(desk.reads(flat, 70), ["held"])
  })

  it("for the hold mode reads the position again, in whatever mode it is", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.answer(50, "40774")
    desk.wish(60, "short")
    const position = { mode: "hedge", long: { lots: 2, entry: { num: 100n, den: 1n } }, short: null } as never
    assert.deepStrictEqual(desk.reads(position, 70), ["sent"])
    assert.containsSubset(
      desk.commands.find(({ command }) => command === "send"),
      { unsettled: { order: { mode: "hedge" } } }
    )
  })

  it("for the account halts everything until someone resumes", () => {
    const desk = long2()
    desk.holds(leg("long", 2), "B")
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.answer(50, "40037"), ["refused", "halted"])
    assert.deepStrictEqual(desk.wish(60, "short", "B"), ["refused"])
    assert.isTrue(Engine.isHalted(desk.engine, "B"))
    assert.deepStrictEqual(desk.feed(70, { fact: "resume", symbol: "A" }), ["resumed"])
    assert.include(desk.asked, "read-position")
    desk.reads(leg("long", 2), 5080)
    assert.deepStrictEqual(desk.wish(5100, "short"), ["sent"])
    assert.deepStrictEqual(desk.feed(5110, { fact: "resume", symbol: "B" }), [])
  })

  it("for a duplicate client id is looked up: the order exists", () => {
    const desk = long2()
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.answer(50, "40786"), ["refused"])
    desk.timer(51)
    assert.include(desk.asked, "look-up")
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 60), ["settled"])
  })

  it("that was seen at the venue meanwhile was a copy: the order stands", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.order(40, "open", "push", null)
    assert.deepStrictEqual(desk.answer(50, "40762"), [])
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 60), ["settled"])
  })
})

describe("too many requests", () => {
  it("pause everything for a window, keep the signal's place, and cost it no attempt", () => {
    const desk = long2({ limit: { limit: 2, windowMs: 1000 }, maxAttempts: 1 })
    desk.holds(leg("long", 2), "B")
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.answer(50, "429", 429), ["throttled"])
    assert.containsSubset(desk.last, { pausedUntilMs: 1051 })
    desk.wish(60, "short", "B")
    assert.deepStrictEqual(desk.timer(1052), ["sent", "sent"])
    assert.deepStrictEqual(
      desk.events.slice(-2).map(({ symbol }) => symbol),
      ["A", "B"]
    )
  })

  it("in a row pause for twice as long each, and from the fifth on for the exchange's five minutes", () => {
    const desk = long2()
    desk.wish(10, "short")
    let at = 10
    const pauses: Array<number> = []
    for (let strike = 0; strike < 6; strike++) {
      desk.answer(at + 20, "429", 429)
      const until = desk.last?.event === "throttled" ? desk.last.pausedUntilMs : 0
      pauses.push(until - at - 20)
      at = until
      desk.timer(at)
      if (desk.last?.event !== "sent") {
        desk.clock(at)
      }
    }
    assert.deepStrictEqual(pauses, [1001, 2001, 4001, 8001, 300_001, 300_001])
  })

  it("are forgotten when the venue takes an order", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.answer(20, "429", 429)
    desk.timer(1021)
    desk.answer(1040, "00000", 200)
    desk.holds(leg("short", 2), "A", 1050)
    desk.wish(1060, "long")
    desk.answer(1080, "429", 429)
    assert.containsSubset(desk.last, { pausedUntilMs: 2081 })
  })

  it("for a completing entry keep what is left to open", () => {
    const desk = long2({ complete: true, timing: { lagMs: 0 } })
    desk.wish(10, "short")
    desk.answer(50, "00000", 200)
    desk.holds(flat, "A", 60)
    desk.reads(flat, 61, 70)
    assert.strictEqual(desk.last?.event, "sent")
    assert.containsSubset(desk.last, { order: "entry", signal: null, opens: "2" })
    desk.answer(100, "429", 429)
    assert.deepStrictEqual(desk.timer(1101), ["sent"])
    assert.containsSubset(desk.last, { order: "entry", opens: "2" })
  })
})

describe("an answer", () => {
  it("to an order that is settled already changes nothing but the budget", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.order(30, "open", "push", null)
    desk.holds(leg("short", 2), "A", 40)
    assert.deepStrictEqual(desk.answer(50, "00000", 200), ["accepted", "settled"])
    assert.deepStrictEqual(desk.answer(55, "00000", 200), [])
    assert.deepStrictEqual(desk.answer(60, "40762"), [])
  })

  it("of nobody knows whom is ignored", () => {
    assert.deepStrictEqual(new Desk().answer(10, "00000", 200, "nobody"), [])
  })

  it("comes before the settlement, even where the position is seen first", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.order(30, "done", "push", null)
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 40), [])
    assert.deepStrictEqual(desk.answer(50, "00000", 200), ["accepted", "settled"])
  })

  it("that never came does not keep what was seen from being settled when its time is up", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.order(30, "open", "push", null)
    desk.holds(leg("short", 2), "A", 40)
    assert.deepStrictEqual(desk.timer(2010), ["unknown", "settled"])
  })

  it("that never came is doubted after a while, and a late refusal still ends the doubt", () => {
    const desk = long2()
    desk.wish(10, "short")
    assert.strictEqual(desk.wakeAt, 2010)
    assert.deepStrictEqual(desk.timer(2010), ["unknown"])
    assert.deepStrictEqual(desk.asked, ["read-position", "look-up", "look-up", "wake"])
    assert.deepStrictEqual(desk.answer(2500, "40762"), ["refused"])
    assert.deepStrictEqual(desk.wish(2600, "short"), ["sent"])
  })

  it("without a stamp frees its slot a window after it came", () => {
    const desk = long2({ limit: { limit: 1, windowMs: 1000 }, trustsVenueStamp: false })
    desk.holds(leg("long", 2), "B")
    desk.wish(10, "short")
    desk.answer(90, "00000", 200)
    desk.wish(100, "short", "B")
    assert.deepStrictEqual(desk.timer(1091), [])
    assert.deepStrictEqual(desk.timer(1092), ["sent"])
  })
})
