/** The candles that the demo runs on, and the contract it pretends that they belong to. */
import { readFileSync } from "node:fs"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"
import { type Bars as Columns, parseBars } from "@backhand/backtest-adapter"
import { Contract, type Instrument, Rational } from "@backhand/core"
import * as Result from "effect/Result"

type Bars = Columns.Bars

/** A series with its contract as the exchange would describe it. */
export interface Series {
  readonly label: string
  readonly bars: Bars
  readonly contract: Readonly<Record<string, unknown>>
  readonly instrument: Instrument.Instrument
  readonly price: (ticks: number) => string
}

const packaged = {
  path: () => fileURLToPath(new URL("../data/sp500-2000.csv", import.meta.resolve("vega-datasets"))),
  symbol: "SP500USDT",
  label: "S&P 500 index, daily, 2000 to 2020 (npm package vega-datasets; an index, not a Bitget contract)"
}

const symbolOf = (path: string): string => {
  const found = /[A-Z]{2,10}(?=USDT?\b|USDT?-|USDT?_|-USD)/i.exec(basename(path))?.[0]
  return `${(found ?? "DEMO").toUpperCase()}USDT`
}

/** A contract as the exchange would describe it. `end` is the price step in units of the last of `places` decimals. */
export const contractOf = (symbol: string, places: number, end: string) => ({
  symbol,
  baseCoin: symbol.replace(/USDT$/, ""),
  quoteCoin: "USDT",
  supportMarginCoins: ["USDT"],
  pricePlace: String(places),
  priceEndStep: end,
  volumePlace: "2",
  sizeMultiplier: "0.01",
  minTradeNum: "0.01",
  minTradeUSDT: "5",
  takerFeeRate: "0.0006",
  makerFeeRate: "0.0002",
  symbolStatus: "normal"
})

const contractFor = (symbol: string, { priceStep }: Bars) => {
  const places = priceStep.includes(".") ? (priceStep.split(".")[1]?.length ?? 0) : 0
  return contractOf(symbol, places, priceStep.replace(/^0\.0*/, ""))
}

/** Reads a file of candles; without one, the series that the package ships. Throws with what is wrong and where. */
export const loadSeries = (path: string | undefined): Series => {
  const file = path ?? packaged.path()
  const { bars } = Result.getOrThrow(parseBars(readFileSync(file), { file: basename(file) }))
  const symbol = path === undefined ? packaged.symbol : symbolOf(path)
  const contract = contractFor(symbol, bars)
  const instrument = Result.getOrThrowWith(Contract.decode(contract), ({ message }) => new Error(message))
  const price = (ticks: number) =>
    Rational.toDecimal(Rational.multiply(Rational.fromInteger(ticks), instrument.priceStep))
  return { label: path === undefined ? packaged.label : basename(path), bars, contract, instrument, price }
}

/** Cuts a series after the bar on which its last wanted order is filled; an order makes at most two executions. */
export const cut = (series: Series, fills: ReadonlyArray<{ readonly bar: number }>, orders: number): Series => {
  const last = fills[2 * orders - 1]
  if (last === undefined) return series
  const length = Math.min(series.bars.length, last.bar + 2)
  const { close, high, low, open, time, volume } = series.bars
  const bars = {
    ...series.bars,
    length,
    time: time.subarray(0, length),
    open: open.subarray(0, length),
    high: high.subarray(0, length),
    low: low.subarray(0, length),
    close: close.subarray(0, length),
    volume: volume.subarray(0, length)
  }
  return { ...series, bars }
}
