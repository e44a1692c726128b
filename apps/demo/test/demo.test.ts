import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { assert, describe, it, onTestFinished } from "vitest"

const run = promisify(execFile)
const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))
const fixture = fileURLToPath(new URL("fixtures/zigzag.csv", import.meta.url))

const demo = async (...args: ReadonlyArray<string>) => {
  try {
    const done = await run(process.execPath, ["--conditions=@backhand/source", main, ...args])
    return { code: 0, ...done }
  } catch (error) {
    if (error instanceof Error && "code" in error && "stdout" in error && "stderr" in error)
      return { code: error.code, stdout: String(error.stdout), stderr: String(error.stderr) }
    throw error
  }
}

describe("the demo", () => {
  it("sends every flip over signed HTTP and finds no difference to its replay", async () => {
    const folder = mkdtempSync(join(tmpdir(), "backhand-"))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const report = join(folder, "report.html")
    const averages = ["--fast", "2", "--slow", "4"]
    const { code, stderr, stdout } = await demo("--candles", fixture, ...averages, "--size", "0.5", "--report", report)
    assert.strictEqual(code, 0, stderr)
    assert.match(stdout, /Live and offline agree on every execution/)
    assert.match(stdout, /orders sent\s+([1-9][0-9]*)\s+\1\n/)
    assert.match(stdout, /orders refused\s+0\s+0\n/)
    assert.match(stdout, /orders in the journal on disk, open\s+[1-9]\d*, 0\n/)
    assert.match(stdout, /decisions made again from the recording\s+[1-9]\d*, the same\n/)
    assert.include(stdout, report)
    assert.match(readFileSync(report, "utf8"), /<title>SMA 2 over 4/)
  }, 60_000)

  it("names the file, the line and the field of candles it cannot use", async () => {
    const { code, stderr, stdout } = await demo(
      "--candles",
      fileURLToPath(new URL("fixtures/bad.csv", import.meta.url))
    )
    assert.strictEqual(code, 2)
    assert.strictEqual(stdout, "")
    assert.match(stderr, /bad\.csv:3: high/)
  })

  it("refuses averages that cannot cross", async () => {
    const { code, stderr } = await demo("--fast", "9", "--slow", "3")
    assert.strictEqual(code, 2)
    assert.match(stderr, /--fast must be less than --slow/)
  })
})
