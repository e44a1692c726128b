import { VenueClock } from "@backhand/core"

export type Draw = () => number

/** Mulberry32: the same seed gives the same numbers. */
export const random =
  (seed: number): Draw =>
  () => {
    seed = (seed + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

/**
 * Delays there and back; shares of answers lost and of requests that stall between decision and writing; and what the venue's
 * clock shows when ours shows something.
 */
export interface Network {
  readonly name: string
  readonly venueMs: (localMs: number) => number
  readonly make: (next: Draw) => { readonly forth: Draw; readonly back: Draw; readonly leastBack: number }
  readonly lost: number
  readonly stalls: number
}

const uniform = (low: number, high: number) => (next: Draw) => {
  const draw = () => low + next() * (high - low)
  return { forth: draw, back: draw, leastBack: low }
}

/** Log-normal with a median of 15 ms; one packet in a hundred takes a second. */
const heavy = (next: Draw) => {
  const draw = () => {
    const normal = Math.sqrt(-2 * Math.log(Math.max(next(), 1e-12))) * Math.cos(2 * Math.PI * next())
    return 15 * Math.exp(normal) + (next() < 0.01 ? 200 + 800 * next() : 0)
  }
  return { forth: draw, back: draw, leastBack: 0 }
}

/** Slow ten times and fast once, so that what was sent late overtakes what was sent early whenever it can. */
const adversary = () => {
  let turn = 0
  return { forth: () => (turn++ % 11 < 10 ? 900 : 0), back: () => 0, leastBack: 0 }
}

const alike = (localMs: number): number => localMs

/** The venue's clock runs by the whole assumed drift faster than ours, or slower, or (a triangle) each for a while in turn. */
const faster = (localMs: number): number => localMs * (1 + VenueClock.driftRate)
const slower = (localMs: number): number => localMs * (1 - VenueClock.driftRate)
const wandering =
  (turnMs: number) =>
  (localMs: number): number => {
    const within = localMs % (2 * turnMs)
    return localMs + VenueClock.driftRate * (turnMs - Math.abs(within - turnMs))
  }

const steady = { lost: 0, stalls: 0, venueMs: alike }

export const networks: ReadonlyArray<Network> = [
  { ...steady, name: "0 to 5 ms", make: uniform(0, 5) },
  { ...steady, name: "0 to 80 ms", make: uniform(0, 80) },
  { ...steady, name: "20 to 200 ms", make: uniform(20, 200) },
  { ...steady, name: "20 to 200 ms, venue's clock fast", make: uniform(20, 200), venueMs: faster },
  { ...steady, name: "20 to 200 ms, venue's clock slow", make: uniform(20, 200), venueMs: slower },
  { ...steady, name: "0 to 80 ms, clocks wander", make: uniform(0, 80), venueMs: wandering(60_000) },
  { ...steady, name: "0 to 80 ms, stalls", make: uniform(0, 80), stalls: 0.02 },
  { ...steady, name: "heavy tail", make: heavy },
  { name: "heavy tail, 1 % lost, clocks wander", make: heavy, lost: 0.01, stalls: 0.02, venueMs: wandering(700) },
  { ...steady, name: "adversary", make: adversary, venueMs: slower }
]

export type Load = "saturated" | "poisson" | "bursts"

export const loads: ReadonlyArray<Load> = ["saturated", "poisson", "bursts"]

/** When the next request is wished, given when the last one was: always, at random at 80 %, or twenty at once and a pause. */
export const nextWish = (load: Load, perSecond: number, next: Draw) => {
  let count = 0
  return (lastMs: number, nowMs: number): number => {
    if (load === "saturated") return lastMs
    if (load === "poisson") return lastMs + (-Math.log(Math.max(next(), 1e-12)) * 1000) / (0.8 * perSecond)
    return count++ % 20 === 0 ? Math.max(lastMs, nowMs) + 2500 * next() : lastMs
  }
}

/** How long the process stalls between deciding to send and writing. */
export const stallOf = ({ stalls }: Network, next: Draw): number => (next() < stalls ? 50 + 250 * next() : 0)
