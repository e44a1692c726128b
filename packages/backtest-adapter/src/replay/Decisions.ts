/**
 * The signals of a replay, as they were heard.
 *
 * @module
 * @since 0.1.0
 */
import type { Rational, Signal } from "@backhand/core"
import type * as Account from "./Account.ts"
import { lastClosedBy } from "./Market.ts"
import type { Place } from "./Place.ts"
import * as Rows from "./Rows.ts"
import type { RestingSignal } from "./Stops.ts"

/**
 * A signal that the engine was fed with, at `atMs`. `bar` is the last bar of its symbol that had closed, -1 before the
 * first. `price` is the last price known, in quote units: of a close, a trade, or the middle of a quote, as orders are
 * filled; of a resting stop, the price at which its bar reached it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Decision {
  readonly signal: RestingSignal
  readonly atMs: number
  readonly bar: number
  readonly price: Rational.Rational | null
}

/**
 * A signal that may still be sent, its number among all: when it was heard, at which price known, after how many trades,
 * and where it is filled if it rested. `isDated` tells that it was known before, and waited for its date, as one of a list
 * does.
 */
export interface Heard {
  readonly decision: number
  readonly signal: RestingSignal
  readonly atMs: number
  readonly price: Rational.Rational | undefined
  readonly toldTrades: number
  readonly resting: Place | undefined
  readonly isDated: boolean
}

/** All decisions: a signal each, and a row with when, and at which price. */
export interface Decisions {
  readonly signals: Array<RestingSignal>
  readonly rows: Rows.Rows
}

/** Makes a list without decisions. */
export const make = (): Decisions => ({ signals: [], rows: Rows.make(3) })

/** Keeps a decision, and lets its symbol's account remember it for as long as it may be sent. */
export const keep = ({ rows, signals }: Decisions, account: Account.Account | undefined, heard: Heard): void => {
  account?.heard.push(heard)
  signals.push(heard.signal)
  const at = Rows.add(rows)
  rows.cells[at] = heard.atMs
  if (heard.price !== undefined) Rows.putRational(rows, at + 1, heard.price)
}

/** Forgets a signal that has come to its end unsent. */
export const drop = ({ heard }: Account.Account, signal: Signal.Signal): void => {
  const at = heard.findLastIndex((one) => one.signal === signal)
  if (at >= 0) heard.splice(at, 1)
}

/** Finds a signal that is sent. What was heard before it is forgotten: the engine never goes back behind it. */
export const sent = ({ heard }: Account.Account, signal: Signal.Signal): Heard | undefined => {
  const at = heard.findLastIndex((one) => one.signal === signal)
  for (let k = 0; k < at; k++) heard.shift()
  return heard[Math.min(at, 0)]
}

/** All decisions, as a result shows them. */
export const read = (
  { rows, signals }: Decisions,
  accounts: ReadonlyMap<string, Account.Account>
): ReadonlyArray<Decision> =>
  signals.map((signal, k) => {
    const account = accounts.get(signal.symbol)
    const atMs = Rows.cell(rows, 3 * k)
    const bar = account === undefined ? -1 : lastClosedBy(account.market.bars, atMs)
    return { signal, atMs, bar, price: Rows.rational(rows, 3 * k + 1) }
  })
