/**
 * One path on its way: what is held, what it has made, and how that changed.
 *
 * @module
 * @since 0.1.0
 */
import type { BandEvent } from "./BandEvents.ts"
import { carry, type Closed, closedOf, flat, gain, type Holder, type Trading, worth } from "./Holder.ts"
import { closedAt, freeAt, isBeyond, type Threshold, thresholdOf } from "./threshold.ts"

/** A moment of a path: `changes` of its value so far in the bar, the trades it closed in it, and the least free money. */
export interface Moment {
  readonly holder: Holder
  readonly price: number
  readonly made: number
  readonly free: number
  readonly changes: ReadonlyArray<number>
  readonly closed: ReadonlyArray<Closed>
}

/** Takes a moment on by something that costs, or brings, so much. */
const changed = (trading: Trading, self: Moment, by: number, more: Partial<Moment> = {}): Moment => {
  const next = { ...self, changes: [...self.changes, by], made: self.made + by, ...more }
  if (trading.margin === undefined) return next
  return { ...next, free: Math.min(next.free, freeAt(trading, next.holder, next.made, next.price)) }
}

/** The price goes to another. */
export const to = (trading: Trading, self: Moment, price: number): Moment =>
  changed(trading, self, gain(trading, self.holder, self.price, price), { price })

/** Something is received for every unit that is held long. */
export const settle = (trading: Trading, self: Moment, each: number): Moment =>
  changed(trading, self, self.holder.sign * self.holder.size * each)

/** Money is received. */
export const receive = (trading: Trading, self: Moment, money: number): Moment => changed(trading, self, money)

/** Closes what is held at the price of a liquidation, wherever prices are by then. */
export const liquidate = (trading: Trading, self: Moment, bar: number, price: number): Moment => {
  const { holder } = self
  const fee = (trading.margin?.feeRate ?? 0) * holder.size * worth(trading, price)
  const by = gain(trading, holder, self.price, price) - fee
  return changed(trading, self, by, { holder: flat, closed: [...self.closed, closedOf(holder, bar, price)] })
}

/** The threshold that a price is beyond. */
export const beyond = (trading: Trading, self: Moment, price: number): Threshold | undefined => {
  const threshold = thresholdOf(trading, self.holder)
  return threshold !== undefined && isBeyond(threshold, price) ? threshold : undefined
}

/** A wish is carried out at its price. What is opened beyond its own threshold goes at once. */
export const fill = (trading: Trading, self: Moment, bar: number, event: BandEvent): Moment => {
  const { closed, cost, holder } = carry(trading, self.holder, event, bar, self.made)
  const trades = closed === undefined ? self.closed : [...self.closed, closed]
  return changed(trading, self, -cost, { holder, closed: trades })
}

/** Liquidates what is held where the price is beyond its threshold. */
export const check = (trading: Trading, self: Moment, bar: number): Moment => {
  const threshold = beyond(trading, self, self.price)
  return threshold === undefined ? self : liquidate(trading, self, bar, closedAt(threshold, self.price))
}

/**
 * A bar opens: what the gap liquidates goes before anything that is filled at the open, and what was decided on the close
 * before came to nothing with it. Stops that the open has jumped over are decided on what is held by then.
 */
export const open = (
  trading: Trading,
  self: Moment,
  bar: number,
  price: number,
  events: ReadonlyArray<BandEvent>
): Moment => {
  const threshold = beyond(trading, self, price)
  let now =
    threshold === undefined
      ? to(trading, self, price)
      : { ...liquidate(trading, self, bar, closedAt(threshold, price)), price }
  for (const event of events)
    if (threshold === undefined || event.isResting) now = check(trading, fill(trading, now, bar, event), bar)
  return now
}
