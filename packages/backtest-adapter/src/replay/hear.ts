/**
 * Hears a strategy's signals: at once, when their time comes, or when and if a bar reaches their stop.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, Lots, Position, Rational } from "@backhand/core"
import * as Account from "./Account.ts"
import * as Decisions from "./Decisions.ts"
import * as Place from "./Place.ts"
import { passBy } from "./liquidate.ts"
import { advance, feed, type ReplayRun } from "./ReplayRun.ts"
import * as Stops from "./Stops.ts"
import * as Timeline from "./Timeline.ts"

/** A signal that may enter, with the size that the wished value buys at the last price known. */
const sized = (self: ReplayRun, signal: Stops.RestingSignal, atMs: number): Stops.RestingSignal => {
  const account = self.paper.accounts.get(signal.symbol)
  const { size, sizing } = self.paper.terms
  if (sizing === "all-in") return { ...signal, size: Rational.toDecimal(size) }
  if (sizing === "fixed" || account === undefined || signal.size !== undefined) return signal
  const price = Place.lastKnown(account, atMs)
  if (price === undefined || !Position.isFlat(account.position)) return signal
  const lots = Lots.makeUnsafe(Account.lotsWorth(account, size, price))
  return { ...signal, size: Instrument.size(account.market.instrument, lots) }
}

const take = (
  self: ReplayRun,
  wish: Stops.RestingSignal,
  atMs: number,
  resting: Decisions.Heard["resting"],
  isDated = false
): void => {
  const account = self.paper.accounts.get(wish.symbol)
  const toldTrades = account?.toldTrades ?? 0
  // A position that is on its way may be there when this signal's turn comes: one-way mode reverses it whole.
  const isFlying = account?.isFlying === true && self.paper.terms.sizing === "value"
  const signal = isFlying ? wish : sized(self, wish, atMs)
  const known = account === undefined ? undefined : Place.decided(account, self.paper.terms.fill, atMs)
  const decision = self.decisions.rows.length
  const price = resting?.price ?? known
  Decisions.keep(self.decisions, account, { decision, signal, atMs, price, toldTrades, resting, isDated })
  feed(self, { fact: "signal", signal }, atMs)
}

/** Takes a signal: at once, when its time comes, or, where it rests, when and if its bar reaches its stop. */
export const hear = (self: ReplayRun, wish: Stops.RestingSignal): void => {
  const { nowMs } = self
  if (wish.stop === undefined) {
    if (wish.at <= nowMs) take(self, wish, nowMs, undefined)
    else Timeline.add(self.timeline, wish.at, Timeline.market, () => take(self, wish, wish.at, undefined, true))
    return
  }
  const account = self.paper.accounts.get(wish.symbol)
  // The engine refuses what it does not know.
  if (account === undefined) return take(self, wish, nowMs, undefined)
  const place = Stops.placeOf(account, wish, nowMs)
  if (place === undefined) return
  const atMs = Math.max(nowMs, place.atMs)
  const isJumped = Rational.compare(
    place.price,
    Place.inTicks(account.market.bars.open[place.bar] as number, account.step)
  )
  // It is news from the moment on at which its price comes, however long it had rested.
  const signal = { ...wish, at: atMs }
  Timeline.add(self.timeline, atMs, isJumped === 0 ? Timeline.jumped : Timeline.reached, () => {
    passBy(self.paper, account, place)
    // What went on the way is known by the time the stop is reached.
    advance(self, atMs, Timeline.timer)
    take(self, signal, atMs, place)
  })
}
