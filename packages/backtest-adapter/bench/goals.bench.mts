/** What the kernel, its peers and the sweep are meant to reach, beside what they reach, in one run. As for peers.bench.mts. */
import { availableParallelism, loadavg } from "node:os"
import { ceiling } from "./ceiling.mts"
import { inC, inKernel, inReplay, type Measured } from "./jobs.mts"
import * as Outside from "./peers/outside.mts"
import { sweep } from "./sweeps.mts"
import { randomWalk } from "./walk.mts"

const bars = randomWalk(Number(process.argv[2] ?? 1_000_000))
const speed = ({ ms }: Measured) => (bars.length / ms) * 1000
const load = loadavg().map((it) => it.toFixed(1))
console.log(`SMA 10/30 over ${bars.length} bars, load ${load.join(" ")}\n`)
console.log(`${"goal".padEnd(62)} ${"wanted".padStart(9)} ${"measured".padStart(9)}`)

const goal = (name: string, wanted: number, measure: () => number, isAtMost = false): void => {
  let told: string
  try {
    const measured = measure()
    const isMet = isAtMost ? measured <= wanted : measured >= wanted
    told = `${measured.toPrecision(3).padStart(9)} ${isMet ? "" : "  not met"}`
  } catch (cause) {
    told = `  not here: ${String(cause).split("\n")[0]?.slice(0, 60)}`
  }
  console.log(`${name.padEnd(62)} ${String(wanted).padStart(9)} ${told}`)
}

const kernel = inKernel(bars)
goal("strategy and kernel, of exact C in one pass", 0.5, () => inC(bars).ms / kernel.ms)
const vectorbt = Outside.once(() => Outside.vectorbt(bars.length).barsASecond)
const pineTs = Outside.once(() => Outside.pineTs(50_000).barsASecond)
const backtestKit = Outside.once(() => Outside.backtestKit(10_000).barsASecond)
for (const [name, wanted, theirs] of [
  ["vectorbt", 30, vectorbt],
  ["PineTS", 1_000, pineTs],
  ["backtest-kit", 10_000, backtestKit]
] as const)
  goal(`strategy and kernel, times ${name}`, wanted, () => speed(kernel) / theirs())
goal("replay with the live engine, million bars a second", 1, () => speed(inReplay(bars)) / 1e6)
const cores = availableParallelism()
const { allMs, hereCpuMs, oneMs, pairs } = await sweep(bars, "fast=5..100:5,slow=110..400:5", cores)
goal("a thousand pairs over a million bars, seconds a core", 5, () => (hereCpuMs / pairs / bars.length) * 1e6, true)
goal(`sweep of ${pairs} pairs on ${cores} workers, times one`, 0.95 * cores, () => oneMs / allMs)
const most = await ceiling(cores)
console.log(
  `${`  ${cores} threads that share nothing, times one`.padEnd(62)} ${"".padStart(9)} ${most.toPrecision(3).padStart(9)}`
)
