/**
 * What a market does, one event at a time: a bar closed, a trade, a quote, a funding settlement.
 *
 * @module
 * @since 0.1.0
 */
import type { Side } from "@backhand/core"

/**
 * A bar that has closed.
 *
 * - `at` when it was complete, milliseconds since the epoch, UTC: the open time plus the interval.
 * - `time` when it opened, milliseconds.
 * - `open`, `high`, `low`, `close` prices in ticks: whole numbers, exact up to 2^53.
 * - `volume` base units; zero where the source has none.
 *
 * @category models
 * @since 0.1.0
 */
export interface Bar {
  readonly kind: "bar"
  readonly symbol: string
  readonly at: number
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/**
 * A public trade: `price` in ticks, `size` in base units, `side` that of the taker (`long` bought) where it is known.
 *
 * @category models
 * @since 0.1.0
 */
export interface Trade {
  readonly kind: "trade"
  readonly symbol: string
  readonly at: number
  readonly price: number
  readonly size: number
  readonly side?: Side.Side
}

/**
 * The best bid and ask from `at` on, in ticks.
 *
 * @category models
 * @since 0.1.0
 */
export interface Quote {
  readonly kind: "quote"
  readonly symbol: string
  readonly at: number
  readonly bid: number
  readonly ask: number
}

/**
 * A funding settlement: longs pay `rate` of their notional to shorts when it is positive. `rate` is a plain decimal.
 *
 * @category models
 * @since 0.1.0
 */
export interface Funding {
  readonly kind: "funding"
  readonly symbol: string
  readonly at: number
  readonly rate: string
}

/**
 * Anything that a replay is fed with; `at` is when it became known, milliseconds since the epoch, UTC.
 *
 * @category models
 * @since 0.1.0
 */
export type MarketEvent = Bar | Trade | Quote | Funding
