import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert } from "vitest"
import { run } from "../host.ts"

export const startMs = 1_690_000_020_000

/** Candles of a symbol that goes its own way: `length` bars of `intervalMs`. */
export const candles = (symbol: number, length: number, intervalMs: number): string => {
  const price = (k: number) => 1000 + ((symbol * 37 + k * k * 13) % 89)
  const row = (k: number) => {
    const [open, close] = [price(k), price(k + 1)]
    return `${startMs + k * intervalMs},${open},${Math.max(open, close) + 2},${Math.min(open, close) - 2},${close},1\n`
  }
  return `ts,open,high,low,close,volume\n${Array.from({ length }, (_, k) => row(k)).join("")}`
}

/** A folder of candles of several symbols, and the command run on them; gone when the file's tests are over. */
export const makeFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-portfolio-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string): string => join(folder, name)
  const file = (name: string, text: string): string => {
    writeFileSync(at(name), text)
    return at(name)
  }
  const many = (name: string, symbols: ReadonlyArray<string>, length: number, intervalMs: number): string => {
    mkdirSync(at(name))
    symbols.forEach((symbol, k) => file(`${name}/${symbol}-1m.csv`, candles(k, length, intervalMs)))
    return at(name)
  }
  const backtest = async (...args: ReadonlyArray<string>) => {
    const json = at("result.json")
    const ended = await run(["backtest", "--json", json, ...args])
    assert.strictEqual(ended.code, 0, ended.stderr)
    return { ...ended, result: JSON.parse(readFileSync(json, "utf8")) }
  }
  const refused = async (...args: ReadonlyArray<string>): Promise<string> => {
    const { code, stderr } = await run(["backtest", ...args])
    assert.strictEqual(code, 2, stderr)
    return stderr
  }
  return { at, file, many, backtest, refused }
}
