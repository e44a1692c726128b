/**
 * The job of kernel.bench.mts beside other engines, in one run. `BACKHAND_PYTHON` names a Python that has vectorbt,
 * `BACKHAND_PEERS` a folder with node_modules that have PineTS and backtest-kit; without it npm is asked for them.
 * Slower engines run fewer bars of the same walk.
 */
import { loadavg } from "node:os"
import { inC, inKernel, inReplay, type Measured, one, withStatistics } from "./jobs.mts"
import * as Outside from "./peers/outside.mts"
import { randomWalk } from "./walk.mts"

const bars = randomWalk(Number(process.argv[2] ?? 1_000_000))
const inside = ({ equity, fills, ms }: Measured): Outside.Outside => ({
  barsASecond: (bars.length / ms) * 1000,
  fills,
  equity: equity / one
})
const [few, fewer] = [Math.min(bars.length, 50_000), Math.min(bars.length, 10_000)]

const kernel = inside(inKernel(bars))
const jobs: Readonly<Record<string, () => Outside.Outside>> = {
  "C, int64, one pass (gcc -O3)": () => inside(inC(bars)),
  "strategy and kernel": () => kernel,
  "  and all statistics": () => inside(withStatistics(bars)),
  "replay: the live engine": () => inside(inReplay(bars)),
  [`vectorbt (${bars.length} bars)`]: () => Outside.vectorbt(bars.length),
  [`PineTS 0.9.34 (${few} bars)`]: () => Outside.pineTs(few),
  [`backtest-kit 19.5.0 (${fewer} bars)`]: () => Outside.backtestKit(fewer)
}

const load = loadavg().map((it) => it.toFixed(1))
console.log(`SMA 10/30, ${bars.length} bars, flips with fees; processor time, load ${load.join(" ")}\n`)
console.log("engine                              k bars/s    kernel is   fills, final equity")
for (const [name, job] of Object.entries(jobs)) {
  try {
    const { barsASecond, equity, fills, version = "" } = job()
    const times = `${(kernel.barsASecond / barsASecond).toPrecision(3)} x`.padStart(12)
    const told = `${fills}, ${equity === null ? "not this job's" : equity.toFixed(2)} ${version}`
    const speed = (barsASecond / 1000).toFixed(barsASecond < 1e5 ? 1 : 0).padStart(10)
    console.log([name.padEnd(33), speed, times, `  ${told}`].join(" "))
  } catch (cause) {
    console.log(`${name.padEnd(33)} not here: ${String(cause).split("\n")[0]?.slice(0, 80)}`)
  }
}
