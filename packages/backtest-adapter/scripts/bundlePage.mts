// Makes the parts of a report's page that a browser runs: one script with the charts in it, one style sheet, and the
// licence of the charts. The build runs it after tsc, and the tests before they begin.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"

const adapter = fileURLToPath(new URL("../", import.meta.url))

/** Writes only what changed, and whole: another check may be packing the folder. */
const write = (path: string, text: string): void => {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, path)
}

/** Bundles `page` into `dist/report`. */
export const setup = async (): Promise<void> => {
  const page = join(adapter, "page")
  const into = join(adapter, "dist/report")
  const build = await rolldown({ input: join(page, "main.ts"), platform: "browser", logLevel: "warn" })
  const { output } = await build.generate({ format: "iife", minify: true, comments: { legal: true } })
  await build.close()
  write(join(into, "page.js"), output[0].code)
  const styles = readdirSync(page).filter((name) => name.endsWith(".css"))
  const sheets = styles.toSorted().map((name) => readFileSync(join(page, name), "utf8"))
  write(join(into, "page.css"), sheets.join("\n"))
  const charts = dirname(createRequire(join(adapter, "package.json")).resolve("lightweight-charts/package.json"))
  write(join(into, "page.js.LICENSE.txt"), readFileSync(join(charts, "LICENSE"), "utf8"))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup()
