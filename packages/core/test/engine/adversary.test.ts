import { assert, describe, it } from "vitest"
import { Desk, flat, hedge, leg, long2 } from "./Desk.ts"

/** A reversal of 2 lots long was taken by the venue, and is done. */
const done = (options: ConstructorParameters<typeof Desk>[0] = {}): Desk => {
  const desk = long2(options)
  desk.wish(10, "short")
  desk.answer(50, "00000", 200)
  desk.order(300, "done")
  return desk
}

describe("a push that comes late", () => {
  it("does not show that nothing happened: an order would be sent again that was executed", () => {
    const desk = done()
    // The same as before the order, dated as before it, on a connection that was stuck.
    assert.deepStrictEqual(desk.holds(leg("long", 2), "A", 5400, 0), [])
    assert.deepStrictEqual(desk.reads(leg("short", 2), 5500), ["settled"])
    assert.containsSubset(desk.last, { settlement: "reversed" })
  })

  it("does not show that half of a reversal has stayed a half", () => {
    const desk = done()
    desk.holds(flat, "A", 310)
    assert.deepStrictEqual(desk.holds(flat, "A", 5400, 310), [])
    assert.deepStrictEqual(desk.reads(leg("short", 2), 5500), ["settled"])
  })
})

describe("what a hand did while an order was under way that was then refused", () => {
  it("is known when the order's turn comes again", () => {
    const desk = long2()
    desk.wish(10, "short")
    desk.holds(leg("short", 2), "A", 30)
    assert.deepStrictEqual(desk.answer(50, "429", 429), ["throttled", "mismatch"])
    assert.containsSubset(desk.last, { predicted: leg("long", 2), observed: leg("short", 2) })
    assert.deepStrictEqual(desk.timer(1051), ["held"])
  })
})

describe("what a hand did before an order left, told late", () => {
  it("is not taken for the order's doing: the exchange dates it earlier", () => {
    const desk = new Desk({ enter: "2" }).clock(0)
    desk.holds(flat)
    desk.wish(2000, "short")
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 2010, 900), ["mismatch"])
    assert.deepStrictEqual(desk.answer(2020, "00000", 200), ["accepted"])
    assert.deepStrictEqual(desk.holds(leg("short", 4), "A", 2030), ["settled"])
    assert.containsSubset(desk.last, { settlement: "reversed", opened: "2" })
  })

  it("is no evidence where it is not known to be newer than what was thought", () => {
    const desk = new Desk({ enter: "2" }).clock(0)
    desk.reads(flat, 0)
    desk.wish(2000, "short")
    desk.answer(2020, "00000", 200)
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 2030, 900), [])
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 2040, 2010), ["settled"])
  })

  it("is told from the order's own doing even where the exchange's machines disagree on the time", () => {
    const desk = long2()
    desk.wish(2000, "short")
    desk.answer(2020, "00000", 200)
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 2030, 1100), ["settled"])
  })
})

describe("what is left to open of a reversal", () => {
  it("is not opened on top of what a hand has opened meanwhile", () => {
    for (const [before, left, opened] of [
      [leg("long", 2), flat, leg("short", 2)],
      [hedge(2, 0), hedge(0, 0), hedge(0, 2)]
    ] as const) {
      const desk = new Desk({ complete: true, limit: { limit: 1, windowMs: 10_000 } }).clock(0)
      desk.holds(before)
      desk.wish(10, "short")
      desk.answer(50, "00000", 200)
      desk.order(60, "done", "push", null)
      desk.holds(left, "A", 70)
      assert.deepStrictEqual(desk.reads(left, 5100), ["settled", "mismatch"])
      assert.deepStrictEqual(desk.holds(opened, "A", 6000), ["mismatch"])
      assert.deepStrictEqual(desk.timer(10_100), ["held"])
    }
  })

  it("is not opened either where the hand was faster than the order, which was then refused", () => {
    const desk = done({ complete: true })
    desk.holds(flat, "A", 310)
    assert.deepStrictEqual(desk.reads(flat, 5400), ["settled", "mismatch", "sent"])
    assert.deepStrictEqual(desk.holds(leg("short", 2), "A", 5420, 4300), ["mismatch"])
    assert.deepStrictEqual(desk.answer(5450, "429", 429), ["throttled"])
    assert.deepStrictEqual(desk.timer(6460), ["held"])
  })

  it("is no order more for the guards, neither when it is sent nor when it is refused", () => {
    const desk = done({ complete: true, guards: { coolDownMs: 60_000 } })
    desk.holds(flat, "A", 310)
    assert.deepStrictEqual(desk.reads(flat, 5400), ["settled", "mismatch", "sent"])
    desk.answer(5450, "40754")
    desk.holds(leg("long", 2), "A", 5500)
    assert.deepStrictEqual(desk.wish(5600, "short"), ["refused"])
    assert.containsSubset(desk.last, { reason: "cool-down" })
    assert.deepStrictEqual(desk.wish(60_010, "short"), ["sent"])
  })
})

describe("a start soon after another run's end", () => {
  it("does not believe a read of before a change that it was told of", () => {
    for (const [stale, venueAtMs] of [
      [hedge(0, 0), null],
      [hedge(2, 0), 100]
    ] as const) {
      const desk = new Desk({ trustedFromMs: 5000, enter: "2" }).clock(0)
      desk.wish(10, "short")
      desk.holds(hedge(0, 2), "A", 2000)
      const read = { fact: "position", symbol: "A", position: stale, askedAtMs: 5001, venueAtMs } as const
      assert.deepStrictEqual(desk.feed(5100, read), [])
      desk.timer(desk.wakeAt ?? 0)
      assert.deepStrictEqual(desk.feed(7100, { ...read, position: hedge(0, 2), askedAtMs: 7001, venueAtMs: 2000 }), [
        "held"
      ])
    }
  })
})

describe("a signal of the side that is left to open", () => {
  const half = (wish: Parameters<Desk["wish"]>[1], more: { readonly size?: string } = {}) => {
    const desk = done({ complete: true })
    desk.holds(leg("short", 1), "A", 310)
    desk.wish(400, wish, "A", more)
    return desk.reads(leg("short", 1), 5400)
  }

  it("is held when it came while the reversal was settling, and what is left is opened", () => {
    assert.deepStrictEqual(half("short"), ["settled", "mismatch", "held", "sent"])
  })

  it("is acted on instead where it wishes for something else", () => {
    assert.deepStrictEqual(half("long"), ["settled", "mismatch", "sent"])
    assert.deepStrictEqual(half("long", { size: "1" }), ["settled", "mismatch", "sent"])
  })

  it("is held when it comes while what is left waits for a slot", () => {
    const desk = done({ complete: true, limit: { limit: 1, windowMs: 10_000 } })
    desk.holds(flat, "A", 310)
    desk.reads(flat, 5400)
    assert.deepStrictEqual(desk.wish(6000, "short"), ["held"])
    assert.deepStrictEqual(desk.timer(10_100), ["sent"])
    assert.containsSubset(desk.last, { order: "entry", to: "short", opens: "2" })
  })

  it("reverses a leg of hedge mode that is open still", () => {
    const desk = new Desk({ complete: true }).clock(0)
    desk.holds(hedge(3, 0))
    desk.wish(10, "short", "A", { size: "1" })
    desk.answer(50, "00000", 200)
    desk.order(300, "done")
    desk.holds(hedge(2, 0), "A", 310)
    desk.wish(400, "short")
    assert.deepStrictEqual(desk.reads(hedge(2, 0), 5400), ["settled", "mismatch", "sent"])
    assert.containsSubset(desk.last, { order: "reversal", closes: "2" })
  })
})
