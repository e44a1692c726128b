/** The strategy of the first two examples: an ordinary RxJS operator from what a market does to what is wished. */
import type { MarketEvent } from "@backhand/backtest-adapter"
import type { SignalInput } from "@backhand/reversal-operator"
import { bufferCount, distinctUntilKeyChanged, filter, map, type OperatorFunction, pipe } from "rxjs"

const average = (closes: ReadonlyArray<number>): number => closes.reduce((sum, close) => sum + close, 0) / closes.length

/** Long while the average of the last `fast` closes is above that of the last `slow`, short while it is below. */
export const movingAverage = (fast: number, slow: number): OperatorFunction<MarketEvent.MarketEvent, SignalInput> =>
  pipe(
    filter((event): event is MarketEvent.Bar => event.kind === "bar"),
    bufferCount(slow, 1),
    filter((bars) => bars.length === slow),
    map((bars) => {
      const closes = bars.map(({ close }) => close)
      const difference = average(closes.slice(-fast)) - average(closes)
      return { symbol: bars[0]?.symbol ?? "", difference }
    }),
    filter(({ difference }) => difference !== 0),
    map(({ difference, symbol }): SignalInput => ({ symbol, side: difference > 0 ? "long" : "short" })),
    distinctUntilKeyChanged("side")
  )
