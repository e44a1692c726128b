/**
 * The offline half: `replay()` at the prices in force.
 *
 * @module
 * @since 0.1.0
 */
import { type Market, type MarketEvent, replay, type Wish } from "@backhand/backtest-adapter"
import { Fill, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { OperatorFunction } from "rxjs"
import { type Half, sayEvent, sayFill, sayPosition } from "./Half.ts"
import type { ParityOptions } from "./World.ts"

/** Replays the strategy on priced markets; tells what had happened by a time. */
export const runOffline = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent.MarketEvent, Wish>,
  options: ParityOptions,
  endMs: number
): Half => {
  const { events, executions, symbols } = replay(markets, strategy, { ...options, fill: "quote", hasMinimums: true })
  const inTime = executions.filter(({ atMs }) => atMs <= endMs)
  const by = new Map(symbols.map(({ instrument, symbol }) => [symbol, instrument]))
  return {
    events: events.filter(({ at }) => at <= endMs).map(sayEvent),
    fills: inTime.flatMap((fill) => {
      const instrument = by.get(fill.symbol)
      return instrument === undefined
        ? []
        : [sayFill(instrument, fill.atMs, fill, { fee: fill.fee, profit: fill.realized })]
    }),
    positions: symbols.map(({ instrument, symbol }) => {
      const own = inTime.filter((fill) => fill.symbol === symbol)
      const held = Fill.applyAll(instrument, Fill.account(Position.flat(options.mode ?? "one-way")), own)
      return sayPosition(instrument, Result.getOrThrow(held).position)
    }),
    fees: Rational.toDecimal(inTime.reduce((sum, { fee }) => Rational.add(sum, fee), Rational.zero))
  }
}
