import { fileURLToPath } from "node:url"
import { testFaults } from "../../../../scripts/planting.ts"
import { mutants } from "./mutants.ts"

testFaults("a fault planted in the operator is found:", {
  root: fileURLToPath(new URL("../..", import.meta.url)),
  name: "@backhand/reversal-operator",
  parts: ["test/simulation", "test/Script.ts"],
  hunt: "test/simulation/hunt.ts",
  seeds: 4000,
  few: 2,
  mutants
})
