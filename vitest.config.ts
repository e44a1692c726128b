import { defineConfig } from "vitest/config"
import { dataFolder } from "./scripts/launcher/testData.mjs"
import { SummaryReporter } from "./scripts/summaryReporter.ts"

export default defineConfig({
  test: {
    projects: ["packages/*", "apps/*", "scripts", "scripts/doctest"],
    reporters: ["default", new SummaryReporter()],
    env: dataFolder === undefined ? {} : { BACKHAND_DATA: dataFolder },
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**/*.ts"],
      exclude: ["**/index.ts", "**/*.d.ts"],
      reporter: ["text-summary"],
      thresholds: { perFile: true, statements: 90, branches: 85, functions: 90, lines: 90 }
    }
  }
})
