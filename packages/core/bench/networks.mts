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

/** Delays there and back; shares of answers lost and of requests that stall between decision and writing. */
export interface Network {
  readonly name: string
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

export const networks: ReadonlyArray<Network> = [
  { name: "0 to 5 ms", make: uniform(0, 5), lost: 0, stalls: 0 },
  { name: "0 to 80 ms", make: uniform(0, 80), lost: 0, stalls: 0 },
  { name: "20 to 200 ms", make: uniform(20, 200), lost: 0, stalls: 0 },
  { name: "0 to 80 ms, stalls", make: uniform(0, 80), lost: 0, stalls: 0.02 },
  { name: "heavy tail", make: heavy, lost: 0, stalls: 0 },
  { name: "heavy tail, 1 % lost", make: heavy, lost: 0.01, stalls: 0.02 },
  { name: "adversary", make: adversary, lost: 0, stalls: 0 }
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
