/**
 * Reads the history of several symbols.
 *
 * @module
 * @since 0.1.0
 */
import { type FileSignal, type Market, readFunding } from "@backhand/backtest-adapter"
import type { Instrument } from "@backhand/core"
import { orEnd } from "../asCommandError.ts"
import { contractOf } from "../backtest/contractOf.ts"
import type { Costs } from "../backtest/costs.ts"
import { readCandles } from "../backtest/history.ts"
import type { backtestOptions } from "../backtest/options.ts"
import type { Values } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import type { Host } from "../Host.ts"
import { progressOn } from "../terminal/progress.ts"
import { type Source, sourcesOf } from "./sources.ts"

type Options = Values<typeof backtestOptions>

/**
 * The contracts of the symbols, or none where no file names them.
 *
 * Errors: `CommandError` with exit code 2 for a symbol that the file does not have, and for several margin coins.
 *
 * @since 0.1.0
 */
const readContracts = async (
  path: string | undefined,
  symbols: ReadonlyArray<string>
): Promise<Readonly<Record<string, Instrument.Instrument>>> => {
  if (path === undefined) return {}
  const { instrumentsOfFile } = await import("../exchange/contracts.ts")
  const found = instrumentsOfFile(path, { symbols })
  const coins = [...new Set(Object.values(found).map(({ marginCoin }) => marginCoin))]
  if (coins.length <= 1) return found
  throw new CommandError(
    2,
    `${path}: the contracts are margined in ${coins.join(" and ")}`,
    "run the symbols of each coin by themselves: one account's equity is counted in one coin"
  )
}

const fundingOf = async (given: ReadonlyArray<string> | undefined, symbols: ReadonlyArray<string>) => {
  const sources = sourcesOf("funding", given)
  const rates = new Map<string, Awaited<ReturnType<typeof readFunding>>>()
  for (const { path, symbol } of sources) {
    if (symbol === undefined || !symbols.includes(symbol))
      throw new CommandError(2, `--funding: ${path} is of no symbol of the candles`, "write it like BTCUSDT=FILE")
    rates.set(symbol, await orEnd(2, () => readFunding(path)))
  }
  return rates
}

/**
 * Markets, and what was found in their candles.
 *
 * @since 0.1.0
 */
export interface Markets {
  readonly markets: ReadonlyArray<Market>
  readonly notes: ReadonlyArray<string>
}

/**
 * Reads candles, contracts and funding of several symbols. `signals` have sizes that a contract without a file must allow.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const readMarkets = async (
  host: Host,
  values: Options,
  sources: ReadonlyArray<Source>,
  costs: Costs,
  signals: ReadonlyArray<FileSignal>
): Promise<Markets> => {
  const symbols = sources.map(({ symbol = "" }) => symbol)
  const contracts = await readContracts(values.instrument, symbols)
  const rates = await fundingOf(values.funding, symbols)
  const progress = progressOn(host)
  const markets: Array<Market> = []
  const notes: Array<string> = []
  try {
    for (const [k, { path, symbol = "" }] of sources.entries()) {
      progress.show(k / sources.length, `reading ${symbol}`)
      const read = await readCandles(host, path, contracts[symbol], values)
      const own = signals.filter((signal) => signal.symbol === symbol)
      const instrument = contractOf({ history: read.history, instrument: contracts[symbol], symbol }, costs, own)
      markets.push({ instrument, bars: read.history.bars, funding: rates.get(symbol) })
      notes.push(...read.notes)
    }
  } finally {
    progress.end()
  }
  if (values.instrument === undefined) {
    const note = "no --instrument: the price steps are inferred, and no minimum sizes apply"
    host.stderr.write(`${note}\n`)
    notes.push(note)
  }
  return { markets, notes }
}
