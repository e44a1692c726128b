/**
 * Files larger than memory, as a stream of columns.
 *
 * @module
 * @since 0.1.0
 */
import type { Bars } from "../../Bars.ts"
import { isQuoted } from "../CsvScanner.ts"
import { barsOf, commonestDistance, type QuoteColumns, quotesOf, type TradeColumns, tradesOf } from "../History.ts"
import { HistoryError } from "../HistoryError.ts"
import type { HistoryOptions } from "../HistoryOptions.ts"
import { settle, type Settling } from "../settle.ts"
import type { Shape } from "../Shape.ts"
import { candles, quotes, trades } from "../shapes.ts"
import * as Step from "../Step.ts"
import * as Store from "../Store.ts"
import { openFile, type OpenFile, unreadable } from "./fileChunks.ts"
import { fill, fillQuoted, type Filling } from "./tableFile.ts"

/**
 * Options of the streams. Rows cannot be sorted over the length of a stream, so `repair` is `"drop"` or nothing.
 *
 * @category models
 * @since 0.1.0
 */
export interface StreamOptions extends HistoryOptions {
  readonly repair?: "drop" | undefined
}

/** Empties a store whose rows were taken, keeping the count of lines. */
const empty = (store: Store.Store, nextLine: number): void => {
  store.length = 0
  store.firstLine = nextLine
  store.skipped.length = 0
}

/** A copy of the rows of a store, which is filled again. */
const copyOf = (store: Store.Store): Store.Store => ({
  ...store,
  time: store.time.slice(0, store.length),
  prices: store.prices.map((column) => column.slice(0, store.length)),
  numbers: store.numbers.map((column) => column.slice(0, store.length)),
  sides: store.sides.slice(0, store.length)
})

/** The step that the prices of a whole file need: one pass that keeps nothing. */
const inferStep = async (fillings: AsyncIterable<Filling>): Promise<Step.Step> => {
  let places = 0
  for await (const { nextLine, store } of fillings) {
    places = store.places
    empty(store, nextLine)
  }
  return Step.inferred(places)
}

/** Finds the way to read a file, and its price step unless that is given. */
const prepare = async (shape: Shape, file: OpenFile, options: HistoryOptions) => {
  const infer = async (open: typeof fill) => ({
    open,
    priceStep: options.priceStep ?? (await inferStep(open(shape, file, options))).text
  })
  try {
    return await infer(fill)
  } catch (cause) {
    if (!isQuoted(cause)) throw cause
    return await infer(fillQuoted)
  }
}

async function* pieces(shape: Shape, file: OpenFile, given: HistoryOptions) {
  const named = { ...given, file: given.file ?? file.path }
  const { open, priceStep } = await prepare(shape, file, named)
  const options = { ...named, priceStep }
  let settling: Settling | undefined
  for await (const { nextLine, repairs, step, store } of open(shape, file, options)) {
    settling ??= { shape, options, step, repairs, previous: Number.NEGATIVE_INFINITY }
    const failure = settle(settling, store)
    if (failure !== undefined) throw failure
    if (store.length > 0) yield { store: copyOf(store), step: step ?? Step.inferred(0) }
    empty(store, nextLine)
  }
}

async function* stream<A>(
  shape: Shape,
  path: string,
  options: HistoryOptions,
  make: (store: Store.Store, step: Step.Step) => A
): AsyncGenerator<A> {
  if (options.repair === "sort") throw unsortable(path)
  const file = await openFile(path)
  try {
    for await (const { step, store } of pieces(shape, file, options)) yield make(store, step)
  } catch (cause) {
    throw unreadable(path, cause)
  } finally {
    await file.handle.close()
  }
}

const unsortable = (path: string): HistoryError =>
  new HistoryError({
    reason: "Unsupported",
    file: path,
    expected: 'repair "drop" or none for a stream',
    got: '"sort"',
    remedy: "read the file as a whole to have its rows sorted"
  })

/**
 * Reads candles piece by piece, in memory that does not grow with the file. A piece is about a megabyte of CSV, a row
 * group of Parquet or a record batch of Arrow.
 *
 * - **Units** all pieces have one price step. Unless `priceStep` is given the file is read twice, once to infer it.
 *   `intervalMs`, unless given, is the commonest distance in the first piece of at least two bars.
 * - **Errors** throws a `HistoryError` at the first row that cannot be used, after the pieces before it.
 *
 * @category decoding
 * @since 0.1.0
 */
export async function* streamBars(path: string, options: StreamOptions = {}): AsyncGenerator<Bars> {
  let intervalMs = options.intervalMs
  for await (const bars of stream(candles, path, options, (store, step) => barsOf(store, step, 0))) {
    if (intervalMs === undefined && bars.length > 1) intervalMs = commonestDistance(bars.time)
    yield { ...bars, intervalMs: intervalMs ?? 0 }
  }
}

/**
 * Reads public trades piece by piece. Units and errors as for `streamBars`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const streamTrades = (path: string, options: StreamOptions = {}): AsyncGenerator<TradeColumns> =>
  stream(trades, path, options, tradesOf)

/**
 * Reads best bids and asks piece by piece. Units and errors as for `streamBars`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const streamQuotes = (path: string, options: StreamOptions = {}): AsyncGenerator<QuoteColumns> =>
  stream(quotes, path, options, quotesOf)
