/**
 * How much of the time anything was held, on one clock for all symbols.
 *
 * @module
 * @since 0.1.0
 */
import { firstAt, type Market } from "../replay/Market.ts"
import type { ReplayResult } from "../replay/ReplayResult.ts"

/** The share of a clock's bars over which at least one symbol was held: what overlaps counts once. */
export const heldShare = (clock: Float64Array, markets: ReadonlyArray<Market>, { symbols }: ReplayResult): number => {
  const held = symbols.flatMap(({ openTrades, trades }, index) => {
    const barOf = (bar: number) => firstAt(clock, (markets[index] as Market).bars.time[bar] as number)
    return [
      ...trades.map(({ entryBar, exitBar }) => ({ from: barOf(entryBar), until: barOf(exitBar) })),
      ...openTrades.map(({ entryBar }) => ({ from: barOf(entryBar), until: clock.length }))
    ]
  })
  let [bars, end] = [0, 0]
  for (const { from, until } of held.toSorted((a, b) => a.from - b.from)) {
    bars += Math.max(0, until - Math.max(end, from))
    end = Math.max(end, until)
  }
  return bars / clock.length
}
