import { assert, describe, it } from "vitest"
import { longestWait } from "../bench/longestWait.mts"

describe("while every symbol wishes anew all the time", () => {
  for (const symbols of [1, 10, 25, 60])
    it(`none of ${symbols} waits longer than its round of the budget, and nothing that was superseded is sent`, () => {
      const { boundMs, sent, stale, waitMs } = longestWait(symbols)
      assert.isAtMost(waitMs, boundMs)
      assert.isAtLeast(sent, symbols)
      assert.strictEqual(stale, 0)
    })
})
