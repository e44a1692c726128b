import { assert, describe, it } from "vitest"
import { explore } from "./explore.ts"

const depth = Number(process.env["BACKHAND_DEPTH"] ?? 2)

describe("every interleaving", () => {
  it(`keeps every rule in all worlds with up to ${depth} unusual turns`, () => {
    const { problem, states, transitions, worlds } = explore(depth)
    process.stdout.write(`explored ${worlds} worlds, ${states} states, ${transitions} transitions\n`)
    assert.isUndefined(problem)
  }, 3_600_000)
})
