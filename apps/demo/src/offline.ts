/** The offline half of the demo: the same strategy and the same engine, replayed on the same candles. */
import { type Market, type MarketEvent, replay, type ReplayResult, type Wish } from "@backhand/backtest-adapter"
import { Fill, type Instrument, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { OperatorFunction } from "rxjs"
import { type DemoFill, describe, describePosition } from "./DemoFill.ts"
import type { Series } from "./series.ts"

export interface Offline {
  readonly fills: ReadonlyArray<DemoFill>
  readonly position: string
  readonly fees: string
  readonly profit: string
  readonly orders: number
  readonly market: Market
  readonly result: ReplayResult
}

const positionAfter = (instrument: Instrument.Instrument, fills: ReadonlyArray<Fill.Fill>): string => {
  const account = Fill.applyAll(instrument, Fill.account(Position.flat("one-way")), fills)
  return Result.match(account, {
    onFailure: ({ message }) => message,
    onSuccess: ({ position }) => describePosition(instrument, position)
  })
}

/** What the position is worth at first, rounded up to one digit: a return of that says something. */
const capitalFor = ({ bars, price }: Series, size: string): number => {
  const worth = Number(price(bars.open[0] ?? 1)) * Number(size)
  const digit = 10 ** Math.floor(Math.log10(worth))
  return Math.ceil(worth / digit) * digit
}

/** Replays the strategy; every order is filled at the open of the next bar. */
export const runOffline = (
  series: Series,
  strategy: OperatorFunction<MarketEvent.MarketEvent, Wish>,
  size: string
): Offline => {
  const { bars, instrument } = series
  const market = { instrument, bars }
  const result = replay([market], strategy, { size, capital: capitalFor(series, size) })
  const { executions, summary } = result
  return {
    fills: executions.map((fill) => describe(fill.bar, fill, { fee: fill.fee, profit: fill.realized })),
    position: positionAfter(instrument, executions),
    fees: Rational.toDecimal(summary.fees),
    profit: Rational.toDecimal(Rational.subtract(summary.finalEquity, summary.capital)),
    // What is wished on the last close has no next bar to be filled on, and the live half ends before it.
    orders: summary.orders - summary.unfilled,
    market,
    result
  }
}
