import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "vite"

/** Builds the page as it is shipped, into a folder of its own. */
export const buildPage = async (): Promise<string> => {
  const outDir = mkdtempSync(join(tmpdir(), "backhand-page-"))
  const configFile = fileURLToPath(new URL("../../vite.config.ts", import.meta.url))
  await build({ configFile, logLevel: "warn", build: { outDir } })
  return outDir
}
