import { Budget, VenueClock } from "@backhand/core"
import { makeJudge } from "./arrivals.mts"
import { type Draw, type Load, type Network, nextWish, random, stallOf } from "./networks.mts"

/** What comes back: the answer to a request, or (`id` null) to a question for the venue's time. */
interface Answer {
  readonly atMs: number
  readonly id: string | null
  readonly sentAtMs: number
  readonly stampMs: number
}

/** How long a request can arrive, as the engine reckons it. */
const lifeMs = 5010
const thetaMs = 12_345

/** Sends through a budget of ours, as early as it allows, and learns as the engine does. The rate is by the venue's clock. */
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
  let [nowMs, wishedMs, asked] = [0, 0, 0]
  let isAsking = false
  let inFlight: Array<Answer> = []
  let arrivals: Array<number> = []

  /** Something reaches the venue, and is answered unless its answer gets lost; returns the venue's time of it. */
  const reach = (id: string | null, atMs: number): number => {
    const venueMs = network.venueMs(atMs)
    if (id === null || next() >= network.lost)
      inFlight.push({ atMs: atMs + back(), id, sentAtMs: Math.floor(nowMs), stampMs: Math.floor(venueMs + thetaMs) })
    return venueMs
  }
  const take = (answer: Answer): void => {
    const { id, sentAtMs, stampMs } = answer
    nowMs = Math.max(nowMs, answer.atMs)
    inFlight = inFlight.filter((other) => other !== answer)
    const receivedAtMs = Math.floor(nowMs)
    if (id === null) isAsking = false
    else budget = Budget.settle(budget, id, receivedAtMs, trustsStamp ? stampMs : null)
    clock = VenueClock.learn(clock, { sentAtMs, receivedAtMs, venueAtMs: stampMs })
    budget = Budget.anchor(budget, clock)
  }
  const ask = (): void => {
    isAsking = true
    asked++
    reach(null, nowMs + forth())
  }
  const askAtMs = (): number =>
    clock === null || isAsking || !Budget.waitsForStamp(budget, Math.floor(nowMs))
      ? Number.POSITIVE_INFINITY
      : VenueClock.worthAskingAt(clock, limit.windowMs)
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
      const due = Math.min(free, askAtMs())
      if (first !== undefined && (first.atMs <= nowMs || first.atMs < due)) take(first)
      else if (due > nowMs) nowMs = due
      else if (free > nowMs) ask()
      else break
    }
    const sentAtMs = Math.floor(nowMs)
    budget = Budget.take(budget, String(k), sentAtMs, sentAtMs + lifeMs)
    arrivals.push(reach(String(k), nowMs + stallOf(network, next) + forth()))
    if (k % 512 === 511) settle(network.venueMs(nowMs))
  }
  settle(Number.POSITIVE_INFINITY)
  return { rate: requests / (network.venueMs(nowMs) / 1000), asked, ...judge.verdict() }
}

/** What the scheme can reach: a slot turns over in a window, the mean way there, and the least way back (or the mean). */
export const theoryOf = (network: Network, { limit, windowMs }: Budget.Limit, trustsStamp: boolean): number => {
  const { back, forth, leastBack } = network.make(random(3))
  const mean = (draw: Draw) => Array.from({ length: 20_000 }, draw).reduce((a, b) => a + b, 0) / 20_000
  return (1000 * limit) / (windowMs + mean(forth) + (trustsStamp ? leastBack : mean(back)))
}
