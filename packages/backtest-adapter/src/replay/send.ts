/**
 * Takes orders: they arrive, are refused or answered, and are filled when history comes to their place.
 *
 * @module
 * @since 0.1.0
 */
import { Rational } from "@backhand/core"
import type * as Account from "./Account.ts"
import { execute } from "./execute.ts"
import { mark } from "./liquidate.ts"
import { obstacle } from "./opening.ts"
import { answer, type PaperVenue, type Sending, tellEnd } from "./PaperVenue.ts"
import * as Orders from "./Orders.ts"
import * as Place from "./Place.ts"
import * as Timeline from "./Timeline.ts"

const fillAt = (
  self: PaperVenue,
  account: Account.Account,
  order: Orders.Live,
  sending: Sending,
  place: Place.Place
): void => {
  const atMs = Math.max(order.arrivedAtMs, place.atMs)
  const fill = (): void =>
    execute(self, account, order, sending, { ...place, atMs }, (endsAtMs) => tellEnd(self, account, order, endsAtMs))
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

/** On their way to a resting stop, prices may liquidate what it was to turn round. */
const passBy = (self: PaperVenue, account: Account.Account, { atMs, bar, price }: Place.Place): void => {
  const open = Place.inTicks(account.market.bars.open[bar] as number, account.step)
  const [low, high] = Rational.compare(open, price) < 0 ? [open, price] : [price, open]
  mark(self, account, { open, low, high }, bar, atMs)
}

const arrive = (self: PaperVenue, account: Account.Account, order: Orders.Live, sending: Sending): void => {
  const { arrivedAtMs } = order
  if (sending.resting !== undefined) passBy(self, account, sending.resting)
  const place = sending.resting ?? placeOf(self, account, order, sending)
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
