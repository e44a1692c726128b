/** The built package, as users load it: from its sources every file would be stripped of its types, and lie in the heap twice. */
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"

const index = new URL("../dist/index.js", import.meta.url)
if (!existsSync(fileURLToPath(index))) throw new Error("build first: npx -y pnpm@12 build")

export const built = (await import(index.href)) as typeof import("@backhand/backtest-adapter")
