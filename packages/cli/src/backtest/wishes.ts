/**
 * Where the signals of a backtest come from: a file, a built-in strategy, or a strategy of one's own.
 *
 * @module
 * @since 0.1.0
 */
import {
  collectSignals,
  type FileSignal,
  type Market,
  parseStrategy,
  type Pipeline,
  readSignals,
  type Signals
} from "@backhand/backtest-adapter"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { orEnd, orRefuse } from "../asCommandError.ts"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"

/**
 * Signals as columns, from a built-in strategy, or as a list. `pipeline` makes the strategy they come from, if any.
 *
 * @since 0.1.0
 */
export type Wishes = { readonly name: string; readonly pipeline: Pipeline | undefined } & (
  | { readonly columns: Signals.Signals }
  | { readonly list: ReadonlyArray<FileSignal> }
)

/**
 * Whether a strategy is named by a file.
 *
 * @since 0.1.0
 */
export const isModule = (text: string): boolean => /\.[cm]?[jt]s$/.test(text)

/**
 * The file that names a strategy; undefined where a name does.
 *
 * @since 0.1.0
 */
export const moduleOf = (strategy: string | undefined): string | undefined =>
  strategy !== undefined && isModule(strategy) ? strategy : undefined

/**
 * What a module of a strategy exports.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const importModule = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
  try {
    return await import(pathToFileURL(resolve(path)).href)
  } catch (cause) {
    throw new CommandError(2, `${path} cannot be loaded: ${reasonOf(cause)}`, "expected: a module of a strategy")
  }
}

/**
 * The strategy that a module exports: `pipeline`, which makes it of the history and a virtual clock, or `strategy` or a
 * default, which is it.
 *
 * Errors: `CommandError` with exit code 2.
 *
 * @since 0.1.0
 */
export const loadStrategy = async (
  path: string
): Promise<{ readonly pipeline: Pipeline } | { readonly strategy: ReturnType<Pipeline> }> => {
  const { default: fallback, pipeline, strategy = fallback } = await importModule(path)
  if (typeof pipeline === "function") return { pipeline: pipeline as Pipeline }
  if (typeof strategy === "function") return { strategy: strategy as ReturnType<Pipeline> }
  throw new CommandError(
    2,
    `${path} exports no strategy`,
    "expected: export const strategy = (events$) => events$.pipe(…), from market events to signals"
  )
}

/**
 * Runs a strategy of somebody's own.
 *
 * Errors: `CommandError` with exit code 1 where it fails.
 *
 * @since 0.1.0
 */
export const running = <A>(path: string, work: () => A): A => {
  try {
    return work()
  } catch (cause) {
    const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
    throw new CommandError(1, `${path}: the strategy failed: ${why}`, "mend the strategy; nothing was written")
  }
}

const ofStrategy = async (text: string, market: Market): Promise<Wishes> => {
  if (isModule(text)) {
    const { VirtualTimeScheduler } = await import("rxjs")
    const loaded = await loadStrategy(text)
    const pipeline = "pipeline" in loaded ? loaded.pipeline : () => loaded.strategy
    const scheduler = new VirtualTimeScheduler()
    const list = running(text, () => collectSignals([market], pipeline([market], scheduler), scheduler))
    return { name: text, pipeline, list }
  }
  const { name, operator, signals } = orRefuse(parseStrategy(text))
  return {
    name,
    pipeline: () => operator(market.bars.priceStep),
    columns: running(name, () => signals(market.bars))
  }
}

/** The signals of one symbol; where none is named, all of them have to be of one. */
const ofSymbol = (path: string, all: ReadonlyArray<FileSignal>, symbol: string | undefined) => {
  const nameOf = (signal: FileSignal) => signal.symbol?.toUpperCase() ?? symbol
  const names = [...new Set(all.flatMap((signal) => nameOf(signal) ?? []))]
  const own = symbol === undefined ? all : all.filter((signal) => nameOf(signal) === symbol)
  if ((symbol !== undefined || names.length < 2) && (own.length > 0 || all.length === 0)) return own
  const said = names.slice(0, 5).join(", ")
  throw new CommandError(
    2,
    symbol === undefined
      ? `${path}: signals of ${names.length} symbols: ${said}`
      : `${path}: no signal is of ${symbol}`,
    symbol === undefined ? `expected: --symbol, such as ${names[0]}` : `there are signals of ${said}`
  )
}

/**
 * Signals or a strategy, as they were given.
 *
 * Errors: `CommandError` with exit code 2 for neither and for both.
 *
 * @since 0.1.0
 */
export const oneOfBoth = ({ signals, strategy }: { readonly signals?: string; readonly strategy?: string }) => {
  if (signals !== undefined && strategy === undefined) return { signals }
  if (signals === undefined && strategy !== undefined) return { strategy }
  throw new CommandError(
    2,
    signals === undefined ? "neither --signals nor --strategy is given" : "--signals and --strategy are both given",
    "expected: one of the two"
  )
}

/**
 * Reads or makes the signals.
 *
 * Errors: `CommandError`: 2 for what cannot be read, 1 for a strategy that fails.
 *
 * @since 0.1.0
 */
export const readWishes = async (
  given: { readonly signals?: string; readonly strategy?: string; readonly symbol: string | undefined },
  market: Market
): Promise<Wishes> => {
  const { bars } = market
  const { symbol } = given
  const { signals, strategy } = oneOfBoth(given)
  if (signals === undefined) return ofStrategy(strategy, market)
  const list = ofSymbol(signals, await orEnd(2, () => readSignals(signals)), symbol)
  const outside = list.findIndex(({ bar = 0 }) => bar >= bars.length)
  if (outside < 0) return { name: signals, pipeline: undefined, list }
  throw new CommandError(
    2,
    `${signals}: signal ${outside + 1}: bar ${list[outside]?.bar} is not one of the ${bars.length} bars`,
    "bars are counted from 0; check that the signals belong to these candles"
  )
}
