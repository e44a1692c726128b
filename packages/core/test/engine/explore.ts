import { judge } from "./judge.ts"
import { instrument, type Plan, startMs } from "./world/Plan.ts"
import { runWorld } from "./world/World.ts"

const common = {
  symbols: ["A", "B"],
  thetaMs: 5000,
  delay: () => 20,
  lagMs: 3000,
  crashes: 1,
  // Just before an order leaves, so that its push comes while it is under way; between orders; while a completion may wait.
  hands: [30, 700, 2110, 10_400].map((afterMs) => ({ atMs: startMs + afterMs, symbol: "A" })),
  killAtMs: startMs + 1200,
  endAtMs: startMs + 10_500
}

const options = {
  session: "s0",
  instruments: { A: instrument("A"), B: instrument("B") },
  limit: { limit: 1, windowMs: 1000 },
  complete: true
}

/** Two symbols, a budget of one a second, and signals that overlap: everything that matters happens within seconds. */
const oneWay: Plan = {
  ...common,
  signals: [
    { at: startMs, symbol: "A", side: "short" },
    { at: startMs + 200, symbol: "B", side: "short" },
    { at: startMs + 1500, symbol: "A", side: "long" },
    // Holds the slot when what is left of the one before is to be opened.
    { at: startMs + 9500, symbol: "B", side: "long" }
  ],
  options
}

/** Two legs: sizes, what adds to a leg that is open, entries, and signals that wait too long. */
const hedge: Plan = {
  ...common,
  mode: "hedge",
  signals: [
    { at: startMs, symbol: "A", side: "short", size: "1" },
    { at: startMs + 200, symbol: "B", side: "short", size: "5" },
    { at: startMs + 1500, symbol: "A", side: "short" },
    { at: startMs + 1600, symbol: "B", side: "long", size: "1" }
  ],
  options: { ...options, enter: "2", guards: { ttlMs: 2500 } }
}

export const plans: Readonly<Record<string, Plan>> = { "one-way": oneWay, hedge }

export interface Exploration {
  readonly worlds: number
  readonly states: number
  readonly transitions: number
  readonly problem: string | undefined
}

/** A world's choices up to one that differs from the usual, and where that one is made. */
interface Branch {
  readonly prefix: ReadonlyArray<number>
  readonly faults: number
  readonly place: string
}

/** Of so many worlds one is repeated by fresh engines. */
const certified = 16

/**
 * Runs every world with at most `depth` unusual choices, whatever they are: lost requests and answers, late and
 * half-done executions, duplicates, stale and lost reads, refusals of every kind, hands, the kill switch, a crash at any
 * command. States are folded: from one that was seen with as many choices left, nothing new can follow.
 */
export const explore = (plan: Plan, depth: number): Exploration => {
  const states = new Set<number>()
  const expanded = new Map<string, number>()
  const open: Array<Branch> = [{ prefix: [], faults: 0, place: "" }]
  let worlds = 0
  let transitions = 0
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    const { faults, prefix } = branch
    const taken: Array<number> = []
    let place = branch.place
    const expand = (count: number): void => {
      const left = depth - faults
      if (left <= (expanded.get(place) ?? 0)) return
      expanded.set(place, left)
      for (let other = 1; other < count; other++)
        open.push({ prefix: [...taken, other], faults: faults + 1, place: `${place}|${other}` })
    }
    const choose = (count: number): number => {
      const isNew = taken.length >= prefix.length
      const choice = prefix[taken.length] ?? 0
      if (isNew) expand(count)
      // A place is a state and what was chosen since.
      if (isNew) place += `|${choice}`
      taken.push(choice)
      return choice
    }
    const visit = (state: () => number): void => {
      transitions++
      // The world that this one branches off has seen these states.
      if (taken.length < prefix.length) return
      const key = state()
      place = String(key)
      states.add(key)
    }
    const world = runWorld(plan, choose, { visit, isCertified: worlds++ % certified === 0 })
    const problems = judge(plan, world)
    if (problems.length > 0)
      return {
        worlds,
        states: states.size,
        transitions,
        problem: `${problems.join("\n")}\n\n${world.log().join("\n")}`
      }
  }
  return { worlds, states: states.size, transitions, problem: undefined }
}
