/** Looks for a broken rule in seeded worlds; ends with 1 and the first that it finds. */
import { runSeed } from "./runSeed.ts"

const seeds = Number(process.argv[2])

const found = (): string | undefined => {
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = runSeed(seed).problems[0]
    if (problem !== undefined) return `seed ${seed}: ${problem}`
  }
  return undefined
}

const problem = found()
process.stdout.write(problem ?? "nothing")
process.exitCode = problem === undefined ? 0 : 1
