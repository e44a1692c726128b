import { availableParallelism } from "node:os"
import { defineConfig, type TestUserConfig } from "vitest/config"
import { writeExamples } from "./scripts/doctest/writeExamples.ts"
import { root } from "./scripts/launcher/node.mjs"
import { dataFolder } from "./scripts/launcher/testData.mjs"
import { SlowestFirst } from "./scripts/slowestFirst.ts"
import { SummaryReporter } from "./scripts/summaryReporter.ts"

// The examples of the documentation become modules, which must be there before the runner looks for tests.
writeExamples(root)

const projects: Readonly<Record<string, string>> = {
  core: "packages/core/test/**/*.test.ts",
  signer: "packages/signer/test/**/*.test.ts",
  "reversal-operator": "packages/reversal-operator/test/**/*.test.ts",
  "backtest-adapter": "packages/backtest-adapter/test/**/*.test.ts",
  "bitget-simulator": "packages/bitget-simulator/test/**/*.test.ts",
  cli: "packages/cli/test/**/*.test.ts",
  demo: "apps/demo/test/**/*.test.ts",
  scripts: "scripts/test/**/*.test.ts",
  programs: "examples/test/**/*.test.ts",
  examples: "{packages,apps}/*/.doctest/examples.test.ts"
}

// The page of a report is bundled before its tests.
const globalSetup: Readonly<Record<string, string>> = {
  "backtest-adapter": "packages/backtest-adapter/scripts/bundlePage.mts"
}

// The whole is one project: its workers load the libraries once, not once a package. Only `--project NAME` parts it.
const isParted = process.argv.some((argument) => argument.startsWith("--project"))
const parted: TestUserConfig["projects"] = Object.entries(projects).map(([name, include]) => ({
  extends: true,
  test: { name, include: [include], globalSetup: globalSetup[name] ?? [] }
}))

// Much of the backtest adapter is held to recorded markets: without them its coverage says nothing.
const needsData = dataFolder === undefined ? ["packages/backtest-adapter/src/**"] : []

const high = { statements: 90, branches: 85, functions: 90, lines: 90 }

export default defineConfig({
  resolve: { conditions: ["@backhand/source"] },
  ssr: { resolve: { conditions: ["@backhand/source"] } },
  test: {
    ...(isParted
      ? { projects: parted }
      : { include: Object.values(projects), globalSetup: Object.values(globalSetup) }),
    // One more than there are processors: while a test waits for time or for another process, the next one runs.
    maxWorkers: availableParallelism() + 1,
    isolate: false,
    sequence: { sequencer: SlowestFirst },
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
        "packages/*/src/**": high
      }
    }
  }
})
