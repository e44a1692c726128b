/**
 * Files as history: CSV (plain, gzip or zstd), Parquet and Arrow, told apart by their first bytes.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import {
  complete,
  type FundingRates,
  fundingOf,
  type History,
  historyOf,
  type QuoteColumns,
  quotesOf,
  type TradeColumns,
  tradesOf
} from "../History.ts"
import type { HistoryOptions } from "../HistoryOptions.ts"
import type { Shape } from "../Shape.ts"
import { candles, funding, quotes, trades } from "../shapes.ts"
import type * as Step from "../Step.ts"
import type * as Store from "../Store.ts"
import * as Cache from "./Cache.ts"
import { type OpenFile, withFile } from "./fileChunks.ts"
import { fillWhole } from "./tableFile.ts"

/**
 * Options of the readers of files. With `cache` the columns are kept beside the file, in `<file>.backhand.arrow`, and
 * taken from there while the file's content and these options stay the same. A cache that cannot be written is done
 * without; one that is damaged is not used.
 *
 * @category models
 * @since 0.1.0
 */
export interface FileOptions extends HistoryOptions {
  readonly cache?: boolean | undefined
}

const named = (path: string, options: HistoryOptions): HistoryOptions => ({ ...options, file: options.file ?? path })

const readHistory = async (file: OpenFile, options: HistoryOptions): Promise<History> => {
  const { repairs, step, store } = await fillWhole(candles, file, options)
  return Result.getOrThrow(historyOf(candles, options, step, store, repairs))
}

/**
 * Reads candles from a file.
 *
 * - **Formats** CSV, packed with gzip or zstd or not; Parquet; Arrow and Feather (with apache-arrow installed).
 * - **Errors** rejects with a `HistoryError` that names the file, the line and the field.
 *
 * @category decoding
 * @since 0.1.0
 */
export const readBars = (path: string, { cache = false, ...options }: FileOptions = {}): Promise<History> =>
  withFile(path, async (file) => {
    const all = named(path, options)
    if (!cache) return await readHistory(file, all)
    const key = Cache.keyOf(file, options)
    const kept = await Cache.read(path, key)
    if (kept !== undefined) return kept
    const history = await readHistory(file, all)
    await Cache.write(path, await key, history)
    return history
  })

const readTable = <A>(
  shape: Shape,
  path: string,
  options: HistoryOptions,
  make: (store: Store.Store, step: Step.Step) => A
): Promise<A> =>
  withFile(path, async (file) => {
    const { repairs, step, store } = await fillWhole(shape, file, named(path, options))
    return make(store, Result.getOrThrow(complete(shape, named(path, options), step, store, repairs)))
  })

/**
 * Reads public trades from a file.
 *
 * - **Errors** rejects with a `HistoryError`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const readTrades = (path: string, options: HistoryOptions = {}): Promise<TradeColumns> =>
  readTable(trades, path, options, tradesOf)

/**
 * Reads best bids and asks from a file.
 *
 * - **Errors** rejects with a `HistoryError`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const readQuotes = (path: string, options: HistoryOptions = {}): Promise<QuoteColumns> =>
  readTable(quotes, path, options, quotesOf)

/**
 * Reads funding settlements from a file.
 *
 * - **Errors** rejects with a `HistoryError`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const readFunding = (path: string, options: HistoryOptions = {}): Promise<FundingRates> =>
  readTable(funding, path, options, fundingOf)
