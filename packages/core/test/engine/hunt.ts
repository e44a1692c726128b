/** Looks for a broken rule in the nearest worlds, the waiting line and seeded worlds; ends with 1 and the first that it finds. */
import { explore, plans } from "./explore.ts"
import { fairOrder, servedOrder } from "./fairness.ts"
import { runSeed } from "./simulation.ts"

const seeds = Number(process.argv[2])

const near = (depth: number): string | undefined =>
  Object.values(plans)
    .map((plan) => explore(plan, depth).problem)
    .find((problem) => problem !== undefined)

const far = (): string | undefined => {
  const order = servedOrder()
  if (order !== fairOrder) return `served in the order ${order}`
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = runSeed(seed).problems[0]
    if (problem !== undefined) return `seed ${seed}: ${problem}`
  }
  return undefined
}

const problem = near(1) ?? far() ?? near(2)
process.stdout.write(problem ?? "nothing")
process.exitCode = problem === undefined ? 0 : 1
