import type { Position } from "@backhand/core"
import type { Random } from "./Random.ts"

/** A time in which the exchange refuses every request; after so many it bans the account for five minutes. */
export interface Storm {
  readonly fromMs: number
  readonly untilMs: number
  readonly bansAfter: number
}

/** What can go wrong, and how often. Shares are of 1, times in milliseconds. */
export interface Weather {
  readonly delay: () => number
  readonly fault: number
  readonly lagMs: number
  readonly thetaMs: number
  readonly readyMs: number
  readonly storm: Storm | null
  readonly mode: Position.HoldMode
}

/** How long the exchange takes to recover once its overall limit is tripped. */
export const banMs = 300_000

/** Log-normal with a median of 15 ms, and now and then a packet that takes very long. */
const heavyTail = (random: Random) => () => {
  const normal = Math.sqrt(-2 * Math.log(Math.max(random.next(), 1e-9))) * Math.cos(2 * Math.PI * random.next())
  return 15 * Math.exp(normal) + (random.chance(0.01) ? random.between(200, 1000) : 0)
}

const drawStorm = (random: Random): Storm | null => {
  if (!random.chance(0.25)) return null
  const fromMs = random.between(0, 20_000)
  const bansAfter = random.chance(0.3) ? 1 + random.whole(6) : Number.POSITIVE_INFINITY
  return { fromMs, untilMs: fromMs + random.between(200, 8000), bansAfter }
}

export const drawWeather = (random: Random): Weather => ({
  delay: random.pick([
    () => random.between(0, 5),
    () => random.between(0, 80),
    () => random.between(20, 200),
    heavyTail(random)
  ]),
  fault: random.chance(0.15) ? 0 : random.between(0.01, 0.2),
  lagMs: random.between(0, 4000),
  thetaMs: random.between(-20_000, 20_000),
  readyMs: random.chance(0.5) ? 0 : random.between(1, 3000),
  storm: drawStorm(random),
  mode: random.chance(0.3) ? "hedge" : "one-way"
})
