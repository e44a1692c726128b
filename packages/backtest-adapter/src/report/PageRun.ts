/**
 * What the script of a page reads: shapes and columns of a run.
 *
 * @module
 * @since 0.1.0
 */
import { reader } from "./columns.ts"
import type { ReportPosition, ReportTrade } from "./ReportInput.ts"
import { ofValues, type Series } from "./Series.ts"

/** What is told of a symbol beside its columns. */
export interface PageSymbol {
  readonly symbol: string
  readonly kind: "linear" | "inverse"
  readonly length: number
  readonly intervalMs: number
  readonly priceStep: string
  readonly trades: number
  readonly open: ReadonlyArray<ReportPosition>
}

/** A run as it is inlined. `bytes` are the deflated columns in base64. */
export interface PageRun {
  readonly kind: "run"
  readonly coin: string
  readonly capital: number
  readonly moneyDigits: number
  readonly symbols: ReadonlyArray<PageSymbol>
  readonly account: { readonly length: number; readonly isOwnClock: boolean }
  readonly bytes: string
}

/** A symbol with its columns; prices are in quote units. */
export interface ReadSymbol {
  readonly about: PageSymbol
  readonly candles: Series
  readonly trades: ReadonlyArray<ReportTrade>
}

/** Everything that a page has read. */
export interface ReadRun {
  readonly symbols: ReadonlyArray<ReadSymbol>
  readonly equity: Series
}

type From = ReturnType<typeof reader>

const candlesOf = (from: From, length: number, priceStep: string): Series => {
  const [time, first, last, high, low] = [
    from.near(length),
    from.small(length),
    from.small(length),
    from.small(length),
    from.small(length)
  ]
  // Dividing by the inverse of a decimal step gives the double nearest to the price; multiplying would not.
  const ticks = Math.round(1 / Number(priceStep))
  const isInverse = ticks > 0 && Math.abs(ticks * Number(priceStep) - 1) < 1e-9
  const step = Number(priceStep)
  const price = (value: number) => (isInverse ? value / ticks : value * step)
  let close = 0
  for (let k = 0; k < length; k++) {
    const open = close + (first[k] as number)
    close = open + (last[k] as number)
    const [top, bottom] = [Math.max(open, close) + (high[k] as number), Math.min(open, close) - (low[k] as number)]
    first[k] = price(open)
    high[k] = price(top)
    low[k] = price(bottom)
    last[k] = price(close)
  }
  return { length, time, first, high, low, last }
}

const at = (column: Float64Array, k: number): number => column[k] as number

const tradesOf = (from: From, length: number): ReadonlyArray<ReportTrade> => {
  const [side, entryBar, exitBar] = [from.small(length), from.near(length), from.near(length)]
  const [size, entryTime, entryPrice, exitTime] = [
    from.doubles(length),
    from.doubles(length),
    from.doubles(length),
    from.doubles(length)
  ]
  const [exitPrice, pnl, commission, funding] = [
    from.doubles(length),
    from.doubles(length),
    from.doubles(length),
    from.doubles(length)
  ]
  return Array.from({ length }, (_, k) => ({
    side: at(side, k) > 0 ? "long" : "short",
    size: at(size, k),
    entryBar: at(entryBar, k),
    entryTime: at(entryTime, k),
    entryPrice: at(entryPrice, k),
    exitBar: at(exitBar, k),
    exitTime: at(exitTime, k),
    exitPrice: at(exitPrice, k),
    pnl: at(pnl, k),
    commission: at(commission, k),
    funding: at(funding, k)
  }))
}

/** Reads the inflated columns of a run. */
export const readRun = (run: PageRun, bytes: Uint8Array): ReadRun => {
  const from = reader(bytes)
  const symbols = run.symbols.map((about) => ({
    about,
    candles: candlesOf(from, about.length, about.priceStep),
    trades: tradesOf(from, about.trades)
  }))
  const { isOwnClock, length } = run.account
  const time = isOwnClock ? from.near(length) : (symbols[0]?.candles.time ?? new Float64Array(0))
  const unit = 10 ** run.moneyDigits
  const equity = from.near(length).map((value) => value / unit)
  return { symbols, equity: ofValues(time, equity) }
}
