import { assert, describe, it } from "vitest"
import { runSeed } from "./simulation.ts"

const seeds = Number(process.env["BACKHAND_SEEDS"] ?? 400)
const first = Number(process.env["BACKHAND_SEED"] ?? 1)

describe("the engine in a world that fails", () => {
  it(`keeps every rule through ${seeds} seeded worlds`, () => {
    let orders = 0
    for (let seed = first; seed < first + seeds; seed++) {
      const { problems, world } = runSeed(seed)
      orders += world.arrivals.length
      if (problems.length > 0)
        assert.fail(
          `seed ${seed} (BACKHAND_SEED=${seed} BACKHAND_SEEDS=1):\n${problems.join("\n")}\n\n${world.log().join("\n")}`
        )
    }
    process.stdout.write(`${seeds} seeded worlds, ${orders} requests at the venue, no rule broken\n`)
  }, 600_000)
})
