import { from, mergeMap, type OperatorFunction } from "rxjs"
import type { Bars } from "../../src/Bars.ts"
import type { Column } from "../../src/kernel/Signals.ts"
import type { MarketEvent } from "../../src/MarketEvent.ts"
import type { Wish } from "../../src/replay/replay.ts"

/** A strategy that wishes what a column says, bar by bar. */
export const listed = ({ time }: Bars, { stops, wishes }: Column): OperatorFunction<MarketEvent, Wish> => {
  const barOf = new Map(Array.from(time, (at, bar) => [at, bar]))
  return mergeMap((event) => {
    if (event.kind !== "bar") return []
    const bar = barOf.get(event.time) ?? -1
    const wish = wishes[bar] ?? 0
    if (wish === 0) return []
    const stop = stops?.[bar] ?? Number.NaN
    const side = wish > 0 ? ("long" as const) : ("short" as const)
    return from([{ symbol: event.symbol, side, ...(Number.isNaN(stop) ? {} : { stop: String(stop) }) }])
  })
}
