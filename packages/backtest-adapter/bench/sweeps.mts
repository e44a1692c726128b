/** A sweep of pairs of averages over a random walk, on the calling thread and on workers. */
import type { Bars } from "@backhand/backtest-adapter"
import { Result } from "effect"
import { runHere } from "../src/sweep/runHere.ts"
import { runPool } from "../src/sweep/pool.ts"
import * as Grid from "../src/sweep/Grid.ts"
import type { SweepJob } from "../src/sweep/SweepJob.ts"
import { costs } from "./jobs.mts"
import { cpuMs, median } from "./walk.mts"

/**
 * Medians: the calling thread's time on the clock and on the processor; on the clock, one worker's for one pair and for all,
 * and all workers'.
 */
export interface Swept {
  readonly pairs: number
  readonly hereMs: number
  readonly hereCpuMs: number
  readonly startMs: number
  readonly oneMs: number
  readonly allMs: number
}

const timed = async (work: () => Promise<unknown>) => {
  const [wall, cpu] = [performance.now(), cpuMs()]
  Result.getOrThrow((await work()) as Result.Result<void, unknown>)
  return { wallMs: performance.now() - wall, cpuMs: cpuMs() - cpu }
}

export const sweep = async (bars: Bars.Bars, grid: string, threads: number): Promise<Swept> => {
  const job: SweepJob = { bars, costs, strategy: "sma-cross" }
  const combinations = Grid.combinations(Result.getOrThrow(Grid.parse(grid))).filter(
    ([fast = 0, slow = 0]) => fast < slow
  )
  const here = () => timed(() => runHere(job, combinations, () => {}))
  const pool = (count: number, pairs = combinations) => timed(() => runPool(job, pairs, count, () => {}))
  const first = combinations.slice(0, 1)
  await here()
  const rounds = []
  for (let round = 0; round < 3; round++)
    rounds.push({
      here: await here(),
      start: (await pool(1, first)).wallMs,
      one: (await pool(1)).wallMs,
      all: (await pool(threads)).wallMs
    })
  return {
    pairs: combinations.length,
    hereMs: median(rounds.map((it) => it.here.wallMs)),
    hereCpuMs: median(rounds.map((it) => it.here.cpuMs)),
    startMs: median(rounds.map((it) => it.start)),
    oneMs: median(rounds.map((it) => it.one)),
    allMs: median(rounds.map((it) => it.all))
  }
}
