import { assert, describe, it } from "vitest"
import { runSeed } from "./runSeed.ts"

const seeds = Number(process.env["BACKHAND_SEEDS"] ?? 300)
const first = Number(process.env["BACKHAND_SEED"] ?? 1)

describe("the operator before an exchange that fails, crashed and restarted", () => {
  it(`keeps every rule through ${seeds} seeded worlds`, () => {
    let [requests, restarts, banned] = [0, 0, 0]
    for (let seed = first; seed < first + seeds; seed++) {
      const { exchange, problems, runs } = runSeed(seed)
      requests += exchange.arrivals.length
      restarts += runs.length - 1
      banned += exchange.banned > 0 ? 1 : 0
      if (problems.length > 0)
        assert.fail(
          `seed ${seed} (BACKHAND_SEED=${seed} BACKHAND_SEEDS=1):\n${problems.join("\n")}\n\n${exchange.log.join("\n")}`
        )
    }
    process.stdout.write(
      `${seeds} seeded worlds, ${restarts} restarts, ${requests} requests, ${banned} bans felt, no rule broken\n`
    )
    if (seeds > 1) assert.isAbove(requests, seeds)
  }, 600_000)

  it("replays a seed exactly", () => {
    for (const seed of [1, 7, 42]) assert.deepStrictEqual(runSeed(seed).exchange.log, runSeed(seed).exchange.log)
  })
})
