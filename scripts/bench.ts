// Lists the benches, or runs those whose "package/name" contains every given word.
import { spawnSync } from "node:child_process"
import { globSync } from "node:fs"
import { root } from "./launcher/node.mjs"

const words = process.argv.slice(2)
const all = globSync("packages/*/bench/*.bench.mts", { cwd: root }).toSorted()
const nameOf = (path: string): string => path.replace(/^packages.(.+?).bench.(.+)\.bench\.mts$/, "$1/$2")
const chosen = all.filter((path) => words.length > 0 && words.every((word) => nameOf(path).includes(word)))

if (chosen.length === 0) {
  const names = all.map((path) => `  ${nameOf(path)}\n`)
  process.stdout.write(`Usage: bench <words of a name below>\n${names.join("")}`)
  process.exitCode = words.length === 0 ? 0 : 2
}
for (const path of chosen) {
  process.stdout.write(`\n${nameOf(path)}\n`)
  const done = spawnSync(process.execPath, ["--conditions=@backhand/source", path], { cwd: root, stdio: "inherit" })
  if (done.status !== 0) process.exitCode = 1
}
