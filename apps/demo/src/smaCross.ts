/** The demo's strategy, as a trader would write it: an ordinary RxJS operator from bars to signals. */
import type { MarketEvent, Wish } from "@backhand/backtest-adapter"
import { filter, map, type OperatorFunction, pipe, scan } from "rxjs"

interface Averages {
  readonly symbol: string
  readonly closes: ReadonlyArray<number>
  /** Which average is above; `crossed` where that has just changed. */
  readonly above: "fast" | "slow" | "none"
  readonly crossed: boolean
}

const sumOf = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0)

/** Closes are whole ticks, so that both sums are exact and a tie is a tie: crossed multiplication, no division. */
const compare = (closes: ReadonlyArray<number>, fast: number, slow: number): Averages["above"] => {
  if (closes.length < slow) return "none"
  const difference = sumOf(closes.slice(-fast)) * slow - sumOf(closes) * fast
  return difference > 0 ? "fast" : difference < 0 ? "slow" : "none"
}

/**
 * Wishes to be long when the fast average of closes crosses above the slow one, short when it crosses below. Where both
 * are equal nothing has crossed yet.
 */
export const smaCross = (fast: number, slow: number): OperatorFunction<MarketEvent.MarketEvent, Wish> =>
  pipe(
    filter((event): event is MarketEvent.Bar => event.kind === "bar"),
    scan<MarketEvent.Bar, Averages>(
      (before, { close, symbol }) => {
        const closes = [...before.closes, close].slice(-slow)
        const now = compare(closes, fast, slow)
        const above = now === "none" ? before.above : now
        return { symbol, closes, above, crossed: before.above !== "none" && above !== before.above }
      },
      { symbol: "", closes: [], above: "none", crossed: false }
    ),
    filter(({ crossed }) => crossed),
    map(({ above, symbol }) => ({ symbol, side: above === "fast" ? "long" : "short" }))
  )
