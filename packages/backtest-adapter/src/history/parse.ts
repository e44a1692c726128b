/**
 * CSV bytes as history: pure, for bytes that are in memory already.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { CsvReader } from "./CsvReader.ts"
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
} from "./History.ts"
import type { HistoryError } from "./HistoryError.ts"
import type { HistoryOptions } from "./HistoryOptions.ts"
import type { Shape } from "./Shape.ts"
import { candles, funding, quotes, trades } from "./shapes.ts"
import * as Step from "./Step.ts"

/** The step of the options, read. */
export const stepOf = (options: HistoryOptions): Result.Result<Step.Step | undefined, HistoryError> =>
  options.priceStep === undefined ? Result.succeed(undefined) : Step.parse(options.priceStep)

interface Filled {
  readonly reader: CsvReader
  readonly step: Step.Step | undefined
}

const fill = (shape: Shape, bytes: Uint8Array, options: HistoryOptions): Result.Result<Filled, HistoryError> =>
  Result.flatMap(stepOf(options), (step) => {
    const reader = new CsvReader(shape, options, step, bytes.length)
    const failure = reader.push(bytes) ?? reader.finish()
    return failure === undefined ? Result.succeed({ reader, step }) : Result.fail(failure)
  })

const table = <A>(
  shape: Shape,
  bytes: Uint8Array,
  options: HistoryOptions,
  make: (reader: CsvReader, step: Step.Step) => A
): Result.Result<A, HistoryError> =>
  Result.flatMap(fill(shape, bytes, options), ({ reader, step }) =>
    Result.map(complete(shape, options, step, reader.store, reader.repairs), (settled) => make(reader, settled))
  )

/**
 * Reads candles from plain CSV, exactly: prices become whole ticks by integer arithmetic alone.
 *
 * - **Columns** any order, any case; `open_time_ms`, `ts`, `time`, `timestamp`, `open_time` or `date`, then `open`,
 *   `high`, `low`, `close` and, where there is one, `volume`. Without a header: that order, as Binance and Bitget export.
 * - **Times** milliseconds, seconds or microseconds since the epoch, or ISO 8601.
 * - **Errors** the first row that cannot be used, unless `repair` says otherwise; a quoted cell (`Unsupported`), which
 *   `readBars` can read.
 *
 * @example
 * ```ts
 * import { parseBars } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * const csv = "date,open,high,low,close\n2024-01-01,10,10.5,9.75,10\n2024-01-02,10,11,10,11\n"
 * const history = parseBars(new TextEncoder().encode(csv))
 * Result.map(history, ({ bars }) => [bars.priceStep, ...bars.low]) // => Result.succeed(["0.01", 975, 1000])
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const parseBars = (bytes: Uint8Array, options: HistoryOptions = {}): Result.Result<History, HistoryError> =>
  Result.flatMap(fill(candles, bytes, options), ({ reader, step }) =>
    historyOf(candles, options, step, reader.store, reader.repairs)
  )

/**
 * Reads public trades from plain CSV: `time`, `price`, `size` and, where there is one, the taker's `side` or
 * `buyer_is_maker`. Trades of one moment keep their order.
 *
 * @category decoding
 * @since 0.1.0
 */
export const parseTrades = (
  bytes: Uint8Array,
  options: HistoryOptions = {}
): Result.Result<TradeColumns, HistoryError> =>
  table(trades, bytes, options, ({ store }, step) => tradesOf(store, step))

/**
 * Reads best bids and asks from plain CSV: `time`, `bid`, `ask`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const parseQuotes = (
  bytes: Uint8Array,
  options: HistoryOptions = {}
): Result.Result<QuoteColumns, HistoryError> =>
  table(quotes, bytes, options, ({ store }, step) => quotesOf(store, step))

/**
 * Reads funding settlements from plain CSV: `funding_time_ms` (or `time`), `funding_rate` (or `rate`) and, where there
 * is one, `mark_price`.
 *
 * @example
 * ```ts
 * import { parseFunding } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * const csv = "funding_time_ms,funding_rate\n1741276800000,0.00006818\n1741305600002,-1.2e-05\n"
 * Result.map(parseFunding(new TextEncoder().encode(csv)), ({ rate }) => [...rate]) // => Result.succeed([0.00006818, -0.000012])
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const parseFunding = (
  bytes: Uint8Array,
  options: HistoryOptions = {}
): Result.Result<FundingRates, HistoryError> => table(funding, bytes, options, ({ store }) => fundingOf(store))
