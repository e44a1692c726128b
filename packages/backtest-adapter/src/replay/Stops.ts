/**
 * Resting stops: a wish that lives for the one bar after its own, and is filled where that bar reaches its price.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Rational, type Signal } from "@backhand/core"
import * as Result from "effect/Result"
import { firstOpeningAt } from "./Market.ts"
import { inTicks, type Place, type Priced } from "./Place.ts"

/**
 * A signal that may rest. With `stop` (quote units, a decimal) it is filled within the next bar if a long's high reaches
 * the stop, at the higher of open and stop, or a short's low does, at the lower of both.
 *
 * @category models
 * @since 0.1.0
 */
export interface RestingSignal extends Signal.Signal {
  readonly stop?: string
}

/** The price at which bar `bar` fills a stop: the stop, or the open where that is beyond it; undefined out of reach. */
const priceIn = (
  { market: { bars }, step }: Priced,
  bar: number,
  side: RestingSignal["side"],
  stop: Rational.Rational
): Rational.Rational | undefined => {
  const isLong = side === "long"
  const sign = isLong ? 1 : -1
  const open = inTicks(bars.open[bar] as number, step)
  const extreme = inTicks((isLong ? bars.high : bars.low)[bar] as number, step)
  if (Rational.compare(extreme, stop) * sign < 0) return undefined
  return Rational.compare(open, stop) * sign >= 0 ? open : stop
}

/**
 * Where a signal that is heard at `nowMs` and rests is filled; undefined where its bar does not reach it, or there is none.
 * A signal may be dated later than it is heard, never earlier: a bar that has closed fills nothing any more.
 */
export const placeOf = (self: Priced, wish: RestingSignal, nowMs: number): Place | undefined => {
  const { bars } = self.market
  const bar = firstOpeningAt(bars, Math.max(wish.at, nowMs))
  const stop = Result.getOrThrowWith(
    Decimal.parsePositive("stop", wish.stop),
    ({ message, remedy }) => new RangeError(`${message}. Remedy: ${remedy}.`)
  )
  const atMs = bars.time[bar]
  const price = atMs === undefined ? undefined : priceIn(self, bar, wish.side, stop)
  return price === undefined || atMs === undefined ? undefined : { bar, atMs, price }
}
