/**
 * A strategy as the checks run it: again and again, each time on a history of its own.
 *
 * @module
 * @since 0.1.0
 */
import type { OperatorFunction, VirtualTimeScheduler } from "rxjs"
import type { MarketEvent } from "../MarketEvent.ts"
import { drive } from "../replay/drive.ts"
import type { Market } from "../replay/Market.ts"
import type { Wish } from "../replay/replay.ts"
import { rxjs } from "../rxjs.ts"

/**
 * Makes a strategy for a history. Whatever the strategy reads besides the events that it is told, it must take from the
 * `markets` given here: only then can a check see that it looks ahead. Time-based operators use `scheduler`.
 *
 * @category models
 * @since 0.1.0
 */
export type Pipeline = (
  markets: ReadonlyArray<Market>,
  scheduler: VirtualTimeScheduler
) => OperatorFunction<MarketEvent, Wish>

/**
 * A signal as a strategy emitted it, at `atMs`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Emitted {
  readonly atMs: number
  readonly wish: Wish
}

/** What a strategy emits on a history up to a time. */
export const emitted = (
  markets: ReadonlyArray<Market>,
  pipeline: Pipeline,
  untilMs = Number.POSITIVE_INFINITY
): ReadonlyArray<Emitted> => {
  const list: Array<Emitted> = []
  const scheduler = new (rxjs().VirtualTimeScheduler)()
  drive(
    markets,
    pipeline(markets, scheduler),
    { before: () => undefined, wish: (wish, atMs) => list.push({ atMs, wish }) },
    scheduler,
    untilMs
  )
  return list
}

/** Whether two are the same signal at the same time. */
export const isSame = (a: Emitted | undefined, b: Emitted | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b
  const { wish: x } = a
  const { wish: y } = b
  const isSameWish = x.symbol === y.symbol && x.side === y.side && x.size === y.size && x.stop === y.stop
  return a.atMs === b.atMs && isSameWish && (x.at ?? a.atMs) === (y.at ?? b.atMs)
}
