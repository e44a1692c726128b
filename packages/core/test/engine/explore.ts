import { instrument, type Plan, runWorld, startMs } from "./Model.ts"
import { judge } from "./judge.ts"

/** Two symbols, a budget of one a second, and signals that overlap: everything that matters happens within seconds. */
const plan: Plan = {
  symbols: ["A", "B"],
  signals: [
    { at: startMs, symbol: "A", side: "short" },
    { at: startMs + 200, symbol: "B", side: "short" },
    { at: startMs + 1500, symbol: "A", side: "long" }
  ],
  options: {
    session: "s0",
    instruments: { A: instrument("A"), B: instrument("B") },
    limit: { limit: 1, windowMs: 1000 },
    complete: true
  },
  thetaMs: 5000,
  delay: () => 20,
  lagMs: 3000,
  crashes: 1,
  endAtMs: startMs + 4000
}

export interface Exploration {
  readonly worlds: number
  readonly states: number
  readonly transitions: number
  readonly problem: string | undefined
}

/** A world's choices so far, as far as they differ from the usual. */
interface Branch {
  readonly prefix: ReadonlyArray<number>
  readonly faults: number
}

/**
 * Runs every world with at most `depth` unusual choices, whatever they are: lost requests and answers, late and
 * half-done executions, duplicates, stale and lost reads, refusals, a crash at any command. States are folded: from one
 * that was seen with as many choices left, nothing new can follow.
 */
export const explore = (depth: number): Exploration => {
  const states = new Set<string>()
  const expanded = new Map<string, number>()
  const open: Array<Branch> = [{ prefix: [], faults: 0 }]
  let worlds = 0
  let transitions = 0
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    worlds++
    const { faults, prefix } = branch
    const taken: Array<number> = []
    let key = ""
    let within = 0
    const world = runWorld(
      plan,
      (count, what) => {
        const index = taken.length
        const choice = prefix[index] ?? 0
        if (index >= prefix.length && faults < depth) {
          const place = `${key}|${within++}|${what}`
          if ((expanded.get(place) ?? -1) < depth - faults) {
            expanded.set(place, depth - faults)
            for (let other = 1; other < count; other++) open.push({ prefix: [...taken, other], faults: faults + 1 })
          }
        }
        taken.push(choice)
        return choice
      },
      (state) => {
        transitions++
        within = 0
        key = state()
        states.add(key)
      }
    )
    const problems = judge(plan, world, 1, 1000)
    if (problems.length > 0)
      return { worlds, states: states.size, transitions, problem: `${problems.join("\n")}\n\n${world.log.join("\n")}` }
  }
  return { worlds, states: states.size, transitions, problem: undefined }
}
