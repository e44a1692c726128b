/**
 * The job of kernel.bench.mts beside other engines, in one run: exact C (built here where gcc is present), our kernel and
 * live engine, vectorbt where Python has it, and PineTS where npm can install
 * it into a temporary folder. Peers that are slower run fewer bars of the same walk.
 *
 *     node --conditions=@backhand/source bench/peers.bench.mts [bars]
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Contract } from "@backhand/core"
import { Kernel, KernelOptions, makeStrategy, replay, Statistics } from "@backhand/backtest-adapter"
import { Result } from "effect"
import * as DoubleScale from "../src/kernel/DoubleScale.ts"
import * as Extent from "../src/kernel/Extent.ts"
import * as Scale from "../src/kernel/Scale.ts"
import * as Pass from "../src/sweep/Pass.ts"
import * as Blocks from "../src/sweep/Blocks.ts"
import { passBars, stretch } from "../src/sweep/passBars.ts"
import { cpuMs, median, randomWalk } from "./walk.mts"

const length = Number(process.argv[2] ?? 1_000_000)
const bars = randomWalk(length)
const costs = { size: "1", feeRate: "0.0006", capital: "1000000" }
const strategy = Result.getOrThrow(makeStrategy("sma-cross", [10, 30]))
const folder = mkdtempSync(join(tmpdir(), "backhand-peers-"))

interface Measured {
  readonly barsASecond: number
  readonly fills: number | string
  readonly equity: number
}

const timed = (count: number, rounds: number, work: () => Omit<Measured, "barsASecond">): Measured => {
  let last = work()
  const times = Array.from({ length: rounds }, () => {
    const begin = cpuMs()
    last = work()
    return cpuMs() - begin
  })
  return { ...last, barsASecond: (count / median(times)) * 1000 }
}

const quietly = (file: string, args: ReadonlyArray<string>, timeout = 60_000): string =>
  execFileSync(file, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout })

const inC = (): Measured => {
  const source = fileURLToPath(new URL("smaCross.c", import.meta.url))
  quietly("gcc", ["-O3", "-march=native", "-o", "yardstick", source])
  const lines = quietly(join(folder, "yardstick"), [String(length), "9", "10", "30"])
    .trim()
    .split("\n")
  const [, fills = 0, equity = 0] = lines.at(-1)?.split(" ").map(Number) ?? []
  const ns = median(lines.map((line) => Number(line.split(" ")[0])))
  return { barsASecond: (length / ns) * 1e9, fills, equity: equity / 50_000 }
}

const kernel = (): Measured =>
  timed(length, 5, () => {
    const run = Result.getOrThrow(Kernel.run(bars, strategy.signals(bars), costs))
    Statistics.of(bars, run)
    return { fills: run.trades.length + 1, equity: run.summary.finalEquity }
  })

/** Averages, crosses, fills, fees, equity at every close and drawdown in one pass: what the yardstick does. */
const fused = (): Measured => {
  const { maxTicks, priceStep } = Result.getOrThrow(Extent.of(bars))
  const units = DoubleScale.make(Scale.make(Result.getOrThrow(KernelOptions.decode(costs)), priceStep), maxTicks, false)
  if (units === undefined) throw new Error("the bench's money must fit doubles")
  const equity = new Float64Array(length)
  const recording = { crosses: new Int32Array(stretch), equity }
  const blocks = Blocks.of(bars.close)
  return timed(length, 5, () => {
    const pass = Pass.begin(10, 30, units)
    while (pass.next < length) {
      const end = Math.min(pass.next + stretch, length)
      if (!passBars(pass, bars, blocks, units, end, recording)) throw new Error("a sum does not fit doubles")
    }
    return { fills: pass.trades + 1, equity: Pass.finish(pass, bars).equity / units.one }
  })
}

const live = (): Measured => {
  const instrument = Result.getOrThrow(
    Contract.decode({ symbol: "X", quoteCoin: "USDT", pricePlace: "1", sizeMultiplier: "1", takerFeeRate: "0.0006" })
  )
  return timed(length, 1, () => {
    const { summary } = replay([{ instrument, bars }], strategy.operator(), { ...costs, limit: null })
    return { fills: summary.trades + 1, equity: Number(summary.finalEquity.num) / Number(summary.finalEquity.den) }
  })
}

/** The random walk of walk.mts as text that a peer's program begins with. */
const peerBars = Math.min(length, 50_000)
const walkInJs = `let seed = 42
const next = () => { seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5; return seed >>> 0 }
let last = 1_000_000
const bars = Array.from({ length: ${peerBars} }, (_, i) => {
  const open = last + (next() % 5) - 2
  const close = open + (next() % 401) - 200
  last = close
  return { openTime: i * 60_000, closeTime: i * 60_000 + 59_999, volume: 1,
    open: open / 10, high: Math.max(open, close) / 10, low: Math.min(open, close) / 10, close: close / 10 }
})`

const install = (name: string): void => {
  writeFileSync(join(folder, "package.json"), '{"private":true}')
  quietly("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", name])
}

const told = (file: string, text: string, program: string): Measured => {
  writeFileSync(join(folder, file), text)
  const [ms, fills, equity] = JSON.parse(quietly(program, [file], 100_000)) as [number, number | string, number]
  return { barsASecond: (peerBars / ms) * 1000, fills, equity }
}

const pineTs = (): Measured => {
  install("pinets@0.9.34")
  const script = `${walkInJs}
import { PineTS } from "pinets"
const begin = process.cpuUsage()
const { plots } = await new PineTS(bars, "X", "1", bars.length).run(\`//@version=6
strategy("cross", initial_capital=1000000, commission_type=strategy.commission.percent, commission_value=0.06, default_qty_type=strategy.fixed, default_qty_value=1)
fast = ta.sma(close, 10)
slow = ta.sma(close, 30)
if ta.crossover(fast, slow)
    strategy.entry("L", strategy.long)
if ta.crossunder(fast, slow)
    strategy.entry("S", strategy.short)
plot(strategy.equity, "equity")
\`)
const { system, user } = process.cpuUsage(begin)
const ms = (system + user) / 1000
process.stdout.write(JSON.stringify([ms, "–", plots.equity.data.at(-1).value]))`
  return told("pine.mjs", script, process.execPath)
}

const vectorbt = (): Measured => {
  const python = process.env["BACKHAND_PYTHON"] ?? "python3"
  const script = `import json, time
import numpy as np, pandas as pd, vectorbt as vbt
seed = 42
def step():
    global seed
    seed ^= (seed << 13) & 0xFFFFFFFF
    seed ^= seed >> 17
    seed ^= (seed << 5) & 0xFFFFFFFF
    return seed
n, last, o, c = ${peerBars}, 1000000, [], []
for _ in range(n):
    a = last + step() % 5 - 2
    last = a + step() % 401 - 200
    o.append(a / 10); c.append(last / 10)
open_, close = pd.Series(o), pd.Series(c)
def run():
    d = np.sign(close.rolling(10).mean() - close.rolling(30).mean())
    up, down = ((d > 0) & (d.shift() < 0)).shift(fill_value=False), ((d < 0) & (d.shift() > 0)).shift(fill_value=False)
    p = vbt.Portfolio.from_signals(open_, up, False, down, False, size=1, fees=0.0006, init_cash=1e6, upon_opposite_entry="reverse")
    return p.orders.count(), p.value().iloc[-1], p.max_drawdown()
run()
times = []
for _ in range(5):
    begin = time.process_time(); result = run(); times.append(time.process_time() - begin)
print(json.dumps([sorted(times)[2] * 1000, int(result[0]), float(result[1])]))`
  return told("vectorbt.py", script, python)
}

const ours = fused()
const jobs: Readonly<Record<string, () => Measured>> = {
  "C, int64, one pass (gcc -O3)": inC,
  "fused pass, equity stored": () => ours,
  "kernel: signals, run, statistics": kernel,
  "replay: the live engine": live,
  [`vectorbt 0.28 (${peerBars} bars)`]: vectorbt,
  [`PineTS 0.9.34 (${peerBars} bars)`]: pineTs
}

console.log(
  `SMA 10/30, ${length} bars, flips with fees; processor time, load ${loadavg()
    .map((it) => it.toFixed(1))
    .join(" ")}\n`
)
console.log(["engine".padEnd(34), "k bars/s".padStart(10), "fused is".padStart(10), "  fills, final equity"].join(" "))
for (const [name, job] of Object.entries(jobs)) {
  try {
    const { barsASecond, equity, fills } = job()
    const cells = [
      (barsASecond / 1000).toFixed(0).padStart(10),
      `${(ours.barsASecond / barsASecond).toFixed(2)} x`.padStart(10)
    ]
    console.log([name.padEnd(34), ...cells, `  ${fills}, ${equity.toFixed(2)}`].join(" "))
  } catch (cause) {
    console.log(`${name.padEnd(34)} not here: ${String(cause).split("\n")[0]?.slice(0, 80)}`)
  }
}
rmSync(folder, { recursive: true })
