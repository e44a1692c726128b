/**
 * Results as tables: named columns that are written as CSV, JSON or Parquet.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal } from "@backhand/core"
import type * as Bars from "../Bars.ts"
import * as Funding from "../kernel/Funding.ts"
import type { Run } from "../kernel/Run.ts"
import { tradeColumns } from "./tradeColumns.ts"

/**
 * A column. `int64` holds whole numbers, times as milliseconds among them; `double` money, sizes and prices. NaN and an
 * empty text stand for what a row does not have.
 *
 * @category models
 * @since 0.1.0
 */
export type Column =
  | { readonly name: string; readonly type: "int64" | "double"; readonly values: ArrayLike<number> }
  | { readonly name: string; readonly type: "text"; readonly values: ReadonlyArray<string> }

/**
 * Columns of one length.
 *
 * @category models
 * @since 0.1.0
 */
export interface Table {
  readonly length: number
  readonly columns: ReadonlyArray<Column>
}

const timesOf = ({ time }: Bars.Bars, bars: Int32Array): Float64Array =>
  Float64Array.from(bars, (bar) => time[bar] as number)

/**
 * A side as it is written: `long` for 1, `short` for -1.
 *
 * @category conversions
 * @since 0.1.0
 */
export const sideText = (side: number): "long" | "short" => (side > 0 ? "long" : "short")

/**
 * The closed trades, one a row. `entryTime` and `exitTime` are the open times of the bars.
 *
 * @category conversions
 * @since 0.1.0
 */
export const trades = (bars: Bars.Bars, run: Pick<Run, "trades">): Table => {
  const { length, side, ...numbers } = run.trades
  const values = {
    ...numbers,
    side: Array.from(side, sideText),
    entryTime: timesOf(bars, numbers.entryBar),
    exitTime: timesOf(bars, numbers.exitBar)
  }
  const names = Object.keys(tradeColumns) as ReadonlyArray<keyof typeof tradeColumns>
  return { length, columns: names.map((name) => ({ name, type: tradeColumns[name], values: values[name] }) as Column) }
}

/**
 * Equity and drawdown at every close. `time` is the bar's open time, `closeTime` the moment that is marked.
 *
 * @category conversions
 * @since 0.1.0
 */
export const equity = (bars: Bars.Bars, run: Pick<Run, "equity" | "drawdown">): Table => ({
  length: bars.length,
  columns: [
    { name: "time", type: "int64", values: bars.time },
    { name: "closeTime", type: "int64", values: bars.time.map((_, bar) => Funding.closeTime(bars, bar)) },
    { name: "equity", type: "double", values: run.equity },
    { name: "drawdown", type: "double", values: run.drawdown }
  ]
})

/**
 * A double as the shortest plain decimal that reads back as it; empty where it is no number.
 *
 * @category conversions
 * @since 0.1.0
 */
export const decimal = (value: number): string => (Number.isFinite(value) ? String(Decimal.fromJson(value)) : "")

/** Rows a piece: some hundred kilobytes of text. */
const pieceRows = 4096

/** The rows of a table in pieces of text, so that a long one needs no long text. */
function* pieces(length: number, row: (at: number) => string): Generator<string> {
  for (let from = 0; from < length; from += pieceRows) {
    let piece = ""
    for (let at = from; at < Math.min(from + pieceRows, length); at++) piece += row(at)
    yield piece
  }
}

/** RFC 4180: what could be taken for a separator stands in quotes, and a quote stands twice. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const cell = (column: Column, row: number): string =>
  column.type === "text" ? quoted(column.values[row] as string) : decimal(column.values[row] as number)

/**
 * A table as CSV with a header, in pieces, so that a long one needs no long text. Numbers are plain decimals.
 *
 * @example
 * ```ts
 * import { Table } from "@backhand/backtest-adapter"
 *
 * const table: Table.Table = {
 *   length: 2,
 *   columns: [{ name: "side", type: "text", values: ["long", "short"] }, { name: "pnl", type: "double", values: [1e-7, -2] }]
 * }
 * const csv = [...Table.toCsv(table)].join("")
 * csv // => "side,pnl\nlong,0.0000001\nshort,-2\n"
 * ```
 *
 * @category conversions
 * @since 0.1.0
 */
export function* toCsv({ columns, length }: Table): Generator<string> {
  yield `${columns.map(({ name }) => name).join(",")}\n`
  yield* pieces(length, (row) => `${columns.map((column) => cell(column, row)).join(",")}\n`)
}

const value = ({ type, values }: Column, row: number): string | number | undefined => {
  const held = values[row] as string | number
  return (type === "text" ? held === "" : !Number.isFinite(held)) ? undefined : held
}

/**
 * A table as a JSON array of one object a row and line, in pieces. What a row does not have is left out.
 *
 * @example
 * ```ts
 * import { Table } from "@backhand/backtest-adapter"
 *
 * const table: Table.Table = { length: 2, columns: [{ name: "pnl", type: "double", values: [1.5, Number.NaN] }] }
 * JSON.parse([...Table.toJson(table)].join("")) // => [{ pnl: 1.5 }, {}]
 * ```
 *
 * @category conversions
 * @since 0.1.0
 */
export function* toJson({ columns, length }: Table): Generator<string> {
  yield "[\n"
  yield* pieces(length, (row) => {
    const held = Object.fromEntries(columns.map((column) => [column.name, value(column, row)]))
    return `${JSON.stringify(held)}${row + 1 < length ? "," : ""}\n`
  })
  yield "]\n"
}
