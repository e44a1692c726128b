import { readFileSync } from "node:fs"
import { join } from "node:path"
import { testData } from "../../../../scripts/testData.ts"
import type { Bars } from "../../src/Bars.ts"
import type { Funding } from "../../src/kernel/Funding.ts"
import type { Column } from "../../src/kernel/Signals.ts"
import { readCsv } from "./goldenFiles.ts"

/** A trade of a recorded freqtrade futures backtest. */
export interface Trade {
  readonly pair: string
  readonly amount: number
  readonly open_timestamp: number
  readonly close_timestamp: number
  readonly open_rate: number
  readonly close_rate: number
  readonly fee_open: number
  readonly funding_fees: number
  readonly profit_abs: number
}

export const folder = testData("freqtrade-accounting")

const column = (name: string, index: number): Float64Array =>
  Float64Array.from(readCsv(join(folder ?? "", name)).rows, (row) => Number(row[index]))

export const fundingOf = (pair: string): Funding => {
  const name = `${pair.slice(0, 3)}USDT`
  const marks = new Map(
    readCsv(join(folder ?? "", `${name}-mark-8h.csv`)).rows.map((row) => [Number(row[0]), Number(row[1])])
  )
  const time = column(`${name}-funding.csv`, 0)
  const mark = time.map((at) => marks.get(at - (at % 28_800_000)) ?? Number.NaN)
  return { time, rate: column(`${name}-funding.csv`, 1), mark, tie: "both" }
}

export const readTrades = (): ReadonlyArray<Trade> => {
  const { results } = JSON.parse(readFileSync(join(folder ?? "", "trades.json"), "utf8")) as {
    readonly results: ReadonlyArray<{ readonly trades: ReadonlyArray<Trade> }>
  }
  return results.flatMap((result) => result.trades)
}

/** A trade as two flips at its recorded prices, which need not lie on ticks: resting stops inside bars. */
export const asFlips = (trade: Trade): { readonly bars: Bars; readonly signals: Column } => {
  const cents = (price: number) => Math.round(price * 100)
  const [entry, exit] = [cents(trade.open_rate), cents(trade.close_rate)]
  const column_ = (values: ReadonlyArray<number>) => Float64Array.from(values)
  const bars: Bars = {
    length: 4,
    time: column_([
      trade.open_timestamp - 1,
      trade.open_timestamp,
      trade.close_timestamp,
      trade.close_timestamp + 300_000
    ]),
    open: column_([entry, entry, exit + 100, exit]),
    high: column_([entry, entry, exit + 100, exit]),
    low: column_([entry, entry, exit - 100, exit]),
    close: column_([entry, entry, exit, exit]),
    volume: new Float64Array(4),
    priceStep: "0.01",
    intervalMs: trade.close_timestamp - trade.open_timestamp
  }
  const signals = {
    wishes: Int8Array.of(1, -1, 0, 0),
    stops: column_([Number.NaN, trade.close_rate, Number.NaN, Number.NaN])
  }
  return { bars, signals }
}
