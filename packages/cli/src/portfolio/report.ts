/**
 * The report of a backtest of several symbols.
 *
 * @module
 * @since 0.1.0
 */
import { type Market, renderReport, reportOfReplay } from "@backhand/backtest-adapter"
import { bandsOf } from "../backtest/bands.ts"
import type { backtestOptions } from "../backtest/options.ts"
import { costsInWords, limitInWords } from "../backtest/report.ts"
import type { Values } from "../Command.ts"
import type { Host } from "../Host.ts"
import { commandLine } from "../terminal/commandLine.ts"
import type { Portfolio } from "./start.ts"

const sourcesInWords = (given: ReadonlyArray<string> = ["none"]): string => given.join(", ")

/** Costs in words; a fee that each contract has of its own is no number. */
const costWords = ({ costs, options }: Portfolio) =>
  costsInWords(costs).map(([name, value]): readonly [string, string] =>
    name === "fee rate" && options.feeRate === undefined ? [name, "each contract's taker fee"] : [name, value]
  )

/**
 * Renders a finished backtest of several symbols as HTML, with the rate limit's page where there was a limit.
 *
 * @since 0.1.0
 */
export const reportOf = (host: Host, values: Values<typeof backtestOptions>, portfolio: Portfolio): string => {
  const { free, markets, notes, options, result, title, wished } = portfolio
  const about = {
    title,
    coin: (markets[0] as Market).instrument.marginCoin,
    command: commandLine(host),
    parameters: [
      ["candles", sourcesInWords(values.candles)],
      [wished.pipeline === undefined ? "signals" : "strategy", wished.name],
      ["contracts", values.instrument ?? "none"],
      ["funding", sourcesInWords(values.funding)],
      ...costWords(portfolio),
      ["latency", `${String(options.latencyMs)} ms`],
      ["rate limit", limitInWords(options)],
      ["run by", "the live engine, in virtual time"]
    ] as const,
    notes
  }
  const limit = free === undefined ? undefined : { limit: limitInWords(options), unlimited: free }
  const { bands } = bandsOf(markets, result, options)
  return renderReport(reportOfReplay(markets, result, about, { bands, limit }))
}
