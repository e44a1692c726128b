/**
 * Reads what a sweep is to do.
 *
 * @module
 * @since 0.1.0
 */
import {
  Calendar,
  Grid,
  parseStrategy,
  Returns,
  type Row,
  type SweepJob,
  WalkForward
} from "@backhand/backtest-adapter"
import { Rational } from "@backhand/core"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { contractOf } from "../backtest/contractOf.ts"
import { type Costs, kernelCosts, readCosts } from "../backtest/costs.ts"
import { type Loaded, readHistory, readRates } from "../backtest/history.ts"
import { mayBeRefused } from "../backtest/minimums.ts"
import { importModule, isModule } from "../backtest/wishes.ts"
import { orRefuse } from "../asCommandError.ts"
import type { Values } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import * as Given from "../given/Given.ts"
import type { Host } from "../Host.ts"
import { counted } from "../terminal/figures.ts"
import type { sweepOptions } from "./options.ts"

/**
 * What was given, of one symbol.
 *
 * @since 0.1.0
 */
export interface Options extends Omit<Values<typeof sweepOptions>, "candles" | "funding"> {
  readonly candles?: string
  readonly funding?: string
}

/**
 * What is swept.
 *
 * @since 0.1.0
 */
export interface Plan {
  readonly loaded: Loaded
  readonly notes: ReadonlyArray<string>
  readonly costs: Costs
  readonly job: SweepJob
  readonly grid: Grid.Grid
  readonly by: Row.By
  readonly splits: ReadonlyArray<WalkForward.Split> | undefined
  readonly workers: number | undefined
}

const splitsOf = (bars: number, text: string | undefined): Plan["splits"] => {
  if (text === undefined) return undefined
  const [, train, test, kind] = /^(\d+),(\d+)(?:,(anchored|rolling))?$/.exec(text) ?? []
  if (train === undefined || test === undefined)
    throw new CommandError(
      2,
      `--walk-forward: got "${text}"`,
      "expected: TRAIN,TEST in bars, such as 10000,2000, or 10000,2000,anchored"
    )
  return orRefuse(WalkForward.splits(bars, Number(train), Number(test), kind === "anchored" ? kind : "rolling"))
}

/** What a reader of the rows should know. */
const notesOf = (host: Host, { history: { bars }, notes }: Loaded): ReadonlyArray<string> => {
  const days = Calendar.dayEnds(bars.time).length
  if (days >= Returns.fewestDays) return notes
  const note = `figures a year of ${counted(days, "day")} rank combinations, and are not told: they promise nothing`
  host.stderr.write(`${note}\n`)
  return [...notes, note]
}

/** The step of sizes; refuses sizes that the contract's minimums or its maximum may forbid, which a sweep does not apply. */
const unitOf = (loaded: Loaded, costs: Costs): string => {
  const instrument = contractOf(loaded, costs)
  const { bars } = loaded.history
  if (!mayBeRefused({ bars, costs, instrument, hasMinimums: loaded.instrument !== undefined }))
    return Rational.toDecimal(instrument.sizeStep)
  throw new CommandError(
    2,
    "--size: the contract's minimums or its largest order may forbid it, which a sweep does not apply",
    "give another size, or leave --instrument out; backtest applies them"
  )
}

/** A built-in strategy by its name, or the columns of a module that has some. */
const strategyOf = async (text: string): Promise<SweepJob["strategy"]> => {
  if (!isModule(text)) {
    const [name = "", numbers] = text.split(":")
    orRefuse(parseStrategy(name))
    if (numbers === undefined) return name
    throw new CommandError(2, `--strategy: the numbers of ${name} are the grid's`, `expected: --strategy ${name}`)
  }
  const { columns } = await importModule(text)
  if (typeof columns === "function") return { module: pathToFileURL(resolve(text)).href, name: "columns" }
  throw new CommandError(
    2,
    `${text} exports no columns`,
    "expected: export const columns = (bars, params) => …, the signals of one combination; see docs/backtest.md"
  )
}

const needed = (option: string, text: string | undefined, example: string): string => {
  if (text !== undefined) return text
  throw new CommandError(2, `--${option} is missing`, `expected: --${option} ${example}`)
}

/**
 * Reads options and files.
 *
 * Errors: rejects with a `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const readPlan = async (values: Options, host: Host): Promise<Plan> => {
  const strategy = await strategyOf(needed("strategy", values.strategy, "sma-cross"))
  const grid = orRefuse(Grid.parse(needed("grid", values.grid, "fast=5..50:5,slow=20..200:10")))
  const by = Given.oneOf("by", values.by, ["sharpe", "return", "calmar"]) ?? "sharpe"
  const workers = Given.integer("workers", values.workers, 0, 1024)
  readCosts(values, undefined)
  const loaded = await readHistory(host, values)
  const costs = readCosts(values, loaded.instrument)
  const unit = unitOf(loaded, costs)
  const funding = await readRates(values.funding)
  const { bars } = loaded.history
  const job: SweepJob = { bars, costs: { ...kernelCosts(costs, unit), funding }, strategy }
  const notes = notesOf(host, loaded)
  return { loaded, notes, costs, job, grid, by, workers, splits: splitsOf(bars.length, values["walk-forward"]) }
}
