import { defineProject } from "vitest/config"
import { root } from "../launcher/node.mjs"
import { writeExamples } from "./writeExamples.ts"

// The modules must be there before the runner looks for tests.
writeExamples(root)

export default defineProject({
  resolve: { conditions: ["@backhand/source"] },
  ssr: { resolve: { conditions: ["@backhand/source"] } },
  test: { name: "examples", root, include: ["{packages,apps}/*/.doctest/examples.test.ts"] }
})
