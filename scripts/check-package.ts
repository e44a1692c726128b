// Checks a package as its users will get it: the tarball, its manifest, its types and that plain Node loads it.
// Run in a package's folder, after its build.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { pathToFileURL } from "node:url"

const name = basename(process.cwd())
const folder = resolve("node_modules/.cache/backhand")
const tarball = join(folder, "package.tgz")

const run = (command: string, args: ReadonlyArray<string>): string => {
  const done = spawnSync(command, args, { encoding: "utf8", shell: process.platform === "win32" })
  if (done.error) throw new Error(`${command}: ${done.error.message}`)
  if (done.status === 0) return done.stdout
  process.stderr.write(`${name}: ${command} ${args.join(" ")}\n${done.stdout}${done.stderr}`)
  process.exit(1)
}

const expectFiles = (): number => {
  const files = run("tar", ["-tf", tarball]).trim().split("\n")
  const has = (pattern: RegExp) => files.some((file) => pattern.test(file))
  const missing = [/^package\/LICENSE$/, /^package\/dist\/index\.js$/, /^package\/dist\/index\.d\.ts$/]
    .concat(existsSync("README.md") ? [/^package\/README\.md$/] : [])
    .filter((pattern) => !has(pattern))
  const surplus = files.filter((file) => /\.test\.|\/test\/|\/bench\/|\.doctest|\.tsbuildinfo/.test(file))
  if (missing.length + surplus.length === 0) return files.length
  process.stderr.write(`${name}: the package lacks [${missing.join(", ")}] and must not have [${surplus.join(", ")}]\n`)
  process.exit(1)
}

mkdirSync(folder, { recursive: true })
rmSync(tarball, { force: true })
run("pnpm", ["pack", "--out", tarball])
const count = expectFiles()
run("publint", ["--strict", tarball])
run("attw", [tarball, "--profile", "esm-only", "--no-emoji"])
const exported = Object.keys(await import(pathToFileURL(resolve("dist/index.js")).href))
const { bin = {} } = JSON.parse(readFileSync("package.json", "utf8"))
for (const file of Object.values<string>(bin)) run(process.execPath, ["--check", file])
process.stdout.write(`package: ${name}, ${count} files, ${exported.length} exports\n`)
