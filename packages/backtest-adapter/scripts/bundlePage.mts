// Makes the parts of a report's page that a browser runs: one script with the charts in it, one style sheet, and the
// licence of the charts. The build runs it after tsc, and the tests before they begin.
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"

const adapter = fileURLToPath(new URL("../", import.meta.url))

/** Bundles `page` into `dist/report`. */
export const setup = async (): Promise<void> => {
  const page = join(adapter, "page")
  const into = join(adapter, "dist/report")
  const build = await rolldown({ input: join(page, "main.ts"), platform: "browser", logLevel: "warn" })
  await build.write({ file: join(into, "page.js"), format: "iife", minify: true, comments: { legal: true } })
  await build.close()
  const styles = readdirSync(page).filter((name) => name.endsWith(".css"))
  const sheets = styles.toSorted().map((name) => readFileSync(join(page, name), "utf8"))
  writeFileSync(join(into, "page.css"), sheets.join("\n"))
  const charts = dirname(createRequire(join(adapter, "package.json")).resolve("lightweight-charts/package.json"))
  writeFileSync(join(into, "page.js.LICENSE.txt"), readFileSync(join(charts, "LICENSE")))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup()
