/** The job of the benches, each way of doing it here: two averages, flips with fees, equity and drawdown. */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Contract } from "@backhand/core"
import type { Bars, KernelOptions, Run } from "@backhand/backtest-adapter"
import { Result } from "effect"
import { built } from "./built.mts"
import { cpuMs, median } from "./walk.mts"

const { Kernel, makeStrategy, replay, Statistics } = built

/** Money units of the C in a coin. */
export const one = 50_000
export const [fast, slow] = [10, 30]
export const costs = { size: "1", feeRate: "0.0006", capital: "1000000" }
export const strategy = Result.getOrThrow(makeStrategy("sma-cross", [fast, slow]))

/** Milliseconds of processor time for the whole job, and its outcome in money units: fills, equity, deepest drawdown. */
export interface Measured {
  readonly ms: number
  readonly fills: number
  readonly equity: number
  readonly drawdown: number
}

/** The median of rounds, each the mean of eight: processor time is counted in coarse steps. */
const often = (work: () => Omit<Measured, "ms">): Measured => {
  let last = work()
  const times = Array.from({ length: 7 }, () => {
    const begin = cpuMs()
    for (let k = 0; k < 8; k++) last = work()
    return (cpuMs() - begin) / 8
  })
  return { ...last, ms: median(times) }
}

/** Exact C in one pass, compiled here; throws where there is no gcc. */
export const inC = (bars: Bars.Bars): Measured => {
  const folder = mkdtempSync(join(tmpdir(), "backhand-bench-"))
  const [source, binary] = [fileURLToPath(new URL("smaCross.c", import.meta.url)), join(folder, "yardstick")]
  try {
    execFileSync("gcc", ["-O3", "-march=native", "-o", binary, source], { stdio: "ignore" })
    const text = execFileSync(binary, [bars.length, 56, fast, slow].map(String), { encoding: "utf8" })
    const lines = text
      .trim()
      .split("\n")
      .map((line) => line.split(" ").map(Number))
    const [, fills = 0, equity = 0, drawdown = 0] = lines[0] ?? []
    return { ms: median(lines.map(([ns = 0]) => ns)) / 1e6, fills, equity, drawdown }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const outcome = ({ summary }: Run): Omit<Measured, "ms"> => ({
  fills: summary.trades + 1,
  equity: Math.round(summary.finalEquity * one),
  drawdown: Math.round(summary.maxDrawdown * one)
})

/** The kernel on signals that are there already. */
export const onSignals = (bars: Bars.Bars): Measured => {
  const signals = strategy.signals(bars)
  return often(() => outcome(Result.getOrThrow(Kernel.run(bars, signals, costs))))
}

/** What a user calls: the kernel with a strategy. Trades and drawdowns are made where they are asked for. */
export const inKernel = (
  bars: Bars.Bars,
  more: { readonly funding?: KernelOptions.KernelOptions["funding"] } = {},
  use: (run: Run) => unknown = () => undefined
): Measured => {
  return often(() => {
    const run = Result.getOrThrow(Kernel.run(bars, strategy, { ...costs, ...more }))
    use(run)
    return outcome(run)
  })
}

export const withTrades = (bars: Bars.Bars): Measured => inKernel(bars, {}, ({ trades }) => trades)
export const withStatistics = (bars: Bars.Bars): Measured => inKernel(bars, {}, (run) => Statistics.of(bars, run))

/** The engine that trades live, in virtual time, once. */
export const inReplay = (bars: Bars.Bars): Measured => {
  const instrument = Result.getOrThrow(
    Contract.decode({ symbol: "X", quoteCoin: "USDT", pricePlace: "1", sizeMultiplier: "1", takerFeeRate: "0.0006" })
  )
  const begin = cpuMs()
  const { summary } = replay([{ instrument, bars }], strategy.operator(), { ...costs, limit: null })
  const ms = cpuMs() - begin
  const { den, num } = summary.finalEquity
  return { ms, fills: summary.trades + 1, equity: (Number(num) / Number(den)) * one, drawdown: Number.NaN }
}
