/**
 * Puts a backtest together: history, signals, costs; runs it; shows and writes what came of it.
 *
 * @module
 * @since 0.1.0
 */
import {
  Costs,
  limitJson,
  type ReplayResult,
  ReplayTable,
  resultJson,
  Statistics,
  Table
} from "@backhand/backtest-adapter"
import { Rational } from "@backhand/core"
import type { Values } from "../Command.ts"
import type { ExitCode } from "../CommandError.ts"
import { checkFiles } from "../given/checkFiles.ts"
import { type Host, send } from "../Host.ts"
import { counted } from "../terminal/figures.ts"
import { paintFor } from "../terminal/Paint.ts"
import { checkOptions } from "./checkOptions.ts"
import { contractOf } from "./contractOf.ts"
import { readCosts, readPace } from "./costs.ts"
import { readHistory, readRates } from "./history.ts"
import type { backtestOptions } from "./options.ts"
import { writeJson, writeTables, writeText } from "./outputs.ts"
import { type Plan, replayOptions, type Simulated, simulate } from "./simulate.ts"
import { ofOneSymbol, sourcesOf } from "../portfolio/sources.ts"
import { summaryTable } from "./summaryTable.ts"
import { moduleOf, readWishes } from "./wishes.ts"

type Given = Values<typeof backtestOptions>

/** What was given for one symbol. */
interface Options extends Omit<Given, "candles" | "funding"> {
  readonly candles?: string
  readonly funding?: string
}

/** Reads everything before anything is run. */
const planOf = async (values: Options, host: Host): Promise<Plan> => {
  const loaded = await readHistory(host, values)
  const { bars } = loaded.history
  const costs = readCosts(values, loaded.instrument)
  const funding = await readRates(values.funding)
  const named = { ...values, symbol: loaded.symbol }
  const wishes = await readWishes(named, { instrument: contractOf(loaded, costs), bars, funding })
  const list = "list" in wishes ? wishes.list : []
  const symbol = loaded.symbol ?? list.find((signal) => signal.symbol !== undefined)?.symbol
  return {
    bars,
    instrument: contractOf({ ...loaded, symbol }, costs, list),
    hasMinimums: loaded.instrument !== undefined,
    isRecorded: values.fills !== undefined || values.events !== undefined,
    notes: loaded.notes,
    wishes,
    costs,
    funding,
    ...readPace(values)
  }
}

/** The files that were read. */
const filesOf = (values: Options): ReadonlyArray<readonly [name: string, value: string]> => [
  ["candles", values.candles ?? ""],
  values.signals === undefined ? ["strategy", values.strategy ?? ""] : ["signals", values.signals],
  ["contract", values.instrument ?? "none"],
  ["funding", values.funding ?? "none"]
]

/** What a reader of the figures should know: in words, on standard error. */
const notes = ({ early, late, replayed, superseded }: Simulated): ReadonlyArray<string> => {
  const { delays, events = [], summary } = replayed?.result ?? {}
  const refused = events.filter((event) => event.event === "refused")
  const unfilled = summary?.unfilled ?? 0
  const were = unfilled === 1 ? "was" : "were"
  return [
    ...(superseded > 0 ? [`${counted(superseded, "signal")} gave way to a newer one of the same bar`] : []),
    ...(early > 0 ? [`${counted(early, "signal")} came too early to be filled: no bar had closed before it`] : []),
    ...(late > 0 ? [`${counted(late, "signal")} came too late to be filled: no bar follows`] : []),
    ...(refused[0] === undefined
      ? []
      : [`${counted(refused.length, "signal")} led to no order, the first for this: ${refused[0].message}`]),
    ...(unfilled > 0 ? [`${counted(unfilled, "order")} ${were} still open at the end`] : []),
    ...(delays === undefined || delays.delayed === 0
      ? []
      : [
          `${delays.delayed} of ${delays.orders} orders waited, half of all ${delays.p50Ms} ms, at most ${delays.maxMs} ms`
        ])
  ]
}

/** Loaded for those who ask: it runs the strategy some dozen times. */
const checkOf = async (plan: Plan, host: Host) => {
  const { bars, funding, instrument, wishes } = plan
  if (wishes.pipeline === undefined) return undefined
  const { check } = await import("./check.ts")
  return check([{ instrument, bars, funding }], wishes.pipeline, replayOptions(plan), host)
}

/** What only a replay keeps a record of: such tables make the run one. */
const recordsOf = ({ replayed }: Simulated) => {
  const of = (table: (result: ReplayResult) => Table.Table) => () =>
    replayed === undefined ? { length: 0, columns: [] } : table(replayed.result)
  return { fills: of(ReplayTable.fills), events: of(ReplayTable.events) }
}

/** What only a replay can tell: how long orders waited, what each cause cost, and what the limit did, in margin coin. */
const replayedJson = ({ options, result, unlimited }: NonNullable<Simulated["replayed"]>) => {
  const costs = Costs.ofResult(result)
  const numbers = Costs.causes.map((cause) => [cause, Rational.toNumber(costs[cause])] as const)
  const limit = options.limit === null ? {} : { limit: limitJson(result, unlimited()) }
  return { delays: result.delays, costs: Object.fromEntries(numbers), ...limit }
}

const runOne = async (values: Options, host: Host): Promise<ExitCode> => {
  const plan = await planOf(values, host)
  const simulated = await simulate(plan)
  const { bars, costs, wishes } = plan
  const { replayed, run, signals } = simulated
  const isSilent = "list" in wishes && wishes.list.length === 0
  const told = [...(isSilent ? [`${wishes.name}: there is no signal`] : []), ...notes(simulated)]
  for (const note of told) host.stderr.write(`${note}\n`)
  const stats = Statistics.of(bars, run, { kind: costs.kind })
  const paint = paintFor(host, "stdout")
  await send(host.stdout, summaryTable(`${plan.instrument.symbol} ${wishes.name}`, bars, run, stats, paint))
  const checked = values.check === true ? await checkOf(plan, host) : undefined
  if (checked !== undefined) await send(host.stdout, `\n${checked.lines.join("\n")}\n`)
  if (values.json !== undefined) {
    const more = { ...(replayed === undefined ? {} : replayedJson(replayed)), ...checked?.json }
    await writeJson(values.json, { ...resultJson(bars, signals, run, stats), ...more })
  }
  await writeTables(values, {
    trades: () => Table.trades(bars, run),
    equity: () => Table.equity(bars, run),
    ...recordsOf(simulated)
  })
  if (values.report !== undefined) {
    const { reportOf } = await import("./report.ts")
    const said = { given: filesOf(values), notes: [...plan.notes, ...told], stats }
    await writeText(values.report, reportOf(host, plan, simulated, said))
  }
  return checked === undefined || checked.isClean ? 0 : 1
}

const outputs = ["json", "trades", "fills", "equity", "events", "report"] as const

/**
 * Runs `backhand backtest`.
 *
 * Errors: rejects with a `CommandError`: 2 for options and files that cannot be used, 1 for a strategy that fails and a
 * file that cannot be written. A check that does not hold ends with 1.
 *
 * @since 0.1.0
 */
export const start = async (given: Given, host: Host): Promise<ExitCode> => {
  const sources = sourcesOf("candles", given.candles)
  checkOptions(given)
  checkFiles(
    outputs.map((name) => [name, given[name]]),
    [
      ...sources.map(({ path }) => ["candles", path] as const),
      ...sourcesOf("funding", given.funding).map(({ path }) => ["funding", path] as const),
      ["signals", given.signals],
      ["strategy", moduleOf(given.strategy)],
      ["instrument", given.instrument]
    ]
  )
  if (sources.length > 1) {
    const portfolio = await import("../portfolio/start.ts")
    return portfolio.start(given, sources, host)
  }
  return runOne(ofOneSymbol(given, sources[0]), host)
}
