import { execFile } from "node:child_process"
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, assert, describe, it } from "vitest"
import { type Mutant, mutants } from "./mutants.ts"

const run = promisify(execFile)
const root = fileURLToPath(new URL("../..", import.meta.url))
const folder = join(root, ".mutants")
const seeds = 4000
/** A fault takes seconds to be found: two by default, every one with BACKHAND_MUTANTS=all. */
const planted = process.env["BACKHAND_MUTANTS"] === "all" ? mutants : mutants.slice(0, 2)

/** A copy of the package, under its own name, with the fault in it. */
const plant = ({ file, find, name, replace }: Mutant, k: number): string => {
  const copy = join(folder, String(k))
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(join(copy, "test"), { recursive: true })
  for (const part of ["src", "test/simulation", "test/Script.ts"])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  const exports = { ".": "./src/index.ts" }
  writeFileSync(
    join(copy, "package.json"),
    JSON.stringify({ name: "@backhand/reversal-operator", type: "module", exports })
  )
  const path = join(copy, "src", file)
  const text = readFileSync(path, "utf8")
  assert.strictEqual(text.split(find).length, 2, `${name}: the place to change is there once`)
  writeFileSync(path, text.replace(find, replace))
  return join(copy, "test/simulation/hunt.ts")
}

/** What the hunt says, and whether it found something. */
const hunt = async (script: string) => {
  try {
    const { stdout } = await run(process.execPath, ["--conditions=@backhand/source", script, String(seeds)])
    return { found: false, stdout }
  } catch (error) {
    if (error instanceof Error && "stdout" in error && "code" in error && error.code === 1 && error.stdout !== "")
      return { found: true, stdout: String(error.stdout) }
    throw error
  }
}

describe("a fault planted in the operator is found:", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  planted.forEach((mutant, k) => {
    it.concurrent(mutant.name, async () => {
      const { found, stdout } = await hunt(plant(mutant, k))
      assert.isTrue(found, stdout)
    }, 600_000)
  })
})
