import type { Pipeline } from "@backhand/backtest-adapter"
import { filter, map } from "rxjs"

/** Long before a bar that rises: it reads the close that is still to come. */
export const pipeline: Pipeline =
  ([market]) =>
  (events$) =>
    events$.pipe(
      filter((event, bar) => event.kind === "bar" && (market?.bars.close[bar + 1] ?? 0) > event.close),
      map(({ symbol }) => ({ symbol, side: "long" as const }))
    )
