/**
 * Resting stops: a wish that lives for the one bar after its own, and is filled where that bar reaches its price.
 *
 * @module
 * @since 0.1.0
 */
import { Decimal, Rational, type ReversalEvent, type Signal } from "@backhand/core"
import * as Result from "effect/Result"
import { firstOpeningAt, type Market } from "./Market.ts"
import type { Place } from "./PaperVenue.ts"

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

const reached = (
  { bars }: Market,
  bar: number,
  { side }: RestingSignal,
  stop: Rational.Rational
): Rational.Rational | undefined => {
  const step = Result.getOrThrow(Decimal.parsePositive("priceStep", bars.priceStep))
  const price = (ticks: number | undefined) => Rational.multiply(Rational.fromInteger(ticks ?? 0), step)
  const open = price(bars.open[bar])
  const isLong = side === "long"
  const extreme = price((isLong ? bars.high : bars.low)[bar])
  const sign = isLong ? 1 : -1
  if (Rational.compare(extreme, stop) * sign < 0) return undefined
  return Rational.compare(open, stop) * sign >= 0 ? open : stop
}

/** Where a resting signal is filled; undefined where its bar does not reach it, or there is none. */
export const placeOf = (market: Market, wish: RestingSignal): Place | undefined => {
  const bar = firstOpeningAt(market.bars, wish.at)
  const stop = Decimal.parsePositive("stop", wish.stop)
  const atMs = market.bars.time[bar]
  if (Result.isFailure(stop) || atMs === undefined) return undefined
  const price = reached(market, bar, wish, stop.success)
  return price === undefined ? undefined : { bar, atMs, price }
}

/** Remembers where the orders of triggered stops are filled. */
export const make = () => {
  const places = new WeakMap<Signal.Signal, Place>()
  const orders = new Map<string, Place>()
  return {
    trigger: (wish: Signal.Signal, place: Place) => void places.set(wish, place),
    claim: ({ clientOid, signal }: ReversalEvent.Sent): void => {
      const place = signal === null ? undefined : places.get(signal)
      if (place !== undefined) orders.set(clientOid, place)
    },
    placeOf: (clientOid: string) => orders.get(clientOid)
  }
}
