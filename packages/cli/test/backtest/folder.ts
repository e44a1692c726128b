import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert } from "vitest"
import { run } from "../host.ts"

export const startMs = 1_690_000_020_000

/** A folder for the files of a test file, and `backtest` run with them; gone when the file's tests are over. */
export const makeFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-backtest-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string): string => join(folder, name)
  const file = (name: string, text: string): string => {
    writeFileSync(at(name), text)
    return at(name)
  }
  const backtest = async (...args: ReadonlyArray<string>) => {
    const json = at("result.json")
    const ended = await run(["backtest", ...args, "--json", json])
    assert.strictEqual(ended.code, 0, ended.stderr)
    return { ...ended, result: JSON.parse(readFileSync(json, "utf8")) }
  }
  const refused = async (...args: ReadonlyArray<string>): Promise<string> => {
    const { code, stderr } = await run(["backtest", ...args])
    assert.strictEqual(code, 2, stderr)
    return stderr
  }
  return { at, file, backtest, refused }
}
