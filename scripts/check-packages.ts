// Checks every published package as its users will get it. Run after the build; one process, so that the tools load once.
import { globSync } from "node:fs"
import { dirname, join } from "node:path"
import { root } from "./launcher/node.mjs"
import { checkPackage } from "./package/checkPackage.ts"

const folders = globSync("packages/*/package.json", { cwd: root }).map((file) => join(root, dirname(file)))
for (const { exports, files, kb, name, problems } of await Promise.all(folders.toSorted().map(checkPackage))) {
  for (const problem of problems) process.stderr.write(`${name}: ${problem}\n`)
  process.stdout.write(`package: ${name}, ${files} files, ${kb} kB, ${exports} exports, ${problems.length} problems\n`)
  if (problems.length > 0) process.exitCode = 1
}
if (folders.length === 0) throw new Error("no package was found")
