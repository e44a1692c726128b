import { assert, describe, it } from "vitest"
import { narrate } from "../../src/page/model/narrate.ts"
import { status, taken } from "./status.ts"

const budget = { limit: 2, windowMs: 1000, slots: [taken, taken], pausedMs: 0 }
const running = { state: "running", pid: 1, starts: 1, journalOpen: 0 } as const

describe("the sentence at the top", () => {
  it("says that nothing waits", () => {
    assert.match(narrate(status()), /Nothing waits/)
  })

  it("says how long a queue will take at the limit's pace", () => {
    const waiting = Array.from({ length: 30 }, (_, k) => `X${k}`)
    assert.strictEqual(
      narrate(status({ budget, waiting })),
      "30 symbols wait for a slot: about 15 s at 2 orders a second."
    )
  })

  it("says why nothing is sent", () => {
    const text = narrate(status({ budget: { ...budget, pausedMs: 1800 }, waiting: ["A"] }))
    assert.match(text, /Nothing is sent for 1\.8 s: the exchange said too many requests\. 1 symbol keeps its place/)
  })

  it("says what a dead process has left behind", () => {
    const dead = { ...running, state: "dead", pid: null, journalOpen: 3 } as const
    assert.match(narrate(status({ process: dead })), /is dead.*journal knows 3 orders/)
  })

  it("tells a start from a restart", () => {
    assert.notMatch(narrate(status({ process: { ...running, state: "starting" } })), /journal/)
    assert.match(narrate(status({ process: { ...running, state: "starting", starts: 2 } })), /journal/)
  })

  it("says when the recorded candles are over", () => {
    assert.match(narrate(status({ isMarketOver: true })), /over/)
  })
})
