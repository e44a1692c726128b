import { judge } from "./judge.ts"
import { random } from "./Random.ts"
import { instrument, type Plan, startMs, type World } from "./world/Plan.ts"
import { runWorld } from "./world/World.ts"

const between = (next: () => number, low: number, high: number) => low + next() * (high - low)

/** Log-normal with a median of 15 ms, and now and then a packet that takes very long. */
const heavyTail = (next: () => number) => {
  const normal = Math.sqrt(-2 * Math.log(Math.max(next(), 1e-9))) * Math.cos(2 * Math.PI * next())
  return 15 * Math.exp(normal) + (next() < 0.01 ? between(next, 200, 1000) : 0)
}

/** Draws a world from a seed: its network, its faults, its signals. */
const draw = (seed: number) => {
  const next = random(seed)
  const symbols = ["A", "B", "C", "D"].slice(0, 1 + Math.floor(next() * 4))
  const delays = [
    () => between(next, 0, 5),
    () => between(next, 0, 80),
    () => between(next, 20, 200),
    () => heavyTail(next)
  ]
  const delay = delays[Math.floor(next() * delays.length)] ?? heavyTail
  const limit = next() < 0.3 ? 1 : 1 + Math.floor(next() * 4)
  const faults = next() < 0.15 ? 0 : between(next, 0.01, 0.25)
  const mode = next() < 0.3 ? ("hedge" as const) : ("one-way" as const)
  const signals = Array.from({ length: 4 + Math.floor(next() * 20) }, (_, k) => ({
    at: startMs + k * 1000 + Math.floor(between(next, 0, 900)),
    symbol: symbols[Math.floor(next() * symbols.length)] ?? "A",
    side: next() < 0.5 ? ("long" as const) : ("short" as const),
    ...(mode === "hedge" && next() < 0.4 ? { size: next() < 0.7 ? "1" : "5" } : {})
  }))
  const plan: Plan = {
    symbols,
    signals,
    mode,
    options: {
      session: "s0",
      instruments: Object.fromEntries(symbols.map((symbol) => [symbol, instrument(symbol)])),
      limit: { limit, windowMs: 1000 },
      enter: next() < 0.5 ? "2" : null,
      complete: next() < 0.4,
      guards: next() < 0.2 ? { ttlMs: between(next, 500, 4000) } : {}
    },
    thetaMs: between(next, -20_000, 20_000),
    delay: () => delay(next),
    lagMs: between(next, 0, 4000),
    crashes: next() < 0.4 ? 1 + Math.floor(next() * 3) : 0,
    hands: symbols.map((symbol) => ({ atMs: startMs + between(next, 0, 25_000), symbol })),
    ...(next() < 0.2 ? { killAtMs: startMs + between(next, 0, 20_000) } : {}),
    endAtMs: startMs + 30_000
  }
  const choose = (count: number): number => (next() < faults ? Math.floor(next() * count) : 0)
  return { plan, choose }
}

/** Runs one seed; the problems found, and the world for its timeline. */
export const runSeed = (seed: number): { readonly world: World; readonly problems: ReadonlyArray<string> } => {
  const { choose, plan } = draw(seed)
  const world = runWorld(plan, choose)
  return { world, problems: judge(plan, world) }
}
