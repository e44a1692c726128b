/**
 * Where the signals of several symbols come from: one file, or a strategy that each symbol runs by itself.
 *
 * @module
 * @since 0.1.0
 */
import {
  collectSignals,
  type FileSignal,
  knownAt,
  type Market,
  parseStrategy,
  placeSignals,
  type Pipeline,
  readSignals,
  type Wish
} from "@backhand/backtest-adapter"
import { groupBy, mergeMap, VirtualTimeScheduler } from "rxjs"
import { orEnd, orRefuse } from "../asCommandError.ts"
import { isModule, loadStrategy, oneOfBoth, running } from "../backtest/wishes.ts"
import { CommandError } from "../CommandError.ts"

/**
 * What is wished, and the strategy that wished it, if any.
 *
 * @since 0.1.0
 */
export interface Wished {
  readonly name: string
  readonly pipeline: Pipeline | undefined
  readonly wishes: ReadonlyArray<Wish>
}

/** One strategy, for each symbol by itself. */
const forEach =
  (strategy: ReturnType<Pipeline>): Pipeline =>
  () =>
  (events$) =>
    events$.pipe(
      groupBy(({ symbol }) => symbol),
      mergeMap((own$) => own$.pipe(strategy))
    )

/** A module's `pipeline` is told the whole market; its `strategy` is one for every symbol. */
const pipelineOf = async (text: string): Promise<{ readonly name: string; readonly pipeline: Pipeline }> => {
  if (isModule(text)) {
    const loaded = await loadStrategy(text)
    return { name: text, pipeline: "pipeline" in loaded ? loaded.pipeline : forEach(loaded.strategy) }
  }
  const { name, operator } = orRefuse(parseStrategy(text))
  const pipeline: Pipeline = (markets) => {
    const steps = new Map(markets.map(({ bars, instrument }) => [instrument.symbol, bars.priceStep]))
    return operator((symbol) => steps.get(symbol) ?? "1")
  }
  return { name, pipeline }
}

/** Refuses a signal of a symbol or of a bar that is not there. */
const checked = (path: string, markets: ReadonlyArray<Market>, signal: FileSignal, index: number): FileSignal => {
  const { bar, symbol } = signal
  const bars = markets.find(({ instrument }) => instrument.symbol === symbol)?.bars
  if (bars !== undefined && (bar === undefined || bar < bars.length)) return signal
  const names = markets.slice(0, 5).map(({ instrument }) => instrument.symbol)
  throw new CommandError(
    2,
    bars === undefined
      ? `${path}: signal ${index + 1} ${symbol === undefined ? "names no symbol" : `is of ${symbol}, which has no candles`}`
      : `${path}: signal ${index + 1}: bar ${bar} is not one of the ${bars.length} bars of ${symbol}`,
    `expected: signals of ${names.join(", ")}${markets.length > names.length ? ", …" : ""}, with bars counted from 0`
  )
}

/** Where signals are filled, and whether orders have to wait: then the engine says which signals give way. */
interface Assumed {
  readonly fill: "next-open" | "close"
  readonly isWaiting: boolean
}

/** Signals as the replay takes them, each dated. Where nothing waits, the newest of a bar counts, as for one symbol. */
const placed = (
  markets: ReadonlyArray<Market>,
  list: ReadonlyArray<FileSignal>,
  { fill, isWaiting }: Assumed
): ReadonlyArray<Wish> => {
  const of = new Map(markets.map(({ bars, instrument }) => [instrument.symbol, bars]))
  const newest = (): ReadonlyArray<FileSignal> =>
    [...of].flatMap(
      ([name, bars]) =>
        placeSignals(
          bars,
          list.filter(({ symbol }) => symbol === name),
          fill
        ).newest
    )
  return (isWaiting ? list : newest()).map(({ bar, symbol = "", ...rest }) => {
    const at = knownAt(of.get(symbol) as Market["bars"], bar === undefined ? rest : { ...rest, bar })
    return { ...rest, symbol, at }
  })
}

/**
 * The signals of a file, with their symbols in capitals; none where none is named.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const readList = async (path: string | undefined): Promise<ReadonlyArray<FileSignal>> => {
  if (path === undefined) return []
  const list = await orEnd(2, () => readSignals(path))
  return list.map((signal) =>
    signal.symbol === undefined ? signal : { ...signal, symbol: signal.symbol.toUpperCase() }
  )
}

/**
 * Makes the signals of several symbols. A strategy does not see its fills: it is run once, whatever its signals meet.
 *
 * Errors: `CommandError`: 2 for what cannot be read, 1 for a strategy that fails.
 *
 * @param list The signals of the file, where that is what was given.
 * @since 0.1.0
 */
export const wishesOf = async (
  given: { readonly signals?: string; readonly strategy?: string },
  markets: ReadonlyArray<Market>,
  list: ReadonlyArray<FileSignal>,
  assumed: Assumed
): Promise<Wished> => {
  const { signals, strategy } = oneOfBoth(given)
  const wishes = (name: string, all: ReadonlyArray<FileSignal>) =>
    placed(
      markets,
      all.map((signal, index) => checked(name, markets, signal, index)),
      assumed
    )
  if (signals !== undefined) return { name: signals, pipeline: undefined, wishes: wishes(signals, list) }
  const { name, pipeline } = await pipelineOf(strategy)
  const scheduler = new VirtualTimeScheduler()
  const found = running(name, () => collectSignals(markets, pipeline(markets, scheduler), scheduler))
  return { name, pipeline, wishes: wishes(name, found) }
}
