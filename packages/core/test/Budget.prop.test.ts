import { Budget, VenueClock } from "@backhand/core"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const ms = (max: number) => fc.double({ min: 0, max, noNaN: true })
const delay = fc.oneof(ms(5), ms(80), ms(1500))

/** A request, or only a question for the venue's time. */
const step = fc.record({
  wait: ms(300),
  forth: delay,
  back: delay,
  isLost: fc.boolean(),
  isQuestion: fc.boolean()
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** The venue's clock by ours: every so often the adversary chooses anew how they drift, as far as is assumed. */
const venueClock =
  (thetaMs: number, turnMs: number, rates: ReadonlyArray<number>) =>
  (localMs: number): number => {
    let [venueMs, leftMs] = [thetaMs, localMs]
    for (let k = 0; leftMs > 0; k++) {
      const passedMs = Math.min(leftMs, turnMs)
      venueMs += passedMs * (1 + VenueClock.driftRate * (rates[k % rates.length] ?? 0))
      leftMs -= passedMs
    }
    return venueMs
  }

const clocks = fc
  .tuple(
    fc.integer({ min: -100_000, max: 100_000 }),
    fc.constantFrom(97, 500, 60_000),
    fc.array(fc.constantFrom(-1, 0, 1), { minLength: 1, maxLength: 4 })
  )
  .map(([thetaMs, turnMs, rates]) => venueClock(thetaMs, turnMs, rates))

/** The most arrivals in any rolling window, the slow way. */
const most = (arrivals: ReadonlyArray<number>, windowMs: number): number =>
  Math.max(0, ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + windowMs).length))

/** Sends as early as the budget allows; the adversary chooses every delay, how the clocks drift, and which answers are lost. */
const run = (
  limit: Budget.Limit,
  steps: ReadonlyArray<Step>,
  venueTime: (localMs: number) => number,
  trustsStamp: boolean
) => {
  let budget = Budget.make(limit)
  let clock: VenueClock.VenueClock | null = null
  let now = 0
  const arrivals: Array<number> = []
  let answers: Array<{ at: number; id: string | null; sentAtMs: number; venueAtMs: number }> = []
  const take = (next: (typeof answers)[number]): void => {
    now = Math.max(now, next.at)
    answers = answers.filter((answer) => answer !== next)
    const receivedAtMs = Math.floor(now)
    const { id, sentAtMs, venueAtMs } = next
    if (id !== null) budget = Budget.settle(budget, id, receivedAtMs, trustsStamp ? venueAtMs : null)
    clock = VenueClock.learn(clock, { sentAtMs, receivedAtMs, venueAtMs })
    budget = Budget.anchor(budget, clock)
  }
  steps.forEach(({ back, forth, isLost, isQuestion, wait }, k) => {
    now += wait
    for (;;) {
      const next = answers.toSorted((a, b) => a.at - b.at)[0]
      const free = isQuestion ? now : Budget.freeAt(budget, Math.floor(now))
      if (next !== undefined && (free > now || next.at <= now)) take(next)
      else if (free > now) now = free
      else break
    }
    const sentAtMs = Math.floor(now)
    const arrived = now + forth
    // A request that arrives after its life is refused by its timestamp; deadAt is the end of it.
    if (!isQuestion) {
      budget = Budget.take(budget, String(k), sentAtMs, sentAtMs + 1600)
      arrivals.push(venueTime(arrived))
    }
    const id = isQuestion ? null : String(k)
    if (!isLost) answers.push({ at: arrived + back, id, sentAtMs, venueAtMs: Math.floor(venueTime(arrived)) })
  })
  return arrivals
}

describe("a budget", () => {
  for (const trustsStamp of [true, false])
    it(`is never exceeded at the venue, whoever chooses the delays (${trustsStamp ? "venue's stamp" : "response"})`, () => {
      fc.assert(
        fc.property(
          fc.record({ limit: fc.integer({ min: 1, max: 4 }), windowMs: fc.constantFrom(100, 1000) }),
          fc.array(step, { maxLength: 40 }),
          clocks,
          (limit, steps, venueTime) => {
            const arrivals = run(limit, steps, venueTime, trustsStamp)
            assert.isAtMost(most(arrivals, limit.windowMs), limit.limit)
          }
        ),
        { numRuns: 500 * Number(process.env["BACKHAND_RUNS"] ?? 1) }
      )
    })

  it("frees a stamped slot earlier once more is known of the venue's clock, and believes no stamp of before a step", () => {
    const spent = Budget.settle(Budget.take(Budget.make(Budget.trader), "a", 0, 5000), "a", 400, 10_020)
    const vague = VenueClock.learn(null, { sentAtMs: -900, receivedAtMs: -100, venueAtMs: 9700 })
    assert.strictEqual(Budget.freeAt(Budget.anchor(spent, vague), 400), 1223)
    assert.isTrue(Budget.waitsForStamp(Budget.anchor(spent, vague), 1222))
    const sharp = VenueClock.learn(vague, { sentAtMs: 600, receivedAtMs: 620, venueAtMs: 10_610 })
    assert.strictEqual(Budget.freeAt(Budget.anchor(spent, sharp), 620), 1033)
    const stepped = VenueClock.learn(vague, { sentAtMs: 600, receivedAtMs: 620, venueAtMs: 99_610 })
    assert.strictEqual(Budget.freeAt(Budget.anchor(spent, stepped), 620), 1402)
  })

  it("is free at once when nothing was sent, and not before an earlier run's requests have had their window", () => {
    assert.strictEqual(Budget.freeAt(Budget.make(Budget.ordinary), 5), 5)
    assert.strictEqual(Budget.freeAt(Budget.make(Budget.trader, 900), 5), 900)
  })

  it("never gains from the remaining-calls header", () => {
    const budget = Budget.take(Budget.make(Budget.ordinary), "a", 0, 5000)
    assert.strictEqual(Budget.heed(budget, 9, 0, 40), budget)
    assert.strictEqual(Budget.heed(budget, 500, 0, 40), budget)
    assert.strictEqual(Budget.freeAt(Budget.heed(budget, 0, 0, 40), 41), 1042)
  })
})
