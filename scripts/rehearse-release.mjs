// Rehearses a release, in a temporary clone: changesets make versions and changelogs, every package is built and packed, and the
// tarballs are installed into an empty project with npm and with pnpm, which then runs the README's example, with each Node
// that is given as a folder or a version (22.19 or newer; by default this one). Nothing is published and nothing of this checkout changes.
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { cleanEnv, givenNodes, npmrc } from "./clean/environment.mjs"
import { root, withoutNpm } from "./launcher/node.mjs"

const scratch = mkdtempSync(join(tmpdir(), "rehearse-release-"))
const clone = join(scratch, "clone")
const tarballs = join(scratch, "tarballs")

/** Runs a command to its end and returns what it printed; where it fails, so does the rehearsal. */
const run = (cwd, env, command, ...args) => {
  const done = spawnSync(command, args, { cwd, env, encoding: "utf8", maxBuffer: 2 ** 28 })
  if (done.error) throw done.error
  if (done.status === 0) return done.stdout
  throw new Error(`${command} ${args.join(" ")} failed in ${cwd}\n${done.stdout}${done.stderr}`)
}

const say = (line) => process.stdout.write(`${line}\n`)
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"))

/** Versions, changelogs and tarballs, as a release would make them. */
const release = () => {
  const env = withoutNpm()
  const pnpm = (...args) => run(clone, env, "npx", "-y", "pnpm@12", ...args)
  run(scratch, env, "git", "clone", "--quiet", root, clone)
  pnpm("install", "--frozen-lockfile")
  pnpm("changeset", "version")
  pnpm("build")
  mkdirSync(tarballs)
  const packages = readdirSync(join(clone, "packages")).map((name) => join(clone, "packages", name))
  return packages.map((folder) => {
    const { name, version } = readJson(join(folder, "package.json"))
    if (!readFileSync(join(folder, "CHANGELOG.md"), "utf8").includes(`## ${version}`))
      throw new Error(`${name}: the changelog does not tell ${version}`)
    const tarball = join(tarballs, `${name.replace("@backhand/", "")}.tgz`)
    pnpm("--dir", folder, "pack", "--out", tarball)
    return { name, version, tarball }
  })
}

/** The README's first example, which prints what its last comment says. */
const example = () => {
  const [, code = ""] = /^```ts\n([\s\S]*?)^```$/m.exec(readFileSync(join(root, "README.md"), "utf8")) ?? []
  const [, value, expected] = /^(\w+) \/\/ => (.+)$/m.exec(code) ?? []
  return {
    code: `${code}\nprocess.stdout.write(JSON.stringify(${value}))\n`,
    expected: JSON.stringify(JSON.parse(expected))
  }
}

/** An empty project of a user, with these packages and their peers. */
const project = (folder, released, version) => {
  const files = Object.fromEntries(released.map(({ name, tarball }) => [name, `file:${tarball}`]))
  const [, rxjs] = /^ {2}rxjs: (.+)$/m.exec(readFileSync(join(clone, "pnpm-workspace.yaml"), "utf8")) ?? []
  const dependencies = { ...files, effect: version, rxjs }
  const manifest = { name: "user", private: true, type: "module", dependencies, overrides: files }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2))
  const overrides = Object.entries(files).map(([name, file]) => `  "${name}": "${file}"\n`)
  writeFileSync(join(folder, "pnpm-workspace.yaml"), `packages: []\noverrides:\n${overrides.join("")}`)
}

const install = {
  npm: (folder, env) => {
    rmSync(join(folder, "pnpm-workspace.yaml"))
    run(folder, env, "npm", "install", "--no-audit", "--no-fund")
  },
  pnpm: (folder, env) => run(folder, env, "npx", "-y", "pnpm@12", "install")
}

const tryIt = (bin, manager, released) => {
  const home = join(scratch, "home")
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, ".npmrc"), npmrc())
  const env = cleanEnv(bin, home)
  const node = join(bin, "node")
  const version = run(scratch, env, node, "-v").trim()
  const folder = join(scratch, `${manager}-${version}`)
  const effect = readJson(join(clone, "packages/core/node_modules/effect/package.json")).version
  project(folder, released, effect)
  install[manager](folder, env)
  const { code, expected } = example()
  writeFileSync(join(folder, "example.ts"), code)
  const printed = run(folder, env, node, "--disable-warning=ExperimentalWarning", "example.ts")
  if (printed !== expected) throw new Error(`the README's example printed ${printed}, not ${expected}`)
  const help = run(folder, env, node, "node_modules/@backhand/cli/bin/backhand.mjs", "--version").trim()
  if (help !== released[0].version) throw new Error(`backhand --version printed ${help}`)
  say(`Node ${version}, ${manager}: installed, the README's example and the command run`)
}

try {
  const released = release()
  for (const { name, version } of released) say(`${name} ${version}`)
  const versions = new Set(released.map(({ version }) => version))
  if (versions.size !== 1) throw new Error("the packages do not share one version")
  for (const bin of givenNodes(process.argv.slice(2)))
    for (const manager of Object.keys(install)) tryIt(bin, manager, released)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
