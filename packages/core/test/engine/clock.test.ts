import { Answer } from "@backhand/core"
import { assert, describe, it } from "vitest"
import { Desk, leg } from "./Desk.ts"

/** A reversal was sent at 100, reached the venue at 105, and its answer took 15 ms longer than an earlier one. */
const reversed = (options: ConstructorParameters<typeof Desk>[0] = {}, code = "00000", status = 200): Desk => {
  const desk = new Desk({ limit: { limit: 1, windowMs: 1000 }, ...options })
  desk.feed(100, { fact: "clock", askedAtMs: 0, venueAtMs: 20 })
  desk.holds(leg("long", 2))
  desk.wish(100, "short")
  const answer = Answer.read(status, JSON.stringify({ code, msg: "", requestTime: 105, data: { orderId: "7" } }))
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
    assert.deepStrictEqual([desk.asked, desk.wakeAt], [["sync-clock", "wake"], 1188])
    desk.feed(310, { fact: "clock", askedAtMs: 306, venueAtMs: 308 })
    assert.strictEqual(desk.wakeAt, 1110)
    assert.deepStrictEqual(desk.timer(1110), ["sent"])
  })

  it("is asked for again where no answer comes", () => {
    const desk = reversed({ timing: { answerMs: 500 } })
    desk.wish(210, "long")
    desk.timer(300)
    assert.deepStrictEqual([desk.asked, desk.wakeAt], [["sync-clock", "wake"], 800])
    desk.timer(800)
    assert.deepStrictEqual([desk.asked, desk.wakeAt], [["sync-clock", "wake"], 1188])
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
