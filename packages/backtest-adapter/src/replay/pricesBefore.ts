/**
 * What an order would have met at each step of its way, for the costs by cause.
 *
 * @module
 * @since 0.1.0
 */
import type { Rational } from "@backhand/core"
import type * as Account from "./Account.ts"
import type { PaperVenue, Sending } from "./PaperVenue.ts"
import * as Place from "./Place.ts"

/** The prices that the order would have met earlier on its way. */
export const pricesBefore = (
  self: PaperVenue,
  account: Account.Account,
  { datedAtMs, decidedAtMs, decidedPrice, readyAtMs, resting, sentAtMs, toldTrades }: Sending,
  arrivedAtMs: number,
  arrived: Rational.Rational
) => {
  if (resting !== undefined || self.terms.isIdeal)
    return { decided: arrived, first: arrived, ready: arrived, sent: arrived, arrived }
  const at = (atMs: number) =>
    atMs === arrivedAtMs
      ? arrived
      : (Place.find(account, self.terms.fill, atMs, datedAtMs, toldTrades)?.price ?? arrived)
  const first = at(decidedAtMs)
  const ready = readyAtMs === decidedAtMs ? first : at(readyAtMs)
  const sent = sentAtMs === readyAtMs ? ready : at(sentAtMs)
  return { decided: decidedPrice ?? first, first, ready, sent, arrived }
}
