import { loadavg, availableParallelism } from "node:os"
import * as Result from "effect/Result"
import { runHere } from "../src/sweep/runHere.ts"
import { runPool } from "../src/sweep/pool.ts"
import * as Grid from "../src/sweep/Grid.ts"
import type { SweepJob } from "../src/sweep/SweepJob.ts"
import { cpuMs, median, randomWalk } from "./walk.mts"

const length = Number(process.argv[2] ?? 1_000_000)
const bars = randomWalk(length)
const job: SweepJob = { bars, costs: { size: "1", feeRate: "0.0006", capital: "1000000" }, strategy: "sma-cross" }
const text = process.argv[3] ?? "fast=5..100:5,slow=110..400:5"
const combinations = Grid.combinations(Result.getOrThrow(Grid.parse(text))).filter(
  ([fast = 0, slow = 0]) => fast < slow
)
const pairs = combinations.length

interface Measured {
  readonly wallMs: number
  readonly cpuMs: number
}

const timed = async (work: () => Promise<unknown>): Promise<Measured> => {
  const [wall, cpu] = [performance.now(), cpuMs()]
  Result.getOrThrow((await work()) as Result.Result<void, unknown>)
  return { wallMs: performance.now() - wall, cpuMs: cpuMs() - cpu }
}

const here = () => timed(() => runHere(job, combinations, () => {}))
const threads = (count: number) => timed(() => runPool(job, combinations, count, () => {}))

const cores = availableParallelism()
const columns = { here: [] as Array<Measured>, one: [] as Array<Measured>, all: [] as Array<Measured> }
await here()
for (let round = 0; round < 3; round++) {
  columns.here.push(await here())
  columns.one.push(await threads(1))
  columns.all.push(await threads(cores))
}
const wall = (list: ReadonlyArray<Measured>) => median(list.map((it) => it.wallMs))
const cpu = median(columns.here.map((it) => it.cpuMs))
console.log(
  `${text}: ${pairs} pairs over ${length} bars, load ${loadavg()
    .map((it) => it.toFixed(1))
    .join(" ")}`
)
console.log(`calling thread   ${wall(columns.here).toFixed(0)} ms wall, ${cpu.toFixed(0)} ms of processor time`)
console.log(
  `                 ${((cpu / pairs / length) * 1e6).toFixed(2)} ns a bar and pair; a thousand pairs over a million bars: ${((cpu / pairs / length) * 1e6).toFixed(1)} s a core`
)
console.log(`one worker       ${wall(columns.one).toFixed(0)} ms wall`)
console.log(
  `${cores} workers        ${wall(columns.all).toFixed(0)} ms wall, ${(wall(columns.one) / wall(columns.all)).toFixed(2)} times one worker`
)
