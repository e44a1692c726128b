/**
 * What the rate limit cost in money: the run beside the same run without a limit.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import type { OperatorFunction } from "rxjs"
import type { MarketEvent } from "../MarketEvent.ts"
import type { Delays } from "../replay/Delays.ts"
import type { Market } from "../replay/Market.ts"
import { replay, type Wish } from "../replay/replay.ts"
import type { ReplayOptions } from "../replay/ReplayOptions.ts"
import type { ReplayResult, SymbolResult } from "../replay/ReplayResult.ts"
import { waitingOf } from "./waiting.ts"

/**
 * Two runs that differ in the rate limit alone. Money is in margin coin; a limit that helped by chance cost less than
 * nothing.
 *
 * - `cost` final equity without the limit, less final equity with it: `waiting` and `other`.
 * - `waiting` what the orders of both runs paid more, one by one, because they came later.
 * - `other` the rest: positions that were held longer, shorter or not at all because signals were overtaken or too old.
 * - `symbols` the cost of each symbol.
 *
 * @category models
 * @since 0.1.0
 */
export interface LimitCost {
  readonly limited: ReplayResult
  readonly free: ReplayResult
  readonly delays: Delays
  readonly cost: Rational.Rational
  readonly waiting: Rational.Rational
  readonly other: Rational.Rational
  readonly symbols: ReadonlyArray<{ readonly symbol: string; readonly cost: Rational.Rational }>
}

/**
 * Replays a strategy with its rate limit and without, and compares.
 *
 * - **Errors** as `replay`. The strategy is subscribed to twice: it must begin anew each time.
 *
 * @category comparing
 * @since 0.1.0
 */
export const limitCost = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent, Wish>,
  options: ReplayOptions
): LimitCost => {
  const limited = replay(markets, strategy, options)
  const free = replay(markets, strategy, { ...options, limit: null })
  const cost = Rational.subtract(free.summary.finalEquity, limited.summary.finalEquity)
  const waiting = waitingOf(limited, free)
  const symbols = limited.symbols.map(({ net, symbol }, k) => {
    return { symbol, cost: Rational.subtract((free.symbols[k] as SymbolResult).net, net) }
  })
  return { limited, free, delays: limited.delays, cost, waiting, other: Rational.subtract(cost, waiting), symbols }
}
