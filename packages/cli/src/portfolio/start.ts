/**
 * A backtest of several symbols on one account: one clock, one limit, one equity.
 *
 * @module
 * @since 0.1.0
 */
import {
  listedSignals,
  type Market,
  type ReplayOptions,
  type ReplayResult,
  ReplayTable,
  replay,
  replayAsRun,
  replayJson,
  Statistics
} from "@backhand/backtest-adapter"
import { VirtualTimeScheduler } from "rxjs"
import { type Costs, readCosts, readPace } from "../backtest/costs.ts"
import type { backtestOptions } from "../backtest/options.ts"
import { writeJson, writeTables, writeText } from "../backtest/outputs.ts"
import { replaying, replayOptions } from "../backtest/simulate.ts"
import { summaryTable } from "../backtest/summaryTable.ts"
import type { Values } from "../Command.ts"
import { CommandError, type ExitCode } from "../CommandError.ts"
import { type Host, send } from "../Host.ts"
import { counted } from "../terminal/figures.ts"
import { paintFor } from "../terminal/Paint.ts"
import { readMarkets } from "./readMarkets.ts"
import type { Source } from "./sources.ts"
import { limitLines, symbolLines } from "./tables.ts"
import { readList, type Wished, wishesOf } from "./wishesOf.ts"

type Options = Values<typeof backtestOptions>

/**
 * What was run.
 *
 * @since 0.1.0
 */
export interface Portfolio {
  readonly title: string
  readonly costs: Costs
  readonly markets: ReadonlyArray<Market>
  readonly notes: ReadonlyArray<string>
  readonly wished: Wished
  readonly options: ReplayOptions
  readonly result: ReplayResult
  /** The same run without a rate limit, where one was given. */
  readonly free: ReplayResult | undefined
}

const optionsOf = (values: Options, costs: Costs): ReplayOptions => {
  const options = replayOptions({ costs, ...readPace(values), hasMinimums: values.instrument !== undefined })
  // Each contract's own fee, where contracts are given.
  if (values.instrument === undefined || values["fee-rate"] !== undefined) return options
  const { feeRate: _, ...rest } = options
  return rest
}

const runAll = async (values: Options, sources: ReadonlyArray<Source>, host: Host): Promise<Portfolio> => {
  if (values.symbol !== undefined)
    throw new CommandError(2, "--symbol is for one file of candles", "write --candles SYMBOL=FILE for each of several")
  const costs = readCosts(values, undefined)
  const options = optionsOf(values, costs)
  const list = await readList(values.signals)
  const { markets, notes } = await readMarkets(host, values, sources, costs, list)
  const isWaiting = options.limit !== null || options.latencyMs !== 0
  const wished = await wishesOf(values, markets, list, { fill: costs.fill, isWaiting })
  const run = (limit: ReplayOptions["limit"] = null): ReplayResult =>
    replay(markets, listedSignals(wished.wishes), { ...options, limit, scheduler: new VirtualTimeScheduler() })
  const result = replaying(() => run(options.limit))
  const free = options.limit === null ? undefined : run()
  const title = `${counted(markets.length, "symbol")} ${wished.name}`
  return { title, costs, markets, notes, wished, options, result, free }
}

/**
 * Runs `backhand backtest` for several symbols.
 *
 * Errors: as `backtest` for one.
 *
 * @since 0.1.0
 */
export const start = async (values: Options, sources: ReadonlyArray<Source>, host: Host): Promise<ExitCode> => {
  const portfolio = await runAll(values, sources, host)
  const { free, markets, options, result, title, wished } = portfolio
  const { bars, run } = replayAsRun(markets, result)
  const stats = Statistics.of(bars, run, { kind: markets[0]?.instrument.kind })
  const paint = paintFor(host, "stdout")
  await send(host.stdout, summaryTable(title, bars, run, stats, paint))
  await send(host.stdout, `\n${[...symbolLines(result, free), ...limitLines(portfolio)].join("\n")}\n`)
  const { check } = values.check === true ? await import("../backtest/check.ts") : {}
  const checked = wished.pipeline && check?.(markets, wished.pipeline, options, host)
  if (checked !== undefined) await send(host.stdout, `\n${checked.lines.join("\n")}\n`)
  if (values.json !== undefined)
    await writeJson(values.json, { ...replayJson(markets, result, stats, free), ...checked?.json })
  await writeTables(values, {
    trades: () => ReplayTable.trades(markets, result),
    fills: () => ReplayTable.fills(result),
    equity: () => ReplayTable.equity(markets, result),
    events: () => ReplayTable.events(result)
  })
  if (values.report !== undefined) {
    const { reportOf } = await import("./report.ts")
    await writeText(values.report, reportOf(host, values, portfolio))
  }
  return checked === undefined || checked.isClean ? 0 : 1
}
