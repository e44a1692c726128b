import type { MarketEvent, Wish } from "@backhand/backtest-adapter"
import { map, type Observable } from "rxjs"

export const strategy = (events$: Observable<MarketEvent.MarketEvent>): Observable<Wish> =>
  events$.pipe(
    map((): Wish => {
      throw new Error("no idea")
    })
  )
