import { VenueClock } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const exchange = fc.record({
  gap: fc.double({ min: 0, max: 60_000, noNaN: true }),
  forth: fc.double({ min: 0, max: 400, noNaN: true }),
  back: fc.double({ min: 0, max: 400, noNaN: true })
})

/** What doubles of this size lose. */
const grain = 1e-6

describe("VenueClock", () => {
  it("always contains the true difference of the clocks, whatever the delays, while they drift as little as assumed", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.constantFrom(-VenueClock.driftRate, 0, VenueClock.driftRate),
        fc.array(exchange, { minLength: 1, maxLength: 20 }),
        (theta0, drift, exchanges) => {
          const theta = (at: number) => theta0 + drift * at
          let now = 0
          let clock: VenueClock.VenueClock | null = null
          for (const { back, forth, gap } of exchanges) {
            const sent = now + gap
            const arrived = sent + forth
            now = arrived + back
            const venueAtMs = Math.floor(arrived + theta(arrived))
            clock = VenueClock.learn(clock, { sentAtMs: Math.floor(sent), receivedAtMs: Math.floor(now), venueAtMs })
            assert.isAtMost(clock.lowMs, theta(now) + grain)
            assert.isAtLeast(clock.highMs, theta(now) - grain)
            // By then the venue's clock shows it, and it would have shown it later had the clocks drifted the other way.
            const venueMs = venueAtMs + gap
            const reached = VenueClock.reachesAt(clock, venueMs)
            assert.isAtLeast(reached + theta(reached), venueMs - grain)
          }
        }
      )
    )
  })

  it("keeps the tightest bounds, widened by time", () => {
    const wide = VenueClock.learn(null, { sentAtMs: 0, receivedAtMs: 100, venueAtMs: 1050 })
    const tight = VenueClock.learn(wide, { sentAtMs: 200, receivedAtMs: 210, venueAtMs: 1205 })
    assert.deepStrictEqual(tight, { lowMs: 994, highMs: 1006.0055, atMs: 210, sinceMs: 100, behindMs: 0 })
    const later = VenueClock.learn(tight, { sentAtMs: 1210, receivedAtMs: 2210, venueAtMs: 2700 })
    assert.deepStrictEqual(later, { lowMs: 993, highMs: 1007.0055, atMs: 2210, sinceMs: 100, behindMs: 504 })
  })

  it("believes the newest sample alone when it contradicts what was known: a clock was stepped", () => {
    const before = VenueClock.learn(null, { sentAtMs: 0, receivedAtMs: 10, venueAtMs: 5 })
    const stepped = VenueClock.learn(before, { sentAtMs: 1000, receivedAtMs: 1010, venueAtMs: 91_005 })
    assert.deepStrictEqual(stepped, { lowMs: 89_994, highMs: 90_006.0055, atMs: 1010, sinceMs: 1010, behindMs: 0 })
  })

  it("is worth asking again a tenth of a second after an answer that took longer than others by a hundredth of a window", () => {
    const quick = VenueClock.learn(null, { sentAtMs: 0, receivedAtMs: 100, venueAtMs: 1050 })
    assert.strictEqual(VenueClock.worthAskingAt(quick, 1000), Number.POSITIVE_INFINITY)
    const alike = VenueClock.learn(quick, { sentAtMs: 100, receivedAtMs: 210, venueAtMs: 1150 })
    assert.strictEqual(VenueClock.worthAskingAt(alike, 1000), Number.POSITIVE_INFINITY)
    const slow = VenueClock.learn(quick, { sentAtMs: 100, receivedAtMs: 211, venueAtMs: 1150 })
    assert.strictEqual(VenueClock.worthAskingAt(slow, 1000), 311)
  })
})
