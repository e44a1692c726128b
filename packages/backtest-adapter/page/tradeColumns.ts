import { barTime, count, decimal, duration, money, percent, signed } from "../src/report/format.ts"
import type { ReadRun } from "../src/report/PageRun.ts"
import type { ReportTrade } from "../src/report/ReportInput.ts"
import { decimalsOf } from "../src/report/decimals.ts"
import { tradeReturn } from "../src/report/tradeReturn.ts"

/** One row: a trade, its number in the order of closing, and its symbol. */
export interface TradeRow {
  readonly number: number
  readonly symbol: number
  /** The trade's place among those of its symbol. */
  readonly index: number
  readonly trade: ReportTrade
}

/** One column: its heading, what it is sorted by, and what it says. Figures are aligned at their decimals. */
export interface TradeColumn {
  readonly name: string
  readonly isText?: boolean
  readonly key: (row: TradeRow) => number | string
  readonly text: (row: TradeRow) => string
  readonly tone?: (row: TradeRow) => number
}

/** All trades, in the order of their closing. */
export const rowsOf = ({ symbols }: ReadRun): ReadonlyArray<TradeRow> =>
  symbols
    .flatMap(({ trades }, symbol) => trades.map((trade, index) => ({ symbol, index, trade })))
    .toSorted((a, b) => a.trade.exitTime - b.trade.exitTime)
    .map((row, at) => ({ ...row, number: at + 1 }))

/** The columns that this run's trades need. */
export const columnsOf = (run: ReadRun, rows: ReadonlyArray<TradeRow>, digits: number): ReadonlyArray<TradeColumn> => {
  // A calculated price has decimals without end: two more than the step tell enough.
  const priceDigits = run.symbols.map(({ about, trades }) =>
    Math.min(
      decimalsOf([Number(about.priceStep)]) + 2,
      decimalsOf(trades.flatMap((it) => [it.entryPrice, it.exitPrice]))
    )
  )
  const returnOf = ({ symbol, trade }: TradeRow) => tradeReturn(trade, run.symbols[symbol]?.about.kind)
  const sizeDigits = decimalsOf(rows.map(({ trade }) => trade.size))
  const intervals = run.symbols.map(({ about }) => about.intervalMs)
  const price = (row: TradeRow, value: number) => decimal(value, priceDigits[row.symbol] ?? 2)
  const time = (row: TradeRow, at: number) => barTime(at, intervals[row.symbol] ?? 0)
  const columns: ReadonlyArray<TradeColumn | undefined> = [
    { name: "#", key: (row) => row.number, text: (row) => count(row.number) },
    run.symbols.length < 2
      ? undefined
      : {
          name: "Symbol",
          isText: true,
          key: (row) => run.symbols[row.symbol]?.about.symbol ?? "",
          text: (row) => run.symbols[row.symbol]?.about.symbol ?? ""
        },
    { name: "Side", isText: true, key: (row) => row.trade.side, text: (row) => row.trade.side },
    { name: "Size", key: (row) => row.trade.size, text: (row) => decimal(row.trade.size, sizeDigits) },
    { name: "Entry", isText: true, key: (row) => row.trade.entryTime, text: (row) => time(row, row.trade.entryTime) },
    { name: "at", key: (row) => row.trade.entryPrice, text: (row) => price(row, row.trade.entryPrice) },
    { name: "Exit", isText: true, key: (row) => row.trade.exitTime, text: (row) => time(row, row.trade.exitTime) },
    { name: "at", key: (row) => row.trade.exitPrice, text: (row) => price(row, row.trade.exitPrice) },
    {
      name: "Held",
      key: (row) => row.trade.exitTime - row.trade.entryTime,
      text: (row) => duration(row.trade.exitTime - row.trade.entryTime)
    },
    { name: "Commission", key: (row) => row.trade.commission, text: (row) => money(row.trade.commission, digits) },
    rows.some(({ trade }) => trade.funding !== 0)
      ? { name: "Funding", key: (row) => row.trade.funding, text: (row) => signed(money(row.trade.funding, digits)) }
      : undefined,
    {
      name: "Profit",
      key: (row) => row.trade.pnl,
      text: (row) => signed(money(row.trade.pnl, digits)),
      tone: (row) => row.trade.pnl
    },
    { name: "Return", key: returnOf, text: (row) => signed(percent(returnOf(row))), tone: (row) => row.trade.pnl }
  ]
  return columns.filter((column) => column !== undefined)
}
