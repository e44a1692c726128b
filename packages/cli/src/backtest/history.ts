/**
 * Reads the history of a backtest, and says what was found in it.
 *
 * @module
 * @since 0.1.0
 */
import { type BarsReport, type FundingRates, type History, readBars, readFunding } from "@backhand/backtest-adapter"
import { type Instrument, Rational } from "@backhand/core"
import { basename } from "node:path"
import { orEnd } from "../asCommandError.ts"
import type { Values } from "../Command.ts"
import { CommandError } from "../CommandError.ts"
import * as Given from "../given/Given.ts"
import type { Host } from "../Host.ts"
import { counted } from "../terminal/figures.ts"
import type { historyOptions } from "./options.ts"

/**
 * Candles, the contract they are of, where one was given, what it is called, and what was found in the candles.
 *
 * @since 0.1.0
 */
export interface Loaded {
  readonly history: History
  readonly instrument: Instrument.Instrument | undefined
  readonly symbol: string | undefined
  readonly notes: ReadonlyArray<string>
}

/** The contract that is named, else the only one there is, else the one that the candles' name begins with. */
const instrumentOf = async (
  path: string,
  candles: string,
  symbol: string | undefined
): Promise<Instrument.Instrument> => {
  // Comes with all that speaks to the exchange, which a backtest without a contract need not wait for.
  const { instrumentsOfFile } = await import("../exchange/contracts.ts")
  const found = instrumentsOfFile(path, { symbols: symbol === undefined ? [] : [symbol] })
  const names = Object.keys(found)
  const name = symbol ?? (names.length === 1 ? names[0] : names.find((it) => basename(candles).startsWith(it)))
  const instrument = name === undefined ? undefined : found[name]
  if (instrument !== undefined) return instrument
  throw new CommandError(2, `it is not clear which contract ${candles} is of`, "expected: --symbol, such as ETHUSDT")
}

/** What is unusual about candles, in words; nothing where nothing is. */
const unusual = ({ bars, gaps, irregular, outside, zeroVolume }: BarsReport): ReadonlyArray<string> => [
  ...(gaps.count === 0 ? [] : [`${counted(gaps.count, "gap")} with ${counted(gaps.missing, "bar")} missing`]),
  ...(irregular === 0 ? [] : [`${counted(irregular, "bar")} at an irregular distance`]),
  // Where no bar has any, the file has no volumes.
  ...(zeroVolume.count === 0 || zeroVolume.count === bars
    ? []
    : [`${counted(zeroVolume.count, "bar")} without volume, ${zeroVolume.longestRun} in a row at most`]),
  ...(outside.count === 0 ? [] : [`${counted(outside.count, "bar")} whose open or close is outside low and high`])
]

/** What a reader of the figures should know of the candles, in words. */
const notesOf = (path: string, { repairs, report }: History): ReadonlyArray<string> => {
  const notes: Array<string> = []
  if (repairs.count > 0) {
    const lines = repairs.first.slice(0, 10).map(({ did, line, reason }) => `line ${line} ${did} (${reason})`)
    const more = repairs.count > lines.length ? `, and ${repairs.count - lines.length} more` : ""
    notes.push(`repaired ${counted(repairs.count, "row")}: ${lines.join(", ")}${more}`)
  }
  const found = unusual(report)
  if (found.length > 0) notes.push(`${found.join("; ")}. Bars are taken as they come, nothing is filled`)
  return notes.map((note) => `${path}: ${note}`)
}

/** What is read beside the paths. */
type Reading = Pick<Values<typeof historyOptions>, "repair" | "cache">

/**
 * Reads a file of candles, and says on standard error what was found in it.
 *
 * Errors: `CommandError` with exit code 2 that names file, line and what was expected.
 *
 * @since 0.1.0
 */
export const readCandles = async (
  host: Host,
  path: string,
  instrument: Instrument.Instrument | undefined,
  { cache, repair }: Reading
): Promise<Pick<Loaded, "history" | "notes">> => {
  const history = await orEnd(2, () =>
    readBars(path, {
      repair: Given.oneOf("repair", repair, ["drop", "sort"]),
      cache: cache === true,
      ...(instrument === undefined ? {} : { priceStep: Rational.toDecimal(instrument.priceStep) })
    })
  )
  const notes = notesOf(path, history)
  for (const note of notes) host.stderr.write(`${note}\n`)
  return { history, notes }
}

/** What a reader should know where no contract was given. */
const guessed = (host: Host, path: string, { report }: History): string => {
  const note = `${path}: no --instrument: the price step ${report.priceStep} is inferred, and no minimum sizes apply`
  host.stderr.write(`${note}\n`)
  return note
}

/**
 * Reads candles and contract.
 *
 * Errors: `CommandError` with exit code 2 that names file, line and what was expected.
 *
 * @since 0.1.0
 */
export const readHistory = async (host: Host, values: Values<typeof historyOptions>): Promise<Loaded> => {
  const { candles } = values
  if (candles === undefined) throw new CommandError(2, "--candles is missing", "expected: --candles FILE")
  const symbol = values.symbol?.toUpperCase()
  const instrument =
    values.instrument === undefined ? undefined : await instrumentOf(values.instrument, candles, symbol)
  const { history, notes } = await readCandles(host, candles, instrument, values)
  const all = instrument === undefined ? [...notes, guessed(host, candles, history)] : notes
  return { history, notes: all, instrument, symbol: symbol ?? instrument?.symbol }
}

/**
 * Reads recorded funding rates, where they were given.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const readRates = async (path: string | undefined): Promise<FundingRates | undefined> =>
  path === undefined ? undefined : orEnd(2, () => readFunding(path))
