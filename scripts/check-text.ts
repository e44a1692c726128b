// Refuses text that must not be committed: paths of somebody's machine, package registries, secrets, unfinished work;
// and links of Markdown pages that lead nowhere.
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { checkLinks } from "./text/checkLinks.ts"
import { checkText } from "./text/checkText.ts"
import { root } from "./launcher/node.mjs"

const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
const names = execFileSync("git", list, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 }).split("\0")
const files = [...new Set(names)].filter((name) => {
  const path = join(root, name)
  return name !== "" && existsSync(path) && statSync(path).isFile()
})
const read = (name: string): string => readFileSync(join(root, name), "utf8")
const pages = new Map(files.filter((name) => name.endsWith(".md")).map((name) => [name, read(name)]))
const refusals = [
  ...files.flatMap((name) => checkText(name, read(name))),
  ...checkLinks(pages, (name) => existsSync(join(root, name)))
]
for (const refusal of refusals) process.stderr.write(`${refusal}\n`)
process.stdout.write(`check-text: ${files.length} files, ${refusals.length} refused\n`)
process.exitCode = refusals.length === 0 && files.length > 0 ? 0 : 1
