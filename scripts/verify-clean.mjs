// For maintainers: proves that the README's commands work from nothing. Clones the last commit into a temporary
// folder, with an empty home (so empty npm, pnpm and turbo caches), and runs them with each Node that is given.
// Of a command that fails it shows what says why, and keeps the whole output.
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { cleanEnv, givenNodes, npmrc } from "./clean/environment.mjs"
import { failingPart } from "./clean/failingPart.mjs"
import { root } from "./launcher/node.mjs"

const failures = []
const passed = /^\d+ passed, 0 failed$/m

/** One command in a clone, timed; `expected` must be found in what it prints. */
const run = (place, label, args, expected) => {
  const startMs = performance.now()
  const options = { cwd: place.clone, env: place.env, encoding: "utf8", maxBuffer: 2 ** 28 }
  const done = spawnSync("npx", ["-y", "pnpm@12", ...args], options)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  const isGood = done.status === 0 && expected.test(done.stdout)
  process.stdout.write(`  ${label}: ${isGood ? "ok" : `FAILED (exit ${done.status})`}, ${seconds} s\n`)
  if (isGood) return
  failures.push(`Node ${place.version}: ${label}`)
  const output = `${done.stdout}\n${done.stderr}\n`
  const file = join(mkdtempSync(join(tmpdir(), "verify-clean-output-")), "output.txt")
  writeFileSync(file, output)
  process.stderr.write(`${failingPart(output)}\n\nThe whole output: ${file}\n`)
}

/** Runs `steps` in a fresh clone with a fresh home, then sees that they left nothing behind. */
const inClone = (bin, version, steps) => {
  const scratch = mkdtempSync(join(tmpdir(), "verify-clean-"))
  const home = join(scratch, "home")
  const place = { version, clone: join(scratch, "work", "clone"), env: cleanEnv(bin, home) }
  try {
    mkdirSync(home)
    writeFileSync(join(home, ".npmrc"), npmrc())
    spawnSync("git", ["clone", "--quiet", root, place.clone], { stdio: "inherit" })
    steps(place)
    const dirty = spawnSync("git", ["status", "--porcelain"], { cwd: place.clone, encoding: "utf8" }).stdout
    if (dirty !== "") failures.push(`Node ${version}: the commands left changes behind\n${dirty}`)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const verify = (bin) => {
  const version = spawnSync(join(bin, "node"), ["-v"], { encoding: "utf8" }).stdout.trim().slice(1)
  process.stdout.write(`Node ${version}\n`)
  inClone(bin, version, (place) => {
    run(place, "test, everything cold", ["test"], passed)
    run(place, "test, nothing changed", ["test"], passed)
    run(place, "demo, after test", ["demo"], /(?:)/)
    run(place, "demo, again", ["demo"], /(?:)/)
  })
  inClone(bin, version, (place) => run(place, "demo, everything cold", ["demo"], /(?:)/))
}

for (const bin of givenNodes(process.argv.slice(2))) verify(bin)
for (const failure of failures) process.stderr.write(`Failed: ${failure}\n`)
process.exitCode = failures.length === 0 ? 0 : 1
