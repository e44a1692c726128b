/** A sweep of pairs of averages over a random walk, on the calling thread and on workers, as the built package does it. */
import type { Bars } from "@backhand/backtest-adapter"
import { Result } from "effect"
import { built } from "./built.mts"
import { costs } from "./jobs.mts"
import { cpuMs, median } from "./walk.mts"

const { Grid, Sweep } = built

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
  const axes = Result.getOrThrow(Grid.parse(grid))
  const first = axes.map(({ name, values }) => ({ name, values: values.slice(0, 1) }))
  const pairs = axes.reduce((count, { values }) => count * values.length, 1)
  const swept = (workers: number, of = axes) =>
    timed(() => Sweep.run({ bars, costs, strategy: "sma-cross" }, of, { workers }))
  await swept(0)
  const rounds = []
  for (let round = 0; round < 3; round++)
    rounds.push({
      here: await swept(0),
      start: (await swept(1, first)).wallMs,
      one: (await swept(1)).wallMs,
      all: (await swept(threads)).wallMs
    })
  return {
    pairs,
    hereMs: median(rounds.map((it) => it.here.wallMs)),
    hereCpuMs: median(rounds.map((it) => it.here.cpuMs)),
    startMs: median(rounds.map((it) => it.start)),
    oneMs: median(rounds.map((it) => it.one)),
    allMs: median(rounds.map((it) => it.all))
  }
}
