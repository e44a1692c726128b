import { spawnSync } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import { tmpdir } from "node:os"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "vitest"

const source = ["--conditions=@backhand/source", fileURLToPath(new URL("../bin/backhand.mjs", import.meta.url))]

/** The command with a folder where its input should be, as `backhand conform < folder` gives it. */
const withFolder = (args: ReadonlyArray<string>) => {
  const folder = openSync(tmpdir(), "r")
  const { status, stderr, stdout } = spawnSync(process.execPath, [...source, ...args], {
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

describe("a pipe as candles", { timeout: 30_000 }, () => {
  // What is looked at before must not keep Node from finding the modules that come after.
  it("is read like a file, whatever is loaded afterwards", () => {
    const rows = [1, 2, 3, 4].map((k) => `${1_690_000_020_000 + k * 60_000},100,102,99,10${k}\n`)
    const args = ["--candles", "/dev/stdin", "--strategy", "sma-cross:1,2", "--check", "--trades", "/dev/null"]
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", 'cat | "$0" "$@"', process.execPath, ...source, "backtest", ...args],
      {
        input: `ts,open,high,low,close\n${rows.join("")}`,
        encoding: "utf8"
      }
    )
    assert.strictEqual(status, 0, stderr)
  })

  it("does not keep the simulated exchange from starting", () => {
    const { status, stderr } = spawnSync("sh", ["-c", 'echo | "$0" "$@"', process.execPath, ...source, "simulate"], {
      encoding: "utf8"
    })
    assert.strictEqual(status, 0, stderr)
  })
})
