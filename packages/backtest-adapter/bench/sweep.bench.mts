/** A thousand pairs of averages over a million bars: how long on a core, and how much faster on all of them. */
import { availableParallelism, loadavg } from "node:os"
import { ceiling } from "./ceiling.mts"
import { sweep } from "./sweeps.mts"
import { randomWalk } from "./walk.mts"

const length = Number(process.argv[2] ?? 1_000_000)
const grid = process.argv[3] ?? "fast=5..100:5,slow=110..400:5"
const cores = availableParallelism()
const { allMs, hereCpuMs, hereMs, oneMs, pairs, startMs } = await sweep(randomWalk(length), grid, cores)
const nanoseconds = (hereCpuMs / pairs / length) * 1e6
const load = loadavg().map((it) => it.toFixed(1))
const ms = (value: number) => `${value.toFixed(0).padStart(6)} ms`

console.log(`${grid}: ${pairs} pairs over ${length} bars, load ${load.join(" ")}`)
console.log(
  `calling thread  ${ms(hereMs)} on the clock, ${ms(hereCpuMs)} of processor time: ${nanoseconds.toFixed(2)} ns a bar and pair`
)
console.log(`                a thousand pairs over a million bars: ${nanoseconds.toFixed(1)} s a core`)
console.log(`one worker      ${ms(oneMs)} on the clock, of which ${ms(startMs).trim()} for its start and one pair`)
console.log(
  `${cores} workers       ${ms(allMs)}: ${(oneMs / allMs).toFixed(2)} times one worker, ${(hereMs / allMs).toFixed(2)} times the calling thread`
)
console.log(
  `                ${((oneMs - startMs) / (allMs - startMs)).toFixed(2)} times one worker once they have started`
)
console.log(
  `                ${(await ceiling(cores)).toFixed(2)} times is what ${cores} threads reach that share nothing`
)
