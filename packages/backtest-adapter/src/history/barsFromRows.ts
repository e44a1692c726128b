/**
 * Candles as exchanges and ccxt hand them over: arrays of a time, four prices and a volume.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { type History, historyOf } from "./History.ts"
import { HistoryError } from "./HistoryError.ts"
import { type HistoryOptions, RepairLog } from "./HistoryOptions.ts"
import { stepOf } from "./parse.ts"
import * as RowReader from "./RowReader.ts"
import { headerlessLayout } from "./Shape.ts"
import { candles } from "./shapes.ts"
import * as Store from "./Store.ts"

/**
 * One candle: time, open, high, low, close and, where there is one, volume in base units; whatever follows is ignored.
 * Numbers as ccxt's `fetchOHLCV` has them, or strings as Bitget's candle endpoints answer.
 *
 * @category models
 * @since 0.1.0
 */
export type CandleRow = ReadonlyArray<number | string | undefined>

/**
 * Reads candles from arrays. A number counts as its shortest decimal.
 *
 * - **Errors** the first row that cannot be used, unless `repair` says otherwise; lines in messages are rows, from 1.
 *
 * @example
 * ```ts
 * import { barsFromRows } from "@backhand/backtest-adapter"
 * import { Result } from "effect"
 *
 * const ccxt = barsFromRows([[1700000000000, 36.1, 36.25, 36, 36.2, 12.5]])
 * const bitget = barsFromRows([["1700000000000", "36.1", "36.25", "36", "36.2", "12.5", "452.5"]])
 * Result.map(ccxt, ({ bars }) => bars.high[0]) // => Result.succeed(3625)
 * Result.map(bitget, ({ bars }) => bars.high[0]) // => Result.succeed(3625)
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const barsFromRows = (
  rows: ReadonlyArray<CandleRow>,
  options: HistoryOptions = {}
): Result.Result<History, HistoryError> =>
  Result.flatMap(stepOf(options), (step) => {
    const file = options.file ?? "rows"
    const layout = headerlessLayout(candles, rows[0]?.length ?? 6)
    if (layout === undefined) return Result.fail(tooShort(file, rows[0]?.length ?? 0))
    const store = Store.make(candles, step?.places, rows.length)
    const repairs = new RepairLog()
    const reader = RowReader.make(store, layout, options, repairs, file)
    for (const row of rows) {
      const failure = RowReader.addRow(reader, (column) => row[column])
      if (failure !== undefined) return Result.fail(failure)
    }
    return historyOf(candles, { ...options, file }, step, store, repairs)
  })

const tooShort = (file: string, count: number): HistoryError =>
  new HistoryError({
    reason: "WrongFieldCount",
    file,
    line: 1,
    expected: "a time and four prices",
    got: `${count} values`,
    remedy: "give rows of time, open, high, low, close and volume"
  })
