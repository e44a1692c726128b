import type { Golden } from "../../../../scripts/testData.ts"
import { join } from "node:path"
import { Result } from "effect"
import * as Kernel from "../../src/kernel/Kernel.ts"
import type { KernelOptions } from "../../src/kernel/KernelOptions.ts"
import type { Run } from "../../src/kernel/Run.ts"
import * as Signals from "../../src/kernel/Signals.ts"
import { intervalOf, readBars, readCsv } from "./goldenFiles.ts"

const optionsOf = ({ settings, strategy }: Golden): KernelOptions => ({
  size: strategy.unit === undefined ? strategy.size : { allIn: strategy.unit },
  fill: settings.fill === "close" ? "close" : "next-open",
  feeRate: settings.commission_rate,
  slippageBps: settings.slippage_rate * 10_000,
  capital: settings.initial_cash
})

/** The resting stops of the stop-and-reverse runs: opposite to the trend, at the SAR for the next bar. */
const stopSignals = (root: string, golden: Golden, length: number) => {
  const list: Array<Signals.ListedSignal> = []
  readCsv(join(root, golden.strategy.series ?? "")).rows.forEach(([, , trend, stop], bar) => {
    if (stop !== "" && stop !== undefined && Number(trend) !== 0) list.push([bar, -Number(trend), Number(stop)])
  })
  return Signals.fromList(length, list)
}

export const runGolden = (root: string, golden: Golden): Run => {
  const bars = readBars(join(root, golden.data.file), intervalOf(golden))
  const signals =
    golden.settings.fill === "stop"
      ? stopSignals(root, golden, bars.length)
      : Signals.fromList(bars.length, golden.signals ?? [])
  return Result.getOrThrow(Result.flatMap(signals, (it) => Kernel.run(bars, it, optionsOf(golden))))
}
