/**
 * The report of a backtest: what was run, in words, beside what came of it.
 *
 * @module
 * @since 0.1.0
 */
import {
  renderReport,
  type ReportInput,
  reportOfKernel,
  reportOfReplay,
  type Statistics
} from "@backhand/backtest-adapter"
import { bandsOf } from "./bands.ts"
import type { Host } from "../Host.ts"
import { commandLine } from "../terminal/commandLine.ts"
import { counted, span } from "../terminal/figures.ts"
import type { Costs } from "./costs.ts"
import type { Plan, Simulated } from "./simulate.ts"

type Parameters = ReportInput["parameters"]

const sizeInWords = (size: Costs["size"]): string => {
  if (typeof size !== "object") return size
  return "allIn" in size ? `all-in, in units of ${size.allIn}` : `${size.value} in quote units`
}

/**
 * Costs in words.
 *
 * @since 0.1.0
 */
export const costsInWords = ({ capital, feeRate, fill, mode, size, slippageBps, whenFlat }: Costs): Parameters => [
  ["fill", fill],
  ["size", sizeInWords(size)],
  ["fee rate", feeRate],
  ["slippage", `${slippageBps} basis points`],
  ["capital", capital],
  ["hold mode", mode],
  ["when flat", whenFlat]
]

/**
 * A limit in words.
 *
 * @since 0.1.0
 */
export const limitInWords = ({ limit }: { readonly limit?: Plan["limit"] | null }): string =>
  limit === undefined || limit === null ? "none" : `${counted(limit.limit, "order")} in ${span(limit.windowMs)}`

const parametersOf = (plan: Plan, { replayed }: Simulated, given: Parameters): Parameters => [
  ...given,
  ...costsInWords(plan.costs),
  ["latency", `${plan.latencyMs} ms`],
  ["rate limit", limitInWords(plan)],
  ["run by", replayed === undefined ? "the kernel" : "the live engine, in virtual time"]
]

/**
 * Renders a finished backtest as HTML. A run under a rate limit is run again without it, to show what the limit cost.
 *
 * @since 0.1.0
 */
export const reportOf = (
  host: Host,
  plan: Plan,
  simulated: Simulated,
  {
    given,
    notes,
    stats
  }: { readonly given: Parameters; readonly notes: ReadonlyArray<string>; readonly stats: Statistics.Statistics }
): string => {
  const { bars, instrument, limit, wishes } = plan
  const { replayed, run } = simulated
  const about = {
    title: `${instrument.symbol} ${wishes.name}`,
    coin: instrument.marginCoin,
    command: commandLine(host),
    parameters: parametersOf(plan, simulated, given),
    notes
  }
  if (replayed === undefined)
    return renderReport(reportOfKernel(instrument.symbol, bars, run, about, stats, instrument.kind))
  const { market, options, result, unlimited } = replayed
  const bound = limit === undefined ? undefined : { limit: limitInWords(plan), unlimited: unlimited() }
  const { bands } = bandsOf([market], result, options)
  return renderReport(reportOfReplay([market], result, about, { bands, limit: bound }))
}
