import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Result from "effect/Result"
import * as DoubleScale from "../src/kernel/DoubleScale.ts"
import * as Kernel from "../src/kernel/Kernel.ts"
import * as KernelOptions from "../src/kernel/KernelOptions.ts"
import * as Scale from "../src/kernel/Scale.ts"
import * as Extent from "../src/kernel/Extent.ts"
import * as Pass from "../src/sweep/Pass.ts"
import * as Blocks from "../src/sweep/Blocks.ts"
import { passBars, stretch } from "../src/sweep/passBars.ts"
import { makeStrategy } from "../src/strategies/builtIn.ts"
import { cpuMs, median, randomWalk } from "./walk.mts"

const length = Number(process.argv[2] ?? 1_000_000)
const rounds = 7
const [fast, slow] = [10, 30]
const bars = randomWalk(length)
const costs = { size: "1", feeRate: "0.0006", capital: "1000000" }
const { maxTicks, priceStep } = Result.getOrThrow(Extent.of(bars))
const scale = Scale.make(Result.getOrThrow(KernelOptions.decode(costs)), priceStep)
const units = DoubleScale.make(scale, maxTicks, false)
if (units === undefined) throw new Error("the bench's money must fit doubles")
const equity = new Float64Array(length)
const crosses = new Int32Array(stretch)
const { wishes } = Result.getOrThrow(makeStrategy("sma-cross", [fast, slow])).signals(bars)
/** Free funding changes no money, but cannot be counted in doubles. */
const free = { time: bars.time.slice(1, 2), rate: Float64Array.of(0) }

interface Measured {
  readonly ms: number
  readonly result: string
}

const timed = (work: () => string): Measured => {
  const start = cpuMs()
  const result = work()
  return { ms: cpuMs() - start, result }
}

const folder = mkdtempSync(join(tmpdir(), "backhand-bench-"))
const yardstick = (() => {
  try {
    const source = fileURLToPath(new URL("smaCross.c", import.meta.url))
    execFileSync("gcc", ["-O3", "-march=native", "-o", join(folder, "yardstick"), source])
    return join(folder, "yardstick")
  } catch {
    return undefined
  }
})()

const runYardstick = (binary: string): Measured => {
  const arguments_ = [length, 8, fast, slow].map(String)
  const lines = execFileSync(binary, arguments_, { encoding: "utf8" }).trim().split("\n")
  const [, ...result] = lines[0]?.split(" ") ?? []
  const total = lines.reduce((sum, line) => sum + Number(line.split(" ")[0]), 0)
  return { ms: total / lines.length / 1e6, result: result.join(" ") }
}

/** The mean of eight: processor time is counted in coarse steps. */
const often = (work: () => string) => (): Measured => {
  const { ms, result } = timed(() => Array.from({ length: 8 }, work).at(-1) ?? "")
  return { ms: ms / 8, result }
}

const fused = (into: Float64Array | undefined): string => {
  const pass = Pass.begin(fast, slow, units)
  // A sweep makes its blocks once; where equity is stored they are not looked at.
  const blocks = into === undefined ? Blocks.of(bars.close) : Blocks.of(new Float64Array(0))
  while (pass.next < length) {
    const end = Math.min(pass.next + stretch, length)
    if (!passBars(pass, bars, blocks, units, end, { crosses, equity: into }))
      throw new Error("a sum does not fit doubles")
  }
  const it = Pass.finish(pass, bars)
  return `${pass.trades + 1} ${it.equity} ${it.drawdown}`
}

const jobs: Readonly<Record<string, () => Measured>> = {
  ...(yardstick === undefined ? {} : { "C, int64, one pass (gcc -O3 -march=native)": () => runYardstick(yardstick) }),
  "fused pass, equity stored": often(() => fused(equity)),
  "fused pass, final numbers only": often(() => fused(undefined)),
  "kernel on a column of wishes, in doubles": often(() => {
    const { summary } = Result.getOrThrow(Kernel.run(bars, { wishes }, costs))
    return `${summary.trades + 1} ${summary.finalEquity * units.one} ${Math.round(summary.maxDrawdown * units.one)}`
  }),
  "kernel on a column of wishes, in bigints": often(() => {
    const { summary } = Result.getOrThrow(Kernel.run(bars, { wishes }, { ...costs, funding: free }))
    return `${summary.trades + 1} ${summary.finalEquity * units.one} ${Math.round(summary.maxDrawdown * units.one)}`
  })
}

const times = new Map<string, Array<number>>()
const results = new Map<string, string>()
for (let round = 0; round < rounds; round++)
  for (const [name, job] of Object.entries(jobs)) {
    const { ms, result } = job()
    times.set(name, [...(times.get(name) ?? []), ms])
    results.set(name, result)
  }
rmSync(folder, { recursive: true })

const base = median(times.values().next().value ?? [])
const load = loadavg()
  .map((it) => it.toFixed(1))
  .join(" ")
console.log(`SMA ${fast}/${slow}, ${length} bars, flips with fees, equity and drawdown; processor time, load ${load}`)
console.log(yardstick === undefined ? "No gcc: ratios are to the first row.\n" : "")
console.log(
  [
    "job".padEnd(46),
    "ms".padStart(8),
    "M bars/s".padStart(9),
    "of first".padStart(9),
    "  fills, equity, drawdown"
  ].join(" ")
)
for (const [name, list] of times) {
  const ms = median(list)
  const cells = [
    ms.toFixed(2).padStart(8),
    (length / ms / 1000).toFixed(0).padStart(9),
    (base / ms).toFixed(2).padStart(9)
  ]
  console.log([name.padEnd(46), ...cells, ` ${results.get(name)}`].join(" "))
}
if (new Set(results.values()).size > 1) throw new Error("the rows disagree")
