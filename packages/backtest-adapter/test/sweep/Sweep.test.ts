import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Result } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { randomWalk } from "../../bench/walk.mts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import * as Grid from "../../src/sweep/Grid.ts"
import type { Row } from "../../src/sweep/Row.ts"
import { runSplits } from "../../src/sweep/runSplits.ts"
import * as Sweep from "../../src/sweep/Sweep.ts"
import type { SweepJob } from "../../src/sweep/SweepJob.ts"
import * as WalkForward from "../../src/sweep/WalkForward.ts"
import { slowSmaCross } from "./slowSmaCross.ts"

const bars = randomWalk(6_000)
const costs = { size: "0.5", feeRate: "0.0006", slippageBps: 2, capital: "1000000" }
const job: SweepJob = { bars, costs, strategy: "sma-cross" }
const grid = Result.getOrThrow(Grid.parse("fast=4..12:4,slow=8..24:8"))
const strategy = { module: new URL("donchian.ts", import.meta.url).href, name: "donchian" }

const succeed = async (of: SweepJob, on: Grid.Grid, options?: Sweep.SweepOptions) =>
  Result.getOrThrow(await Sweep.run(of, on, options))

describe("a sweep", () => {
  let folder = ""
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "backhand-sweep-"))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it("has one row for every sensible combination, equal to a run of the kernel, best first", async () => {
    const { axes, isComplete, leftOut, rows } = await succeed(job, grid, { workers: 2, by: "return" })
    assert.deepStrictEqual(axes, ["fast", "slow"])
    assert.isTrue(isComplete)
    assert.strictEqual(leftOut, 2)
    assert.strictEqual(rows.length, 7)
    for (const [index, row] of rows.entries()) {
      const [fast = 0, slow = 0] = row.params
      const { summary } = Result.getOrThrow(Kernel.run(bars, { wishes: slowSmaCross(bars, fast, slow) }, costs))
      assert.strictEqual(row.finalEquity, summary.finalEquity)
      assert.strictEqual(row.maxDrawdown, summary.maxDrawdown)
      assert.strictEqual(row.commission, summary.totalCommission)
      assert.strictEqual(row.trades, summary.trades)
      assert.isAbove(row.trades, 50)
      assert.isAtMost(row.totalReturn, rows[index - 1]?.totalReturn ?? Number.POSITIVE_INFINITY)
    }
  })

  it("gives the same rows with two workers and without", async () => {
    assert.deepStrictEqual(await succeed(job, grid, { workers: 0 }), await succeed(job, grid, { workers: 2 }))
  })

  it("gives the same rows from columns that threads cannot share", async () => {
    const { close, high, low, open, time, volume } = bars
    const copies = { close, high, low, open, time, volume }
    const own = Object.fromEntries(Object.entries(copies).map(([name, column]) => [name, Float64Array.from(column)]))
    const unshared = { ...bars, ...(own as unknown as typeof copies) }
    assert.deepStrictEqual(
      await succeed({ ...job, bars: unshared }, grid, { workers: 1 }),
      await succeed(job, grid, { workers: 0 })
    )
  })

  it("gives the same rows when the costs cannot be counted in doubles", async () => {
    const free = { time: bars.time.slice(1, 2), rate: new Float64Array(1) }
    const slow = await succeed({ ...job, costs: { ...costs, funding: free } }, grid, { workers: 0 })
    assert.deepStrictEqual(slow, await succeed(job, grid, { workers: 0 }))
  })

  it("runs a strategy that a module exports", async () => {
    const only = Result.getOrThrow(Grid.parse("length=5..15:5"))
    const { rows } = await succeed({ ...job, strategy }, only, { workers: 1 })
    assert.strictEqual(rows.length, 3)
    assert.isTrue(rows.every((row) => row.trades > 10))
  })

  for (const workers of [0, 1])
    it(`says that a strategy's module exports no such function, with ${workers} workers`, async () => {
      const missing = { ...strategy, name: "nothing" }
      const result = await Sweep.run({ ...job, strategy: missing }, grid, { workers })
      assert.strictEqual(Result.isFailure(result) ? result.failure.field : "", "strategy")
    })

  it("passes on what the kernel refuses", async () => {
    const result = await Sweep.run({ ...job, costs: { ...costs, latencyMs: 5 } }, grid, { workers: 1 })
    assert.strictEqual(Result.isFailure(result) ? result.failure._tag : "", "NotHonoured")
  })

  it("refuses averages over a fraction of a bar", async () => {
    const result = await Sweep.run(job, Result.getOrThrow(Grid.parse("fast=1.5,slow=3")), { workers: 0 })
    assert.strictEqual(Result.isFailure(result) ? result.failure.field : "", "grid")
  })

  it("takes the axes of a built-in strategy by name, and the usual value of one that is left out", async () => {
    const only = Result.getOrThrow(Grid.parse("slow=20..40:20"))
    const { axes, rows } = await succeed(job, only, { workers: 0, by: "return" })
    assert.deepStrictEqual(axes, ["fast", "slow"])
    assert.deepStrictEqual(
      rows.map((row) => row.params).toSorted(([, a = 0], [, b = 0]) => a - b),
      [
        [10, 20],
        [10, 40]
      ]
    )
    const stop = await succeed(
      { ...job, strategy: "psar-stop" },
      Result.getOrThrow(Grid.parse("step=0.02..0.04:0.02")),
      {
        workers: 0
      }
    )
    assert.isTrue(stop.rows.length === 2 && stop.rows.every((row) => row.trades > 10))
  })

  it("refuses an unknown strategy and an axis that the strategy does not have", async () => {
    const unknown = await Sweep.run({ ...job, strategy: "magic" }, grid)
    assert.strictEqual(Result.isFailure(unknown) ? unknown.failure.field : "", "strategy")
    const stranger = await Sweep.run(job, Result.getOrThrow(Grid.parse("quick=1..3")))
    assert.strictEqual(
      Result.isFailure(stranger) ? stranger.failure.message : "",
      "grid: sma-cross has no parameter quick"
    )
  })

  it("stops when it is cancelled and keeps the rows it has", async () => {
    const cancel = new AbortController()
    const many = Result.getOrThrow(Grid.parse("fast=2..40,slow=41..140"))
    const { isComplete, rows } = await succeed(job, many, {
      workers: 1,
      signal: cancel.signal,
      onRow: (_, done) => done === 3 && cancel.abort()
    })
    assert.isFalse(isComplete)
    assert.isAtLeast(rows.length, 3)
  })

  it("does not begin when it was cancelled before", async () => {
    const { isComplete, rows } = await succeed(job, grid, { signal: AbortSignal.abort() })
    assert.deepStrictEqual([isComplete, rows.length], [false, 0])
  })

  it("goes on from a file of finished rows, past a torn line, and only for the same inputs", async () => {
    const resume = join(folder, "rows.jsonl")
    const half = Result.getOrThrow(Grid.parse("fast=4,slow=8..24:8"))
    await succeed(job, half, { workers: 0, resume })
    appendFileSync(resume, '\n{"key":"abc","row":{"par')
    const seen: Array<Row> = []
    const options = { workers: 0, resume, onRow: (row: Row) => seen.push(row) }
    const whole = await succeed(job, grid, options)

    assert.strictEqual(whole.resumed, 3)
    assert.strictEqual(seen.length, 4)
    assert.deepStrictEqual(whole.rows, (await succeed(job, grid, { workers: 0 })).rows)
    assert.strictEqual((await succeed(job, grid, options)).resumed, 7)
    assert.strictEqual((await succeed({ ...job, costs: { ...costs, feeRate: 0 } }, grid, options)).resumed, 0)
    assert.strictEqual(readFileSync(resume, "utf8").trim().split("\n").length, 3 + 1 + 4 + 7)
  })

  it("walks forward: the best of each training stretch, judged on the stretch that follows", async () => {
    const splits = Result.getOrThrow(WalkForward.splits(bars.length, 3_000, 1_500))
    const outcomes = Result.getOrThrow(await runSplits(job, grid, splits, { workers: 0, by: "return" }))
    assert.strictEqual(outcomes.length, 2)
    for (const { split, tested, trained } of outcomes) {
      const best = await succeed({ ...job, bars: WalkForward.slice(bars, split.train) }, grid, {
        by: "return",
        workers: 0
      })
      assert.deepStrictEqual(trained, best.rows[0])
      // Some two days.
      assert.deepStrictEqual([trained.sharpe, tested.sharpe], [Number.NaN, Number.NaN])
      assert.deepStrictEqual(tested.params, trained.params)
      const stretch = WalkForward.slice(bars, split.test)
      const [fast = 0, slow = 0] = tested.params
      const { summary } = Result.getOrThrow(Kernel.run(stretch, { wishes: slowSmaCross(stretch, fast, slow) }, costs))
      assert.strictEqual(tested.finalEquity, summary.finalEquity)
    }
  })
})
