import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Result } from "effect"
import { afterAll, assert, describe, it } from "vitest"
import { randomWalk } from "../../bench/walk.mts"
import * as Checkpoint from "../../src/sweep/Checkpoint.ts"
import * as Grid from "../../src/sweep/Grid.ts"
import * as HeatMap from "../../src/sweep/HeatMap.ts"
import { runSplits } from "../../src/sweep/runSplits.ts"
import * as Sweep from "../../src/sweep/Sweep.ts"
import type { SweepJob } from "../../src/sweep/SweepJob.ts"
import * as WalkForward from "../../src/sweep/WalkForward.ts"

const bars = randomWalk(400)
const job: SweepJob = { bars, costs: { size: "1" }, strategy: "sma-cross" }
const grid = Result.getOrThrow(Grid.parse("fast=2..4,slow=6..8"))
const custom = (name: string) => ({ ...job, strategy: { module: new URL("custom.ts", import.meta.url).href, name } })
const lengths = Result.getOrThrow(Grid.parse("length=1..3"))

const tagOf = async (work: ReturnType<typeof Sweep.run>): Promise<string> => {
  const result = await work
  return Result.isFailure(result) ? `${result.failure._tag} ${result.failure.field}` : "no failure"
}

describe("a sweep that cannot go on", () => {
  for (const workers of [0, 1]) {
    it(`passes on what the kernel refuses of a strategy's column, with ${workers} workers`, async () => {
      assert.strictEqual(await tagOf(Sweep.run(custom("short"), lengths, { workers })), "BadColumns wishes")
    })

    it(`says that a strategy throws, with ${workers} workers`, async () => {
      const result = await Sweep.run(custom("throwing"), lengths, { workers })
      assert.match(Result.isFailure(result) ? result.failure.message : "", /^strategy: Error: .*no idea/)
    })

    it(`stops where a row cannot be kept, and hands on no other, with ${workers} workers`, async () => {
      let rows = 0
      const onRow = () => {
        rows++
        throw new Error("no space")
      }
      const failure: unknown = await Sweep.run(job, grid, { workers, onRow }).catch((cause: unknown) => cause)
      assert.match(String(failure), /no space/)
      assert.strictEqual(rows, 1)
    })

    it(`starts nothing that was cancelled before, with ${workers} workers`, async () => {
      const { isComplete, rows } = Result.getOrThrow(
        await Sweep.run(job, grid, { workers, signal: AbortSignal.abort() })
      )
      assert.deepStrictEqual([isComplete, rows.length], [false, 0])
    })
  }

  it("names the module that cannot be loaded", async () => {
    const strategy = { module: new URL("absent.ts", import.meta.url).href, name: "absent" }
    assert.strictEqual(await tagOf(Sweep.run({ ...job, strategy }, lengths, { workers: 0 })), "BadOption strategy")
  })
})

describe("a walk-forward that cannot go on", () => {
  const splits = Result.getOrThrow(WalkForward.splits(bars.length, 200, 100))

  it("passes on the refusal of its first sweep", async () => {
    const result = await runSplits({ ...job, strategy: "macd" }, grid, splits, { workers: 0 })
    assert.strictEqual(Result.isFailure(result) ? result.failure.field : "", "strategy")
  })

  it("gives the stretches that were finished when it was cancelled", async () => {
    const cancel = new AbortController()
    const onRow = () => cancel.abort()
    const all = Result.getOrThrow(await runSplits(job, grid, splits, { workers: 0, signal: cancel.signal, onRow }))
    assert.deepStrictEqual(all, [])
  })

  it("ends where no combination makes sense", async () => {
    const senseless = Result.getOrThrow(Grid.parse("fast=9,slow=3"))
    assert.deepStrictEqual(Result.getOrThrow(await runSplits(job, senseless, splits, { workers: 0 })), [])
  })

  it("passes on the refusal of a test stretch", async () => {
    const only = await runSplits(custom("shortOnTest"), lengths, splits, { workers: 0 })
    assert.strictEqual(Result.isFailure(only) ? only.failure.field : "", "wishes")
  })
})

describe("a file of finished rows", () => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-rows-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  it("is read past whatever is no row", () => {
    const path = join(folder, "rows.jsonl")
    const row = { params: [1], sharpe: "NaN" }
    writeFileSync(
      path,
      ["", "null", "5", "{}", "{", JSON.stringify({ key: "b", row }), JSON.stringify({ key: "a", row })].join("\n")
    )
    assert.deepStrictEqual(Checkpoint.read(path, "a"), [{ params: [1], sharpe: Number.NaN }] as never)
    assert.deepStrictEqual(Checkpoint.read(join(folder, "absent"), "a"), [])
  })

  it("knows the inputs of its rows: candles and their volumes, costs, funding, the strategy's text", () => {
    const funding = { time: Float64Array.of(60_000), rate: Float64Array.of(0.001), mark: Float64Array.of(9) }
    const jobs = [
      job,
      { ...job, daysPerYear: 252 },
      { ...job, bars: { ...bars, volume: bars.volume.map(() => 7) } },
      { ...job, costs: { size: "2" } },
      { ...job, costs: { size: "1", funding } },
      { ...job, costs: { size: "1", funding: { ...funding, mark: undefined } } },
      custom("short"),
      custom("throwing")
    ]
    assert.strictEqual(new Set(jobs.map(Checkpoint.keyOf)).size, jobs.length)
  })
})

describe("a heat map of one parameter", () => {
  it("has one line", () => {
    const row = {
      finalEquity: 0,
      totalReturn: 0,
      annualReturn: 0,
      calmar: 0,
      maxDrawdown: 0,
      maxDrawdownFraction: 0,
      trades: 0,
      commission: 0
    }
    const map = HeatMap.of(
      [
        { ...row, params: [], sharpe: 3 },
        { ...row, params: [5], sharpe: 1 }
      ],
      "sharpe"
    )
    assert.deepStrictEqual([map.xs, map.ys, [...(map.values[0] ?? [])]], [[0, 5], [0], [3, 1]])
  })
})
