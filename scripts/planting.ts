// Plants faults into copies of a package, one at a time, and tests that a hunt through seeded worlds finds each.
import { execFile } from "node:child_process"
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, assert, describe, it } from "vitest"

/** A fault to plant: in `file`, the one place that reads `find` is made to read `replace`. */
export interface Mutant {
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
}

export interface Field {
  /** The package's folder and name. */
  readonly root: string
  readonly name: string
  /** What of it is copied beside its sources, and the program among it that hunts: 1 and a text where it finds something. */
  readonly parts: ReadonlyArray<string>
  readonly hunt: string
  readonly seeds: number
  /** How many a quick run plants; every one with BACKHAND_MUTANTS=all. */
  readonly few: number
  readonly mutants: ReadonlyArray<Mutant>
}

const run = promisify(execFile)

/** A copy of the package, under its own name, with the fault in it. */
const plant = ({ name, parts, root }: Field, { file, find, name: fault, replace }: Mutant, copy: string): void => {
  for (const part of ["src", ...parts]) cpSync(join(root, part), join(copy, part), { recursive: true })
  writeFileSync(
    join(copy, "package.json"),
    JSON.stringify({ name, type: "module", exports: { ".": "./src/index.ts" } })
  )
  const path = join(copy, "src", file)
  const text = readFileSync(path, "utf8")
  assert.strictEqual(text.split(find).length, 2, `${fault}: the place to change is there once`)
  writeFileSync(path, text.replace(find, replace))
}

/** What the hunt says, and whether it found something. */
const send = async (script: string, seeds: number) => {
  try {
    const { stdout } = await run(process.execPath, ["--conditions=@backhand/source", script, String(seeds)])
    return { found: false, stdout }
  } catch (error) {
    if (error instanceof Error && "stdout" in error && "code" in error && error.code === 1 && error.stdout !== "")
      return { found: true, stdout: String(error.stdout) }
    throw error
  }
}

/** Tests of planted faults. */
export const testFaults = (title: string, field: Field): void => {
  const folder = join(field.root, ".mutants")
  const planted = process.env["BACKHAND_MUTANTS"] === "all" ? field.mutants : field.mutants.slice(0, field.few)
  describe(title, () => {
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    planted.forEach((mutant, k) => {
      it.concurrent(mutant.name, async () => {
        const copy = join(folder, String(k))
        rmSync(copy, { recursive: true, force: true })
        mkdirSync(copy, { recursive: true })
        plant(field, mutant, copy)
        const { found, stdout } = await send(join(copy, field.hunt), field.seeds)
        assert.isTrue(found, stdout)
      }, 600_000)
    })
  })
}
