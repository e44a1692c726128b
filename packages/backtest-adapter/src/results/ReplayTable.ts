/**
 * What a replay gives as tables: trades, fills, events and equity of all its symbols.
 *
 * Exact amounts are rounded once to the nearest double; sizes are base units, prices quote units, money margin coin, times
 * milliseconds.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Rational } from "@backhand/core"
import * as Costs from "../honesty/Costs.ts"
import type { Execution } from "../replay/Account.ts"
import type { Market } from "../replay/Market.ts"
import type { ReplayResult, SymbolResult } from "../replay/ReplayResult.ts"
import { replayAsRun } from "../report/replayAsRun.ts"
import { tradesJson } from "./replayJson.ts"
import * as Table from "./Table.ts"
import { tradeColumns } from "./tradeColumns.ts"

const { toNumber } = Rational

interface Row {
  readonly it: Execution
  readonly own: SymbolResult
  readonly costs: Costs.Costs
}

const columnsOf = (rows: ReadonlyArray<Row>) => ({
  text: (name: string, of: (row: Row) => string): Table.Column => ({ name, type: "text", values: rows.map(of) }),
  whole: (name: string, of: (row: Row) => number): Table.Column => ({ name, type: "int64", values: rows.map(of) }),
  double: (name: string, of: (row: Row) => Rational.Rational): Table.Column => ({
    name,
    type: "double",
    values: Float64Array.from(rows, (row) => toNumber(of(row)))
  })
})

/**
 * The closed trades of all symbols, one a row, in the order of their closing. `entryBar` and `exitBar` count the bars of
 * their own symbol; `entryTime` and `exitTime` are when those open.
 *
 * @param markets The markets that were replayed, in the same order.
 * @category conversions
 * @since 0.1.0
 */
export const trades = (markets: ReadonlyArray<Market>, result: ReplayResult): Table.Table => {
  const rows = tradesJson(markets, result)
  const names = Object.keys(tradeColumns) as ReadonlyArray<keyof typeof tradeColumns>
  const column = (name: "symbol" | keyof typeof tradeColumns, type: Table.Column["type"]): Table.Column =>
    type === "text"
      ? { name, type, values: rows.map((row) => String(row[name])) }
      : { name, type, values: Float64Array.from(rows, (row) => Number(row[name])) }
  return {
    length: rows.length,
    columns: [column("symbol", "text"), ...names.map((name) => column(name, tradeColumns[name]))]
  }
}

/** The causes that an execution has by itself. */
const causes = Costs.causes.filter((cause) => cause !== "fees" && cause !== "funding")

/**
 * Every execution, one a row, in the order in which they happened: two for a reversal, its close and its open. `cause` is an
 * order or a liquidation; `fee` and `realized` are what it cost and made, and the columns after them what it lost to each
 * cause of {@link Costs.causes}, negative where it gained.
 *
 * @category conversions
 * @since 0.1.0
 */
export const fills = ({ executions, symbols }: ReplayResult): Table.Table => {
  const bySymbol = new Map(symbols.map((own) => [own.symbol, own]))
  const rows = executions.map((it): Row => {
    const own = bySymbol.get(it.symbol) as SymbolResult
    return { it, own, costs: Costs.ofExecution(own.instrument, it) }
  })
  const { double, text, whole } = columnsOf(rows)
  return {
    length: rows.length,
    columns: [
      whole("time", ({ it }) => it.atMs),
      whole("bar", ({ it }) => it.bar),
      text("symbol", ({ it }) => it.symbol),
      text("clientOid", ({ it }) => it.clientOid),
      text("cause", ({ it }) => it.cause),
      text("effect", ({ it }) => it.effect),
      text("side", ({ it }) => it.side),
      double("size", ({ it, own }) => Instrument.quantity(own.instrument, it.lots)),
      double("price", ({ it }) => it.price),
      double("fee", ({ it }) => it.fee),
      double("realized", ({ it }) => it.realized),
      ...causes.map((cause) => double(cause, ({ costs }) => costs[cause]))
    ]
  }
}

/**
 * Equity and drawdown of the whole account at every close of any symbol, as `Table.equity` of a kernel's run.
 *
 * @param markets The markets that were replayed, in the same order.
 * @category conversions
 * @since 0.1.0
 */
export const equity = (markets: ReadonlyArray<Market>, result: ReplayResult): Table.Table => {
  const { bars, run } = replayAsRun(markets, result)
  return Table.equity(bars, run)
}

export { events } from "./eventTable.ts"
