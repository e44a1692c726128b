import { fileURLToPath } from "node:url"
import { assert, describe, it } from "vitest"
import { testFaults } from "../../../../scripts/planting.ts"
import { fairOrder, servedOrder } from "./fairness.ts"
import { mutants } from "./mutants.ts"

testFaults("a planted fault is found:", {
  root: fileURLToPath(new URL("../..", import.meta.url)),
  name: "@backhand/core",
  parts: ["test/engine"],
  hunt: "test/engine/hunt.ts",
  seeds: 6000,
  few: 4,
  mutants
})

describe("the waiting line", () => {
  it("is served in the order in which it formed, whoever wishes again meanwhile", () => {
    assert.strictEqual(servedOrder(), fairOrder)
  })
})
