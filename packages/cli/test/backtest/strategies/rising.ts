import type { MarketEvent, Wish } from "@backhand/backtest-adapter"
import { concatMap, type Observable, of } from "rxjs"

/** Long after a bar that rose, short after one that fell. */
export const strategy = (events$: Observable<MarketEvent.MarketEvent>): Observable<Wish> =>
  events$.pipe(
    concatMap((event) =>
      event.kind === "bar" && event.close !== event.open
        ? of({ symbol: event.symbol, side: event.close > event.open ? ("long" as const) : ("short" as const) })
        : of()
    )
  )
