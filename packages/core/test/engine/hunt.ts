/** Looks for a broken rule in seeded worlds, then in the waiting line; ends with 1 and the first that it finds. */
import { fairOrder, servedOrder } from "./fairness.ts"
import { runSeed } from "./simulation.ts"

const seeds = Number(process.argv[2])

const found = (): string | undefined => {
  const order = servedOrder()
  if (order !== fairOrder) return `served in the order ${order}`
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = runSeed(seed).problems[0]
    if (problem !== undefined) return `seed ${seed}: ${problem}`
  }
  return undefined
}

const problem = found()
process.stdout.write(problem ?? "nothing")
process.exitCode = problem === undefined ? 0 : 1
