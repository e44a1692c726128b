import { Budget, VenueClock } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const ms = (max: number) => fc.double({ min: 0, max, noNaN: true })

const request = fc.record({
  wait: ms(300),
  forth: fc.oneof(ms(5), ms(80), ms(1500)),
  back: fc.oneof(ms(5), ms(80), ms(1500)),
  isLost: fc.boolean()
})

/** The most arrivals in any rolling window, the slow way. */
const most = (arrivals: ReadonlyArray<number>, windowMs: number): number =>
  Math.max(0, ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + windowMs).length))

/** Sends as early as the budget allows; the adversary chooses every delay, how the clocks drift, and which answers are lost. */
const run = (
  limit: Budget.Limit,
  requests: ReadonlyArray<{ wait: number; forth: number; back: number; isLost: boolean }>,
  venueTime: (localMs: number) => number,
  trustsStamp: boolean
) => {
  let budget = Budget.make(limit)
  let clock: VenueClock.VenueClock | null = null
  let now = 0
  const arrivals: Array<number> = []
  let answers: Array<{ at: number; id: string; sentAtMs: number; venueAtMs: number }> = []
  requests.forEach(({ back, forth, isLost, wait }, k) => {
    now += wait
    for (;;) {
      const next = answers.toSorted((a, b) => a.at - b.at)[0]
      const free = Budget.freeAt(budget, Math.floor(now))
      if (next !== undefined && (free > now || next.at <= now)) {
        now = Math.max(now, next.at)
        answers = answers.filter((answer) => answer !== next)
        const receivedAtMs = Math.floor(now)
        const { id, sentAtMs, venueAtMs } = next
        clock = VenueClock.learn(clock, { sentAtMs, receivedAtMs, venueAtMs })
        const stamp = trustsStamp ? venueAtMs : null
        budget = Budget.settle(budget, id, Budget.freeAfterAnswer(limit, receivedAtMs, stamp, clock.lowMs))
      } else if (free > now) now = free
      else break
    }
    const sentAtMs = Math.floor(now)
    const arrived = now + forth
    // A request that arrives after its life is refused by its timestamp; deadAt is the end of it.
    budget = Budget.take(budget, String(k), sentAtMs, sentAtMs + 1600)
    arrivals.push(venueTime(arrived))
    if (!isLost)
      answers.push({ at: arrived + back, id: String(k), sentAtMs, venueAtMs: Math.floor(venueTime(arrived)) })
  })
  return arrivals
}

describe("a budget", () => {
  for (const trustsStamp of [true, false])
    it(`is never exceeded at the venue, whoever chooses the delays (${trustsStamp ? "venue's stamp" : "response"})`, () => {
      fc.assert(
        fc.property(
          fc.record({ limit: fc.integer({ min: 1, max: 4 }), windowMs: fc.constantFrom(100, 1000) }),
          fc.array(request, { maxLength: 40 }),
          fc.integer({ min: -100_000, max: 100_000 }),
          fc.constantFrom(0, -0.0004, 0.0004),
          (limit, requests, thetaMs, drift) => {
            const arrivals = run(limit, requests, (localMs) => localMs * (1 + drift) + thetaMs, trustsStamp)
            assert.isAtMost(most(arrivals, limit.windowMs), limit.limit)
          }
        ),
        { numRuns: 500 * Number(process.env["BACKHAND_RUNS"] ?? 1) }
      )
    })

  it("is free at once when nothing was sent, and not before an earlier run's requests have had their window", () => {
    assert.strictEqual(Budget.freeAt(Budget.make(Budget.ordinary), 5), 5)
    assert.strictEqual(Budget.freeAt(Budget.make(Budget.trader, 900), 5), 900)
  })

  it("never gains from the remaining-calls header", () => {
    const budget = Budget.take(Budget.make(Budget.ordinary), "a", 0, 5000)
    assert.strictEqual(Budget.heed(budget, 9, 0, 40), budget)
    assert.strictEqual(Budget.heed(budget, 500, 0, 40), budget)
    assert.strictEqual(Budget.freeAt(Budget.heed(budget, 0, 0, 40), 41), 1041)
  })
})
