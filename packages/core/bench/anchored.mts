import { Budget, VenueClock } from "@backhand/core"
import { makeJudge } from "./arrivals.mts"
import { type Draw, type Load, type Network, nextWish, random, stallOf } from "./networks.mts"

interface Answer {
  readonly atMs: number
  readonly id: string
  readonly sentAtMs: number
  readonly stampMs: number
}

/** How long a request can arrive, as the engine reckons it. */
const lifeMs = 5010
const thetaMs = 12_345

/** Sends through a budget of ours, as early as it allows; answers anchor its slots. */
export const runAnchored = (
  network: Network,
  load: Load,
  limit: Budget.Limit,
  requests: number,
  trustsStamp: boolean
) => {
  const next: Draw = random(7)
  const { back, forth } = network.make(next)
  const wish = nextWish(load, limit.limit, next)
  const judge = makeJudge(limit.limit, limit.windowMs)
  let budget = Budget.make(limit)
  let clock: VenueClock.VenueClock | null = null
  let [nowMs, wishedMs] = [0, 0]
  let inFlight: Array<Answer> = []
  let arrivals: Array<number> = []

  const take = (answer: Answer): void => {
    nowMs = Math.max(nowMs, answer.atMs)
    inFlight = inFlight.filter((other) => other !== answer)
    const receivedAtMs = Math.floor(nowMs)
    clock = VenueClock.learn(clock, { sentAtMs: answer.sentAtMs, receivedAtMs, venueAtMs: answer.stampMs })
    const stamp = trustsStamp ? answer.stampMs : null
    budget = Budget.settle(budget, answer.id, Budget.freeAfterAnswer(limit, receivedAtMs, stamp, clock.lowMs))
  }
  /** Arrivals are judged in order, once none earlier can come. */
  const settle = (untilMs: number): void => {
    for (const atMs of arrivals.filter((one) => one <= untilMs).toSorted((a, b) => a - b)) judge.arrive(atMs)
    arrivals = arrivals.filter((one) => one > untilMs)
  }

  for (let k = 0; k < requests; k++) {
    wishedMs = wish(wishedMs, nowMs)
    nowMs = Math.max(nowMs, wishedMs)
    for (;;) {
      let first: Answer | undefined
      for (const answer of inFlight) if (first === undefined || answer.atMs < first.atMs) first = answer
      const free = Budget.freeAt(budget, Math.floor(nowMs))
      if (first !== undefined && (first.atMs <= nowMs || first.atMs < free)) take(first)
      else if (free > nowMs) nowMs = free
      else break
    }
    const sentAtMs = Math.floor(nowMs)
    budget = Budget.take(budget, String(k), sentAtMs, sentAtMs + lifeMs)
    const arrivedMs = nowMs + stallOf(network, next) + forth()
    arrivals.push(arrivedMs)
    if (next() >= network.lost)
      inFlight.push({ atMs: arrivedMs + back(), id: String(k), sentAtMs, stampMs: Math.floor(arrivedMs + thetaMs) })
    if (k % 512 === 511) settle(nowMs)
  }
  settle(Number.POSITIVE_INFINITY)
  return { rate: requests / (nowMs / 1000), ...judge.verdict() }
}

/** What the scheme can reach: a slot turns over in a window, the mean way there, and the least way back (or the mean). */
export const theoryOf = (network: Network, { limit, windowMs }: Budget.Limit, trustsStamp: boolean): number => {
  const { back, forth, leastBack } = network.make(random(3))
  const mean = (draw: Draw) => Array.from({ length: 20_000 }, draw).reduce((a, b) => a + b, 0) / 20_000
  return (1000 * limit) / (windowMs + mean(forth) + (trustsStamp ? leastBack : mean(back)))
}
