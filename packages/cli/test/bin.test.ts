import { spawn } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, assert, describe, it } from "vitest"
import { ended, runChild } from "./child.ts"

const home = mkdtempSync(join(tmpdir(), "backhand-bin-"))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A copy of the executable in a package of its own, built or not. */
const copyOf = (name: string, dist: string | undefined): string => {
  const folder = join(home, name)
  mkdirSync(join(folder, "dist"), { recursive: true })
  cpSync(fileURLToPath(new URL("../bin", import.meta.url)), join(folder, "bin"), { recursive: true })
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "@backhand/cli", type: "module", exports: { ".": "./dist/index.js" } })
  )
  writeFileSync(join(folder, "tsconfig.build.json"), "{}")
  if (dist !== undefined) writeFileSync(join(folder, "dist", "index.js"), dist)
  return join(folder, "bin", "backhand.mjs")
}

const runBin = (bin: string, ...args: ReadonlyArray<string>) => ended(spawn(process.execPath, [bin, ...args]))

describe("the executable", () => {
  it("runs the built package and takes its exit code", async () => {
    const bin = copyOf("built", "export const main = async (host) => (host.stdout.write(host.argv[2]), 1)")
    assert.deepStrictEqual(await runBin(bin, "x"), { code: 1, signal: null, stdout: "x", stderr: "" })
  })

  for (const [name, dist] of [
    ["missing", undefined],
    ["old", "export {}"],
    ["half", 'import "@backhand/none"']
  ] as const)
    it(`says what to do in a checkout whose build is ${name}`, async () => {
      const { code, stderr, stdout } = await runBin(copyOf(name, dist))
      assert.deepStrictEqual({ code, stdout }, { code: 2, stdout: "" })
      assert.match(stderr, /^backhand: this checkout is not built\. Run `npx -y pnpm@12 build`/)
    })

  it("lets a defect be seen", async () => {
    const { code, stderr } = await runBin(copyOf("broken", "export const main = () => { throw new Error('defect') }"))
    assert.strictEqual(code, 1)
    assert.match(stderr, /Error: defect/)
  })

  it("says which Node it needs on an older one", async () => {
    const pretend = "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})"
    const { code, stderr, stdout } = await runChild(["--version"], "", ["--import", `data:text/javascript,${pretend}`])
    assert.deepStrictEqual({ code, stdout }, { code: 2, stdout: "" })
    assert.match(stderr, /^backhand: Node 22\.19 or newer is needed, and this is 20\.20\.2\. /)
  })
})
