import { type Fact, Position } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { Desk, flat, hedge, leg, long2 } from "./Desk.ts"

/** An order of A whose answer was lost, at 10 ms; it can take effect until 5017. */
const lost = (options: ConstructorParameters<typeof Desk>[0] = {}) => {
  const desk = long2(options)
  desk.wish(10, "short")
  desk.silence(500)
  return desk
}

const sees = (desk: Desk, position: Position.Position, at: number) => {
  desk.order(at, "absent", "detail", at)
  desk.order(at, "absent", "history", at)
  return desk.reads(position, at)
}

describe("an order that was lost", () => {
  it("is unchanged when nothing shows of it after its life and the lag of reads; the signal leads to a new order", () => {
    const desk = lost()
    assert.deepStrictEqual(sees(desk, leg("long", 2), 9000), [])
    assert.deepStrictEqual(sees(desk, leg("long", 2), 10_017), ["settled", "mismatch", "sent"])
    assert.containsSubset(desk.events.at(-3), { settlement: "unchanged" })
    assert.containsSubset(desk.last, { attempt: 2 })
  })

  it("is not unchanged while one of order, history and position is not known to say so", () => {
    const desk = lost()
    desk.order(10_020, "absent", "detail", 10_020)
    assert.deepStrictEqual(desk.reads(leg("long", 2), 10_020), [])
    desk.order(10_040, "absent", "history", 10_000)
    assert.deepStrictEqual(desk.timer(10_050), [])
  })

  it("that left a trace is waited for, and settled by what the position becomes, however late", () => {
    const desk = lost()
    desk.order(3000, "open")
    assert.deepStrictEqual(sees(desk, leg("long", 2), 20_000), [])
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 30_000), ["settled"])
  })

  it("that the venue says is done without effect is unchanged once reads no longer lag", () => {
    const desk = lost()
    desk.order(3000, "done")
    assert.deepStrictEqual(desk.reads(leg("long", 2), 7000), [])
    assert.deepStrictEqual(desk.reads(leg("long", 2), 8000), ["settled", "mismatch", "sent"])
  })

  it("does not take a hand's work for its own while it could still arrive", () => {
    const desk = lost()
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 3000), [])
    assert.deepStrictEqual(desk.reads(leg("short", 2), 10_020), ["settled"])
  })

  it("that cannot be settled halts its symbol, and nothing more is sent for it", () => {
    const desk = lost()
    desk.order(3000, "open")
    desk.wish(4000, "long")
    assert.deepStrictEqual(desk.timer(65_017), ["settled", "halted", "refused"])
    assert.containsSubset(desk.events.at(-3), { settlement: "unknown" })
    assert.deepStrictEqual(desk.wish(66_000, "long"), ["refused"])
    assert.deepStrictEqual(desk.feed(67_000, { fact: "resume", symbol: "A" }), ["resumed"])
    assert.deepStrictEqual(desk.feed(67_001, { fact: "resume", symbol: "Z" }), [])
  })
})

describe("a reversal of which half is seen", () => {
  it("is not settled at once: the other half may follow", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.answer(50, "00000", 200)
    assert.deepStrictEqual(desk.holds(flat, "A", 60), [])
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 90), ["settled"])
  })

  it("closed only when it has stood for as long as reads lag, with a mismatch", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.answer(50, "00000", 200)
    desk.holds(flat, "A", 60)
    assert.deepStrictEqual(desk.reads(flat, 4000), [])
    assert.deepStrictEqual(desk.reads(flat, 5060), ["settled", "mismatch"])
    assert.containsSubset(desk.events.at(-2), { settlement: "closed-only", closed: "2", opened: "0" })
  })

  it("is completed by one entry where that is wished, and only once", () => {
    const desk = long2({ complete: true })
    desk.wish(10, "short")
    desk.answer(50, "00000", 200)
    desk.holds(flat, "A", 60)
    assert.deepStrictEqual(desk.reads(flat, 5060), ["settled", "mismatch", "sent"])
    assert.containsSubset(desk.last, { order: "entry", to: "short", opens: "2", signal: null })
    desk.answer(5100, "40762")
    assert.deepStrictEqual(desk.timer(6000), [])
  })

  it("is not completed where a newer signal wishes otherwise, or a hand was faster", () => {
    const desk = long2({ complete: true, enter: "1" })
    desk.wish(10, "short")
    desk.wish(20, "long")
    desk.answer(50, "00000", 200)
    desk.holds(flat, "A", 60)
    desk.reads(flat, 5060)
    assert.containsSubset(desk.last, { event: "sent", to: "long", opens: "1" })
    const slow = long2({ complete: true, limit: { limit: 1, windowMs: 9000 } })
    slow.wish(10, "short")
    slow.answer(50, "00000", 200)
    slow.holds(flat, "A", 60)
    slow.reads(flat, 5060)
    slow.holds(leg("long", 1), "A", 6000)
    assert.deepStrictEqual(slow.timer(9100), ["held"])
  })

  it("is partially reversed when the open shrank", () => {
    const desk = long2({ timing: { lagMs: 0 } })
    desk.wish(10, "short")
    desk.answer(50, "00000", 200)
    desk.holds(leg("short", 1), "A", 60)
    assert.containsSubset(desk.events.at(-2), { settlement: "partially-reversed", closed: "2", opened: "1" })
  })

  it("of a hedge leg leaves the rest where it was", () => {
    const desk = new Desk().clock(0)
    desk.holds(hedge(20, 0))
    desk.wish(10, "short", "A", { size: "3" })
    desk.answer(50, "00000", 200)
    assert.deepStrictEqual(desk.holds(hedge(17, 3), "A", 60), ["settled"])
    assert.containsSubset(desk.last, { settlement: "reversed" })
  })
})

describe("a position", () => {
  it("changed by hand is told as a mismatch, and what waits is decided anew", () => {
    const desk = long2()
    assert.deepStrictEqual(desk.holds(flat, "A", 100), ["mismatch"])
    assert.containsSubset(desk.last, { clientOid: null })
    assert.deepStrictEqual(desk.wish(110, "short"), ["held"])
  })

  it("that contradicts a fresh settlement is not believed until reads no longer lag", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.answer(50, "00000", 200)
    desk.holds(leg("short", 2), "A", 60)
    assert.deepStrictEqual(desk.reads(leg("long", 2), 100), [])
    assert.deepStrictEqual(desk.wish(200, "long"), [])
    assert.deepStrictEqual(desk.timer(5060), [])
    assert.include(desk.asked, "read-position")
    assert.deepStrictEqual(desk.reads(leg("short", 2), 5060), ["sent"])
  })

  it("that the venue dates before what is known is old news", () => {
    const desk = new Desk().clock(0)
    desk.holds(leg("long", 2), "A", 10, 9)
    assert.deepStrictEqual(desk.holds(flat, "A", 20, 5), [])
  })

  it("that was asked for before an order left says nothing about it", () => {
    const desk = long2({ timing: { lagMs: 0 } })
    desk.wish(100, "short")
    desk.answer(150, "00000", 200)
    assert.deepStrictEqual(desk.reads(flat, 50, 160), [])
  })

  it("of a symbol that is not known is ignored, and so is a price", () => {
    const desk = new Desk()
    assert.deepStrictEqual(desk.holds(flat, "Z"), [])
    assert.deepStrictEqual(desk.feed(1, { fact: "price", symbol: "Z", price: "1" }), [])
    assert.deepStrictEqual(desk.feed(1, { fact: "price", symbol: "A", price: "no price" }), [])
  })

  it("read right after a restart counts only when it can no longer be older than the last settlement", () => {
    const desk = new Desk({ trustedFromMs: 3000 }).clock(0)
    desk.wish(10, "short")
    assert.deepStrictEqual(desk.reads(leg("long", 2), 20), [])
    assert.strictEqual(desk.wakeAt, 3000)
    desk.timer(3000)
    assert.deepStrictEqual(desk.reads(leg("long", 2), 3000), ["sent"])
  })
})

describe("an order of an earlier run", () => {
  const unsettledOf = (desk: Desk): Fact.Unsettled => {
    const sent = desk.commands.find(({ command }) => command === "send")
    if (sent?.command !== "send") throw new Error("nothing was sent")
    return sent.unsettled
  }

  it("is settled before anything new is sent for its symbol", () => {
    const before = long2()
    before.wish(10, "short")
    const unsettled = unsettledOf(before)
    const desk = new Desk({ session: "t" })
    assert.deepStrictEqual(desk.feed(2000, { fact: "unsettled", unsettled }), ["recovered"])
    desk.clock(2001)
    assert.deepStrictEqual(desk.wish(2100, "long"), [])
    desk.timer(2101)
    assert.include(desk.asked, "look-up")
    const { clientOid } = unsettled
    desk.feed(2200, { fact: "order", clientOid, report: "done", source: "history", askedAtMs: 2150 })
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 2300), ["settled", "sent"])
  })

  it("is recovered once", () => {
    const before = long2()
    before.wish(10, "short")
    const unsettled = unsettledOf(before)
    const desk = new Desk({ session: "t" })
    desk.feed(2000, { fact: "unsettled", unsettled })
    assert.deepStrictEqual(desk.feed(2000, { fact: "unsettled", unsettled }), [])
  })

  it("leads to no second order when it turns out unchanged: its signal is not known any more", () => {
    const before = long2()
    before.wish(10, "short")
    const desk = new Desk({ session: "t" })
    desk.feed(2000, { fact: "unsettled", unsettled: unsettledOf(before) })
    desk.feed(11_000, { fact: "order", clientOid: before.oid, report: "absent", source: "detail", askedAtMs: 11_000 })
    desk.feed(11_000, { fact: "order", clientOid: before.oid, report: "absent", source: "history", askedAtMs: 11_000 })
    assert.deepStrictEqual(desk.reads(leg("long", 2), 11_000), ["settled", "mismatch"])
  })
})
