import { defineProject } from "vitest/config"

export default defineProject({
  resolve: { conditions: ["@backhand/source"] },
  ssr: { resolve: { conditions: ["@backhand/source"] } },
  test: { name: "backtest-adapter", include: ["test/**/*.test.ts"], globalSetup: "scripts/bundlePage.mts" }
})
