import { defineConfig } from "vitest/config"
import { dataFolder } from "./scripts/launcher/testData.mjs"
import { SummaryReporter } from "./scripts/summaryReporter.ts"

// Much of the backtest adapter is held to recorded markets: without them its coverage says nothing.
const needsData = dataFolder === undefined ? ["packages/backtest-adapter/src/**"] : []

const high = { statements: 90, branches: 85, functions: 90, lines: 90 }

export default defineConfig({
  test: {
    // Vitest leaves a core free by default: on two cores that is half of them.
    maxWorkers: "100%",
    projects: ["packages/*", "apps/*", "scripts", "scripts/doctest"],
    reporters: ["default", new SummaryReporter()],
    env: dataFolder === undefined ? {} : { BACKHAND_DATA: dataFolder },
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**/*.ts"],
      // What runs in a thread of its own is not seen from here.
      exclude: ["**/index.ts", "**/*.d.ts", "**/sweep/worker.ts", ...needsData],
      reporter: ["text-summary"],
      thresholds: {
        perFile: true,
        "packages/{bitget-simulator,cli,core,reversal-operator,signer}/src/**": high,
        // Still growing: held to what it has reached.
        "packages/backtest-adapter/src/**": { statements: 70, branches: 50, functions: 50, lines: 75 }
      }
    }
  }
})
