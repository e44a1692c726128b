import { Result } from "effect"
import type { Bars } from "../../src/Bars.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import type { Run } from "../../src/kernel/Run.ts"
import type { ReportAbout } from "../../src/report/ReportInput.ts"
import type { SweepReportInput } from "../../src/report/SweepReportInput.ts"
import * as Row from "../../src/sweep/Row.ts"

const minute = 60_000

/** Hourly bars on a wave, in ticks of 0.01, long enough for days and months. */
export const wave = (length: number, first = 1_700_006_400_000): Bars => {
  const at = (k: number) => Math.round(30_000 + 2000 * Math.sin(k / 40) + 300 * Math.sin(k / 3.1) + k)
  const column = (of: (k: number) => number) => Float64Array.from({ length }, (_, k) => of(k))
  return {
    length,
    time: column((k) => first + k * 60 * minute),
    open: column((k) => at(k)),
    high: column((k) => Math.max(at(k), at(k + 1)) + 20),
    low: column((k) => Math.min(at(k), at(k + 1)) - 30),
    close: column((k) => at(k + 1)),
    volume: column(() => 1),
    priceStep: "0.01",
    intervalMs: 60 * minute
  }
}

/** A wish every `every` bars, long and short in turn. */
export const turns = (length: number, every: number): Int8Array =>
  Int8Array.from({ length }, (_, k) => (k % every !== 1 ? 0 : Math.floor(k / every) % 2 === 0 ? 1 : -1))

export const costs = { size: "2", feeRate: "0.0006", capital: "100000" }

export const kernelRun = (bars: Bars, every: number): Run =>
  Result.getOrThrow(Kernel.run(bars, { wishes: turns(bars.length, every) }, costs))

export const about: ReportAbout = {
  title: "turns on WAVE",
  coin: "USDT",
  command: "backhand backtest --candles wave.csv --strategy turns",
  parameters: [["size", "2"]]
}

const row = (fast: number, slow: number): Row.Row => {
  const sharpe = fast === 9 && slow === 20 ? 2 : (fast - slow) / 40
  return {
    params: [fast, slow],
    sharpe,
    calmar: sharpe / 2,
    totalReturn: sharpe / 10,
    annualReturn: sharpe / 20,
    maxDrawdown: 100,
    maxDrawdownFraction: 0.1,
    trades: fast + slow,
    commission: 12.5,
    finalEquity: 1000 + sharpe
  }
}

/** Eleven of twelve combinations, and a walk-forward. */
export const sweepInput: SweepReportInput = {
  ...about,
  axes: ["fast", "slow"],
  by: "sharpe",
  rows: Row.rank(
    [3, 5, 7, 9].flatMap((fast) =>
      [10, 20, 30].flatMap((slow) => (fast === 3 && slow === 10 ? [] : [row(fast, slow)]))
    ),
    "sharpe"
  ),
  splits: [{ fromMs: 86_400_000, untilMs: 90_000_000, chosen: row(9, 20), tested: row(5, 10) }]
}
