// Keeps one readable file a package with everything that it exports: a changed signature shows in review.
// Everything that a user can name must be documented as well.
// Run in a package's folder, after its build: with --update it writes, otherwise it compares.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { reportApi } from "./api/reportApi.ts"
import { undocumented } from "./api/undocumented.ts"
import { root } from "./launcher/node.mjs"

const name = basename(process.cwd())
const report = join(root, "etc", `${name}.api.d.ts`)
const actual = reportApi(resolve("dist"), name)
const isSame = existsSync(report) && readFileSync(report, "utf8") === actual

const showDifference = (): void => {
  const fresh = join(root, "node_modules/.cache/backhand", `${name}.api.d.ts`)
  mkdirSync(join(fresh, ".."), { recursive: true })
  writeFileSync(fresh, actual)
  const known = existsSync(report) ? report : "/dev/null"
  spawnSync("git", ["--no-pager", "diff", "--no-index", "--no-color", known, fresh], { stdio: "inherit" })
}

if (process.argv.includes("--update")) {
  mkdirSync(join(report, ".."), { recursive: true })
  writeFileSync(report, actual)
  process.stdout.write(`api: etc/${name}.api.d.ts ${isSame ? "is unchanged" : "written"}\n`)
} else if (isSame) {
  process.stdout.write(`api: etc/${name}.api.d.ts is up to date\n`)
} else {
  showDifference()
  process.stderr.write(`The public API of ${name} changed. If that is meant: npx -y pnpm@12 run api:update\n`)
  process.exitCode = 1
}

const gaps = undocumented(resolve("dist"))
for (const gap of gaps) process.stderr.write(`${name}/dist/${gap} needs a sentence and "@since" in its documentation\n`)
if (gaps.length > 0) process.exitCode = 1
