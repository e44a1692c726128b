/**
 * How much of the limit the budget uses, and how often it is exceeded at the venue, in virtual time.
 *
 *     node --conditions=@backhand/source bench/budget.bench.mts [requests]
 *
 * Each row draws its own delays from a seed; "over" counts arrivals above the limit in their rolling second (a fixed
 * window of any phase is one of those). Two senders that pace themselves stand beside it.
 */
import { Budget, VenueClock } from "@backhand/core"

const requests = Number(process.argv[2] ?? 200_000)

const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

type Draw = () => number

interface Network {
  readonly name: string
  readonly make: (next: Draw) => { readonly forth: Draw; readonly back: Draw; readonly leastBack: number }
  readonly lost: number
  readonly stalls: number
}

const uniform = (low: number, high: number) => (next: Draw) => {
  const draw = () => low + next() * (high - low)
  return { forth: draw, back: draw, leastBack: low }
}

const heavy = (next: Draw) => {
  const draw = () => {
    const normal = Math.sqrt(-2 * Math.log(Math.max(next(), 1e-12))) * Math.cos(2 * Math.PI * next())
    return 15 * Math.exp(normal) + (next() < 0.01 ? 200 + 800 * next() : 0)
  }
  return { forth: draw, back: draw, leastBack: 0 }
}

/** Fast and slow by turns, so that what was sent late overtakes what was sent early whenever it can. */
const adversary = () => {
  let turn = 0
  return { forth: () => (turn++ % 11 < 10 ? 900 : 0), back: () => 0, leastBack: 0 }
}

const networks: ReadonlyArray<Network> = [
  { name: "0 to 5 ms", make: uniform(0, 5), lost: 0, stalls: 0 },
  { name: "0 to 80 ms", make: uniform(0, 80), lost: 0, stalls: 0 },
  { name: "20 to 200 ms", make: uniform(20, 200), lost: 0, stalls: 0 },
  { name: "0 to 80 ms, stalls", make: uniform(0, 80), lost: 0, stalls: 0.02 },
  { name: "heavy tail", make: heavy, lost: 0, stalls: 0 },
  { name: "heavy tail, 1 % lost", make: heavy, lost: 0.01, stalls: 0.02 },
  { name: "adversary", make: adversary, lost: 0, stalls: 0 }
]

interface Sender {
  readonly freeAt: (now: number) => number
  readonly sent: (id: string, now: number) => void
  readonly answered: (id: string, sentAtMs: number, now: number, stamp: number) => void
}

const lifeMs = 5010

const anchored = (limit: Budget.Limit, trustsStamp: boolean): Sender => {
  let budget = Budget.make(limit)
  let clock: VenueClock.VenueClock | null = null
  return {
    freeAt: (now) => Budget.freeAt(budget, now),
    sent: (id, now) => {
      budget = Budget.take(budget, id, now, now + lifeMs)
    },
    answered: (id, sentAtMs, now, stamp) => {
      clock = VenueClock.learn(clock, { sentAtMs, receivedAtMs: now, venueAtMs: stamp })
      budget = Budget.settle(budget, id, Budget.freeAfterAnswer(limit, now, trustsStamp ? stamp : null, clock.lowMs))
    }
  }
}

/** What most limiters do: at most so many sendings in any window at the sender. */
const logged = ({ limit, windowMs }: Budget.Limit): Sender => {
  const times: Array<number> = []
  return {
    freeAt: (now) => (times.length < limit ? now : Math.max(now, (times[0] ?? 0) + windowMs)),
    sent: (_id, now) => {
      times.push(now)
      if (times.length > limit) times.shift()
    },
    answered: () => undefined
  }
}

const paced = ({ limit, windowMs }: Budget.Limit): Sender => {
  let next = 0
  return {
    freeAt: (now) => Math.max(now, next),
    sent: (_id, now) => {
      next = now + windowMs / limit
    },
    answered: () => undefined
  }
}

/** Arrivals above the limit in their rolling window; arrivals are handed over in order. */
const makeJudge = ({ limit, windowMs }: Budget.Limit) => {
  let recent: Array<number> = []
  let over = 0
  return {
    arrive: (at: number) => {
      recent = recent.filter((time) => time > at - windowMs)
      if (recent.length >= limit) over++
      recent.push(at)
    },
    over: () => over
  }
}

const run = (network: Network, limit: Budget.Limit, sender: Sender, load: "saturated" | "poisson" | "bursts") => {
  const next = random(7)
  const { back, forth } = network.make(next)
  const judge = makeJudge(limit)
  const theta = 12_345
  let now = 0
  let wished = 0
  let inFlight: Array<{ at: number; id: string; sentAtMs: number; stamp: number }> = []
  let arrivals: Array<number> = []
  for (let k = 0; k < requests; k++) {
    if (load === "poisson") wished += (-Math.log(Math.max(next(), 1e-12)) * limit.windowMs) / (0.8 * limit.limit)
    if (load === "bursts" && k % 20 === 0) wished = Math.max(wished, now) + 2500 * next()
    now = Math.max(now, wished)
    for (;;) {
      const first = inFlight.reduce<(typeof inFlight)[number] | undefined>(
        (a, b) => (a === undefined || b.at < a.at ? b : a),
        undefined
      )
      const free = sender.freeAt(Math.floor(now))
      if (first !== undefined && (first.at <= now || first.at < free)) {
        now = Math.max(now, first.at)
        inFlight = inFlight.filter((answer) => answer !== first)
        sender.answered(first.id, first.sentAtMs, Math.floor(now), first.stamp)
      } else if (free > now) now = free
      else break
    }
    const sentAtMs = Math.floor(now)
    sender.sent(String(k), sentAtMs)
    const stall = next() < network.stalls ? 50 + 250 * next() : 0
    const arrived = now + stall + forth()
    arrivals.push(arrived)
    if (next() >= network.lost)
      inFlight.push({ at: arrived + back(), id: String(k), sentAtMs, stamp: Math.floor(arrived + theta) })
    // Arrivals are judged in order, once none earlier can come.
    if (k % 512 === 511) {
      const settled = arrivals.filter((at) => at <= now).toSorted((a, b) => a - b)
      arrivals = arrivals.filter((at) => at > now)
      for (const at of settled) judge.arrive(at)
    }
  }
  for (const at of arrivals.toSorted((a, b) => a - b)) judge.arrive(at)
  return { rate: requests / (now / 1000), over: judge.over() }
}

const say = (text: string) => process.stdout.write(`${text}\n`)

say(`${requests} requests a row`)
let total = 0
for (const limit of [Budget.ordinary, Budget.trader])
  for (const network of networks)
    for (const load of ["saturated", "poisson", "bursts"] as const) {
      const stamped = run(network, limit, anchored(limit, true), load)
      const response = run(network, limit, anchored(limit, false), load)
      const log = run(network, limit, logged(limit), load)
      const pace = run(network, limit, paced(limit), load)
      total += 2 * requests
      const mean = network.make(random(3))
      const meanForth = Array.from({ length: 20_000 }, () => mean.forth()).reduce((a, b) => a + b, 0) / 20_000
      const theory = (1000 * limit.limit) / (limit.windowMs + meanForth + mean.leastBack)
      const share =
        load === "saturated" && network.lost + network.stalls === 0
          ? `, ${((100 * stamped.rate) / theory).toFixed(1)} % of theory`
          : ""
      say(
        `${limit.limit}/s ${network.name}, ${load}: venue stamp ${stamped.rate.toFixed(3)}/s over ${stamped.over}${share}; ` +
          `response ${response.rate.toFixed(3)}/s over ${response.over}; log at the sender over ${log.over}; pacing over ${pace.over}`
      )
    }
say(`${total} requests by the two anchored schemes`)
