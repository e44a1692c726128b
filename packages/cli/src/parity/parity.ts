/**
 * Live and offline, side by side: the same strategy on the same history through `reverseOn()` and through `replay()`.
 *
 * @module
 * @since 0.1.0
 */
import type { Market, MarketEvent, Wish } from "@backhand/backtest-adapter"
import type { OperatorFunction } from "rxjs"
import type { Half } from "./Half.ts"
import { runLive } from "./runLive.ts"
import { runOffline } from "./runOffline.ts"
import { endOf, onBars, type ParityOptions, priced } from "./World.ts"

/**
 * What came of both halves, and every line in which they differ: none, if live is offline.
 *
 * @since 0.1.0
 */
export interface Parity {
  readonly live: Half
  readonly offline: Half
  readonly differences: ReadonlyArray<string>
}

const compare = (what: string, live: ReadonlyArray<string>, offline: ReadonlyArray<string>): ReadonlyArray<string> =>
  Array.from({ length: Math.max(live.length, offline.length) }, (_, k) => [live[k], offline[k]] as const).flatMap(
    ([one, other]) => (one === other ? [] : [`${what}: live ${one ?? "nothing"}; offline ${other ?? "nothing"}`])
  )

/**
 * Runs a strategy live on the simulated exchange in virtual time, and replays it, and compares every event, fill, fee and
 * the final position.
 *
 * The price in force at any moment is the open of the bar that it falls in, for both: that is what bars can say of orders
 * that are on their way when a bar opens. The strategy is told of bars alone. Neither half goes on after the last bar.
 *
 * Errors: what the strategy throws; a `RangeError` for a contract that the exchange cannot list.
 *
 * @since 0.1.0
 */
export const parity = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent.MarketEvent, Wish>,
  options: ParityOptions
): Parity => {
  const world = markets.map(priced)
  const endMs = endOf(markets)
  const live = runLive(world, onBars(strategy), options, endMs)
  const offline = runOffline(world, onBars(strategy), options, endMs)
  const differences = [
    ...compare("event", live.events, offline.events),
    ...compare("fill", live.fills, offline.fills),
    ...compare("position", live.positions, offline.positions),
    ...compare("fees", [live.fees], [offline.fees])
  ]
  return { live, offline, differences }
}
