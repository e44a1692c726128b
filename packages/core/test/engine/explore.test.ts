import { assert, describe, it } from "vitest"
import { explore, plans } from "./explore.ts"

const depth = Number(process.env["BACKHAND_DEPTH"] ?? 1)

describe("every interleaving", () => {
  for (const [mode, plan] of Object.entries(plans))
    it(`keeps every rule in all ${mode} worlds with up to ${depth} unusual turns`, () => {
      const { problem, states, transitions, worlds } = explore(plan, depth)
      process.stdout.write(`${mode}: explored ${worlds} worlds, ${states} states, ${transitions} transitions\n`)
      assert.isUndefined(problem)
    }, 3_600_000)
})
