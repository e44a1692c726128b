import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, assert } from "vitest"
import { run } from "../host.ts"

export const startMs = 1_690_000_020_000

export const turn = [
  { side: "long", bar: 0 },
  { side: "short", bar: 2 }
]

export const strategies = (name: string): string => fileURLToPath(new URL(`strategies/${name}`, import.meta.url))

export const rows = (...bars: ReadonlyArray<string>) =>
  `ts,open,high,low,close,volume\n${bars.map((bar, k) => `${startMs + k * 60_000},${bar},1\n`).join("")}`

/** A folder with candles, and the command run on them; the folder is gone when the file's tests are over. */
export const makeDesk = () => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-backtest-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string): string => join(folder, name)
  const file = (name: string, text: string): string => {
    writeFileSync(at(name), text)
    return at(name)
  }
  const candles = file(
    "candles.csv",
    rows("100,102,99,101", "101,106,101,105", "105,107,103,104", "104,104,95,96", "96,98,90,92", "92,93,91,93")
  )
  const backtest = async (...args: ReadonlyArray<string>) => {
    const json = at("result.json")
    const ended = await run(["backtest", "--candles", candles, "--json", json, ...args])
    assert.strictEqual(ended.code, 0, ended.stderr)
    return { ...ended, result: JSON.parse(readFileSync(json, "utf8")) }
  }
  const withSignals = (lines: ReadonlyArray<object>, ...args: ReadonlyArray<string>) =>
    backtest("--signals", file("s.jsonl", lines.map((line) => `${JSON.stringify(line)}\n`).join("")), ...args)
  const refused = async (...args: ReadonlyArray<string>) => {
    const { code, stderr } = await run(["backtest", ...args])
    assert.strictEqual(code, 2, stderr)
    return stderr
  }
  return { at, file, candles, backtest, withSignals, refused }
}
