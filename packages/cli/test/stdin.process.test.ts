import { spawnSync } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import { tmpdir } from "node:os"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "vitest"

const bin = fileURLToPath(new URL("../bin/backhand.mjs", import.meta.url))

/** The command with a folder where its input should be, as `backhand conform < folder` gives it. */
const withFolder = (args: ReadonlyArray<string>) => {
  const folder = openSync(tmpdir(), "r")
  const { status, stderr, stdout } = spawnSync(process.execPath, ["--conditions=@backhand/source", bin, ...args], {
    stdio: [folder, "pipe", "pipe"],
    encoding: "utf8"
  })
  closeSync(folder)
  return { code: status, stdout, stderr }
}

describe("a directory as standard input", { timeout: 30_000 }, () => {
  const uses = [["conform"], ["run", "--signals", "-", "--dry-run"], ["simulate"]]
  for (const args of uses)
    it(`is refused, not taken for an empty input (${args[0]})`, () => {
      const stderr = "backhand: standard input is a directory\nexpected: a file, a pipe or a terminal\n"
      assert.deepStrictEqual(withFolder(args), { code: 2, stdout: "", stderr })
    })
})
