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
import type { Trade } from "../replay/tradesOf.ts"
import { replayAsRun } from "../report/replayAsRun.ts"
import * as Table from "./Table.ts"

const { toNumber } = Rational

interface Of<A> {
  readonly it: A
  readonly own: SymbolResult
}

interface OfTrade extends Of<Trade> {
  readonly time: Float64Array
}

const columnsOf = <A>(rows: ReadonlyArray<A>) => ({
  text: (name: string, of: (row: A) => string): Table.Column => ({ name, type: "text", values: rows.map(of) }),
  whole: (name: string, of: (row: A) => number): Table.Column => ({ name, type: "int64", values: rows.map(of) }),
  double: (name: string, of: (row: A) => Rational.Rational): Table.Column => ({
    name,
    type: "double",
    values: Float64Array.from(rows, (row) => toNumber(of(row)))
  })
})

const sizeOf = ({ it: { lots }, own: { instrument } }: Of<Trade | Execution>): Rational.Rational =>
  Instrument.quantity(instrument, lots)

/**
 * The closed trades of all symbols, one a row, in the order of their closing. `entryBar` and `exitBar` count the bars of
 * their own symbol; `entryTime` and `exitTime` are when those open.
 *
 * @param markets The markets that were replayed, in the same order.
 * @category conversions
 * @since 0.1.0
 */
export const trades = (markets: ReadonlyArray<Market>, { symbols }: ReplayResult): Table.Table => {
  const rows = symbols
    .flatMap((own, k): ReadonlyArray<OfTrade> => {
      const { time } = (markets[k] as Market).bars
      return own.trades.map((it) => ({ it, own, time }))
    })
    .toSorted((a, b) => a.it.exitAtMs - b.it.exitAtMs)
  const { double, text, whole } = columnsOf(rows)
  return {
    length: rows.length,
    columns: [
      text("symbol", ({ own }) => own.symbol),
      text("side", ({ it }) => it.side),
      double("size", sizeOf),
      whole("entryBar", ({ it }) => it.entryBar),
      whole("entryTime", ({ it, time }) => time[it.entryBar] as number),
      double("entryPrice", ({ it }) => it.entry),
      whole("exitBar", ({ it }) => it.exitBar),
      whole("exitTime", ({ it, time }) => time[it.exitBar] as number),
      double("exitPrice", ({ it }) => it.exit),
      double("pnl", ({ it }) => it.pnl),
      double("commission", ({ it }) => it.commission),
      double("funding", ({ it }) => it.funding)
    ]
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
  const rows = executions.map((it): Of<Execution> & { readonly costs: Costs.Costs } => {
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
      double("size", sizeOf),
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
