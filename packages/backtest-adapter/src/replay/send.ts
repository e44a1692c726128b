/**
 * Takes orders: they arrive, are refused or answered, and are filled when history comes to their place.
 *
 * @module
 * @since 0.1.0
 */
import type * as Account from "./Account.ts"
import { execute } from "./execute.ts"
import { meetOpen } from "./liquidate.ts"
import { obstacle } from "./opening.ts"
import { answer, type PaperVenue, type Sending } from "./PaperVenue.ts"
import * as Orders from "./Orders.ts"
import * as Place from "./Place.ts"
import * as Timeline from "./Timeline.ts"

/** What a bar's open liquidates is gone before anything is filled at it. Stops have seen to that on their way. */
const meet = (self: PaperVenue, account: Account.Account, { resting }: Sending, { atMs, bar }: Place.Place): void => {
  if (resting === undefined && self.terms.fill === "next-open") meetOpen(self, account, bar, atMs)
}

const fillAt = (
  self: PaperVenue,
  account: Account.Account,
  order: Orders.Live,
  sending: Sending,
  place: Place.Place
): void => {
  const atMs = Math.max(order.arrivedAtMs, place.atMs)
  const at = atMs === place.atMs ? place : { ...place, atMs }
  const fill = (): void => {
    meet(self, account, sending, place)
    execute(self, account, order, sending, at)
  }
  if (atMs === order.arrivedAtMs) fill()
  else Timeline.add(self.timeline, atMs, Timeline.venue, fill)
}

const placeOf = (
  { terms }: PaperVenue,
  account: Account.Account,
  { arrivedAtMs }: Orders.Live,
  { datedAtMs, decidedPrice }: Sending
): Place.Place | undefined =>
  terms.isIdeal
    ? Place.ideal(account, arrivedAtMs, decidedPrice)
    : Place.find(account, terms.fill, arrivedAtMs, datedAtMs)

const arrive = (self: PaperVenue, account: Account.Account, order: Orders.Live, sending: Sending): void => {
  const { arrivedAtMs } = order
  const place = sending.resting ?? placeOf(self, account, order, sending)
  if (place !== undefined && place.atMs <= arrivedAtMs) meet(self, account, sending, place)
  const code = obstacle(self, account, sending, place)
  answer(self, order.clientOid, arrivedAtMs, code ?? "accepted")
  if (code !== undefined) Orders.refuse(self.orders, order)
  else if (place !== undefined) fillAt(self, account, order, sending, place)
}

/** Takes an order that is sent at a time. */
export const send = (self: PaperVenue, sending: Sending): void => {
  const { resting, sentAtMs, unsettled } = sending
  const account = self.accounts.get(unsettled.order.symbol)
  if (account === undefined) return
  const arrivedAtMs = resting === undefined ? sentAtMs + self.terms.delay() : sentAtMs
  const live = Orders.keep(self.orders, account, sending, arrivedAtMs)
  Timeline.add(self.timeline, arrivedAtMs, Timeline.venue, () => arrive(self, account, live, sending))
}
