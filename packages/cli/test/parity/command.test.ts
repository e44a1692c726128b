import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import { run } from "../host.ts"

const folder = mkdtempSync(join(tmpdir(), "backhand-parity-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const price = (k: number) => 1000 + Math.round(60 * Math.sin(k / 5))
const rows = Array.from({ length: 200 }, (_, k) => {
  const [open, close] = [price(k), price(k + 1)]
  return `${1_690_000_020_000 + k * 60_000},${open},${Math.max(open, close)},${Math.min(open, close)},${close},1`
})
const candles = file("candles.csv", `ts,open,high,low,close,volume\n${rows.join("\n")}\n`)
const parity = (...args: ReadonlyArray<string>) => run(["parity", "--candles", candles, ...args])

describe("backhand parity", () => {
  it("says that live is offline, with what both came to", async () => {
    const { code, stdout } = await parity("--strategy", "sma-cross:3,8", "--latency-ms", "40", "--mode", "hedge")
    assert.strictEqual(code, 0)
    assert.match(stdout, /^live is offline: \d+ events and \d\d+ fills agree to the last digit\nfees \d/)
  })

  it("takes a strategy's rate limit, fee and size", async () => {
    const given = "--strategy donchian:5 --limit 1/90s --fee-rate 0 --size 0.25 --when-flat ignore"
    const { code, stdout } = await parity(...given.split(" "))
    assert.deepStrictEqual([code, stdout.split("\n")[1]], [0, "fees 0, BACKTEST flat"])
  })

  it("passes on what a strategy throws", async () => {
    const broken = file("broken.mjs", "export const strategy = () => { throw new Error('broken') }")
    const { code, stderr } = await parity("--strategy", broken)
    assert.strictEqual(code, 1)
    assert.include(stderr, "broken")
  })

  it("refuses what the two halves cannot both do", async () => {
    for (const [args, words] of [
      [["--strategy", "psar-stop:0.02,0.2"], /resting stops/],
      [["--signals", file("s.jsonl", '{"side":"long","bar":0,"stop":"1001"}\n')], /resting stops/],
      [["--strategy", "donchian:5", "--size", "all-in:1"], /fixed size/]
    ] as const) {
      const { code, stderr } = await parity(...args)
      assert.strictEqual(code, 2)
      assert.match(stderr, words)
    }
  })
})
