import { Answer, type EngineOptions } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { Desk, leg } from "./Desk.ts"

/** A reversal was sent at 100, reached the venue at 110, and was answered at 200; the clocks are known to within 100 ms. */
const reversed = (options: Partial<EngineOptions.EngineOptions> = {}, code = "00000", status = 200): Desk => {
  const desk = new Desk({ limit: { limit: 1, windowMs: 1000 }, ...options })
  desk.feed(100, { fact: "clock", askedAtMs: 0, venueAtMs: 20 })
  desk.holds(leg("long", 2))
  desk.wish(100, "short")
  const answer = Answer.read(status, JSON.stringify({ code, msg: "", requestTime: 110, data: { orderId: "7" } }))
  desk.feed(200, { fact: "answer", clientOid: desk.oid, answer, remaining: null })
  desk.holds(leg("short", 2))
  return desk
}

describe("the venue's time", () => {
  it("is asked for while a slot is waited for, as that may free it earlier", () => {
    const desk = reversed()
    desk.wish(210, "long")
    assert.deepStrictEqual([desk.asked, desk.wakeAt], [["wake"], 300])
    desk.timer(300)
    assert.deepStrictEqual([desk.asked, desk.wakeAt], [["sync-clock", "wake"], 1193])
    desk.feed(310, { fact: "clock", askedAtMs: 306, venueAtMs: 308 })
    assert.strictEqual(desk.wakeAt, 1115)
    assert.deepStrictEqual(desk.timer(1115), ["sent"])
  })

  it("is asked for again where no answer comes", () => {
    const desk = reversed({ limit: { limit: 1, windowMs: 9000 } })
    desk.wish(210, "long")
    desk.timer(300)
    assert.deepStrictEqual([desk.asked, desk.wakeAt], [["sync-clock", "wake"], 2300])
    desk.timer(2300)
    assert.deepStrictEqual([desk.asked, desk.wakeAt], [["sync-clock", "wake"], 4300])
  })

  it("is not asked for while everything is paused, where no stamp is trusted, or where nobody waits", () => {
    for (const desk of [reversed({}, "429", 429), reversed({ trustsVenueStamp: false })]) {
      desk.wish(210, "long")
      desk.timer(500)
      assert.notInclude(desk.asked, "sync-clock")
    }
    const idle = reversed()
    idle.timer(500)
    assert.notInclude(idle.asked, "sync-clock")
  })
})
