/**
 * Runs a strategy over history without trading, and keeps what it wished.
 *
 * @module
 * @since 0.1.0
 */
import type { OperatorFunction, VirtualTimeScheduler } from "rxjs"
import type { FileSignal } from "../history/signals.ts"
import type { MarketEvent } from "../MarketEvent.ts"
import { rxjs } from "../rxjs.ts"
import { drive } from "./drive.ts"
import type { Market } from "./Market.ts"
import type { Wish } from "./replay.ts"

/**
 * The signals of a strategy on history, in the order in which it emitted them; one without a time is dated by the event
 * that it was decided on. A strategy does not see its fills, so these are the signals of any replay of it. Time-based
 * operators of the strategy use `scheduler`.
 *
 * - **Errors** throws what the strategy throws.
 *
 * @category running
 * @since 0.1.0
 */
export const collectSignals = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent, Wish>,
  scheduler?: VirtualTimeScheduler
): ReadonlyArray<FileSignal> => {
  const signals: Array<FileSignal> = []
  const listener = {
    before: () => undefined,
    wish: (wish: Wish, nowMs: number) => signals.push({ ...wish, at: wish.at ?? nowMs })
  }
  drive(markets, strategy, listener, scheduler)
  return signals
}

/**
 * Signals that are known beforehand as a strategy: each is a wish at its own time, whatever the market does.
 *
 * @category running
 * @since 0.1.0
 */
export const listedSignals =
  (wishes: ReadonlyArray<Wish>): OperatorFunction<MarketEvent, Wish> =>
  (events$) => {
    const { from, ignoreElements, merge } = rxjs()
    return merge(from(wishes), events$.pipe(ignoreElements()))
  }
