import { join } from "node:path"
import { Contract } from "@backhand/core"
import { Result } from "effect"
import { readGoldens, testData } from "../../../../scripts/testData.ts"
import type { Bars } from "../../src/Bars.ts"
import * as Kernel from "../../src/kernel/Kernel.ts"
import type { Market } from "../../src/replay/Market.ts"
import { replay } from "../../src/replay/replay.ts"
import { renderReport } from "../../src/report/renderReport.ts"
import { renderSweepReport } from "../../src/report/renderSweepReport.ts"
import { reportOfKernel } from "../../src/report/reportOfKernel.ts"
import { reportOfReplay } from "../../src/report/reportOfReplay.ts"
import { reportOfSweep } from "../../src/report/reportOfSweep.ts"
import { parseStrategy } from "../../src/strategies/builtIn.ts"
import * as Grid from "../../src/sweep/Grid.ts"
import { runSplits } from "../../src/sweep/runSplits.ts"
import * as Sweep from "../../src/sweep/Sweep.ts"
import * as WalkForward from "../../src/sweep/WalkForward.ts"
import { intervalOf, readBars } from "../kernel/goldenFiles.ts"
import { runGolden } from "../kernel/runGolden.ts"

const minute = 60_000
const data = (name: string): string => testData(name) ?? name
const btc = (): Bars => readBars(join(data("candles"), "binance-usdm-1m/BTCUSDT-1m-2025-05_06.csv"), minute)
const costs = { size: "1", feeRate: "0.0006", capital: "100000" }
const words = (more: ReadonlyArray<readonly [string, string]>) =>
  [...more, ...Object.entries({ "fee rate": "0.0006", capital: "100,000", fill: "next-open" })] as const

/** One symbol by the kernel: 43,200 candles of a minute. */
const kernel = (): string => {
  const bars = btc()
  const { signals } = Result.getOrThrow(parseStrategy("sma-cross:360,1800"))
  const run = Result.getOrThrow(Kernel.run(bars, signals(bars), costs))
  return renderReport(
    reportOfKernel("BTCUSDT", bars, run, {
      title: "BTCUSDT sma-cross:360,1800",
      coin: "USDT",
      command:
        "backhand backtest --candles BTCUSDT-1m.csv --strategy sma-cross:360,1800 --size 1 --capital 100000 --report report.html",
      parameters: words([
        ["strategy", "sma-cross:360,1800"],
        ["size", "1"]
      ]),
      notes: ["No --instrument: the price step 0.1 is inferred, and no minimum sizes apply."]
    })
  )
}

/** A golden run: two averages over eight years of days. */
const golden = (): string => {
  const root = data("golden")
  const run = readGoldens(root).find(({ id }) => id === "goog-1d__sma10x30__next-open__c0.0006")
  if (run === undefined) throw new Error("the golden run is missing")
  return renderReport(
    reportOfKernel("GOOG", readBars(join(root, run.data.file), intervalOf(run)), runGolden(root, run), {
      title: "GOOG sma-cross:10,30",
      coin: "USD",
      command: "backhand backtest --candles goog-1d.csv --strategy sma-cross:10,30 --size 100 --report report.html",
      parameters: words([
        ["strategy", "sma-cross:10,30"],
        ["size", "100"]
      ])
    })
  )
}

/** Forty slices of one market side by side: when they turn, they turn together, and the limit binds. */
const portfolio = (): ReadonlyArray<Market> => {
  const bars = btc()
  return Array.from({ length: 40 }, (_, k) => {
    const slice = WalkForward.slice(bars, [k * 7, k * 7 + 6000])
    const instrument = Result.getOrThrow(
      Contract.decode({
        symbol: `S${String(k + 1).padStart(2, "0")}USDT`,
        quoteCoin: "USDT",
        pricePlace: "1",
        sizeMultiplier: "0.001",
        takerFeeRate: "0.0006"
      })
    )
    return { instrument, bars: { ...slice, time: bars.time.slice(0, 6000) } }
  })
}

const limited = (): string => {
  const markets = portfolio()
  const { operator } = Result.getOrThrow(parseStrategy("sma-cross:20,60"))
  const options = {
    size: "0.02",
    feeRate: "0.0006",
    slippageBps: 1,
    capital: "100000",
    limit: { limit: 1, windowMs: 5000 }
  }
  const run = (limit: typeof options.limit | null) => replay(markets, operator("0.1"), { ...options, limit })
  return renderReport(
    reportOfReplay(
      markets,
      run(options.limit),
      {
        title: "Forty symbols, sma-cross:20,60",
        coin: "USDT",
        parameters: words([
          ["strategy", "sma-cross:20,60"],
          ["size", "0.02"],
          ["slippage", "1 basis point"]
        ])
      },
      { limit: { limit: "1 order in 5 seconds", unlimited: run(null) } }
    )
  )
}

const swept = async (): Promise<string> => {
  const bars = readBars(join(data("golden"), "data/sp500-1d.csv"), 1440 * minute)
  const job = { bars, strategy: "sma-cross", costs: { ...costs, size: "50" } }
  const grid = Result.getOrThrow(Grid.parse("fast=5..100:5,slow=20..300:20"))
  const result = Result.getOrThrow(await Sweep.run(job, grid, { workers: 0 }))
  const splits = Result.getOrThrow(WalkForward.splits(bars.length, 1500, 500))
  const outcomes = Result.getOrThrow(await runSplits(job, grid, splits, { workers: 0 }))
  return renderSweepReport(
    reportOfSweep(result, {
      title: "S&P 500 sma-cross",
      coin: "USDT",
      command:
        'backhand sweep --candles sp500-1d.csv --strategy sma-cross --grid "fast=5..100:5,slow=20..300:20" --size 50 --report sweep.html',
      parameters: words([["size", "50"]]),
      by: "sharpe",
      walkForward: { bars, outcomes }
    })
  )
}

/** Reports of real markets, by name. */
export const examples = { kernel, golden, limited, swept }
