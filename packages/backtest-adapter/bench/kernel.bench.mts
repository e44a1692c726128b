/** One run over a million bars beside the same job in exact C, with equal results required. */
import { loadavg } from "node:os"
import { type Measured, inC, inKernel, onSignals, withStatistics, withTrades } from "./jobs.mts"
import { randomWalk } from "./walk.mts"

const bars = randomWalk(Number(process.argv[2] ?? 1_000_000))
/** Free funding changes no money, but cannot be counted in doubles. */
const funding = { time: bars.time.slice(1, 2), rate: Float64Array.of(0) }

const jobs: Readonly<Record<string, () => Measured>> = {
  "C, int64, one pass (gcc -O3 -march=native)": () => inC(bars),
  "strategy and kernel: equity, final numbers": () => inKernel(bars),
  "the kernel on signals that are there": () => onSignals(bars),
  "  and the table of trades": () => withTrades(bars),
  "  and all statistics": () => withStatistics(bars),
  "strategy and kernel, in bigints": () => inKernel(bars, { funding })
}

const load = loadavg().map((it) => it.toFixed(1))
console.log(
  `SMA 10/30, ${bars.length} bars, flips with fees, equity and drawdown; processor time, load ${load.join(" ")}\n`
)
console.log("job                                               ms  M bars/s  of first   fills, equity, drawdown")
let base = Number.NaN
const results = new Set<string>()
for (const [name, job] of Object.entries(jobs)) {
  try {
    const { drawdown, equity, fills, ms } = job()
    if (Number.isNaN(base)) base = ms
    const result = `${fills} ${equity} ${drawdown}`
    results.add(result)
    const cells = [ms.toFixed(2).padStart(8), (bars.length / ms / 1000).toFixed(0).padStart(9)]
    console.log([name.padEnd(43), ...cells, (base / ms).toFixed(2).padStart(9), ` ${result}`].join(" "))
  } catch (cause) {
    console.log(`${name.padEnd(43)} not here: ${String(cause).split("\n")[0]?.slice(0, 60)}`)
  }
}
if (results.size > 1) throw new Error("the rows disagree")
