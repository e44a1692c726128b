import type { MarketEvent, Wish } from "@backhand/backtest-adapter"
import { map, type Observable } from "rxjs"

/** Turns round after every third bar that it has seen: where it begins matters for ever. */
export const strategy = (events$: Observable<MarketEvent.MarketEvent>): Observable<Wish> =>
  events$.pipe(map(({ symbol }, bar) => ({ symbol, side: bar % 6 < 3 ? ("long" as const) : ("short" as const) })))
