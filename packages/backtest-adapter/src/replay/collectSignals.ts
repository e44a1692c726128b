/**
 * Runs a strategy over history without trading, and keeps what it wished.
 *
 * @module
 * @since 0.1.0
 */
import { from, ignoreElements, merge, type OperatorFunction } from "rxjs"
import type { FileSignal } from "../history/signals.ts"
import type { MarketEvent } from "../MarketEvent.ts"
import { drive } from "./drive.ts"
import type { Market } from "./Market.ts"
import type { Wish } from "./replay.ts"

/**
 * The signals of a strategy on history, in the order in which it emitted them; one without a time is dated by the event
 * that it was decided on. A strategy does not see its fills, so these are the signals of any replay of it.
 *
 * - **Errors** throws what the strategy throws.
 *
 * @category running
 * @since 0.1.0
 */
export const collectSignals = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent, Wish>
): ReadonlyArray<FileSignal> => {
  const signals: Array<FileSignal> = []
  drive(markets, strategy, {
    before: () => undefined,
    wish: (wish, nowMs) => signals.push({ ...wish, at: wish.at ?? nowMs })
  })
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
  (events$) =>
    merge(from(wishes), events$.pipe(ignoreElements()))
