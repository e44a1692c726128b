/**
 * The signals of a replay, as they were heard.
 *
 * @module
 * @since 0.1.0
 */
import { type Rational, Signal } from "@backhand/core"
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

/** All decisions: a row each. Signals that are more than a side and a time, or may be held elsewhere, are kept as they are. */
export interface Decisions {
  readonly rows: Rows.Rows
  readonly kept: Map<number, RestingSignal>
}

const cells = { what: 0, signalAt: 1, atMs: 2, price: 3, width: 5 } as const

/** Makes a list without decisions. */
export const make = (): Decisions => ({ rows: Rows.make(cells.width), kept: new Map() })

/** A signal of a known symbol that says nothing but a side and a time. */
const isPlain = (signal: RestingSignal): boolean => Signal.isSound(signal) && Object.keys(signal).length === 3

/** Keeps a decision, and lets its symbol's account remember it for as long as it may be sent. */
export const keep = ({ kept, rows }: Decisions, account: Account.Account | undefined, heard: Heard): void => {
  const { atMs, decision, price, signal } = heard
  account?.heard.push(heard)
  const at = Rows.add(rows)
  const row = rows.cells
  row[at + cells.atMs] = atMs
  if (price !== undefined) Rows.putRational(rows, at + cells.price, price)
  if (account === undefined || !isPlain(signal)) kept.set(decision, signal)
  else {
    row[at + cells.what] = 2 * account.index + (signal.side === "short" ? 1 : 0)
    row[at + cells.signalAt] = signal.at
  }
}

/** Finds a signal that has not come to its end. */
export const find = ({ heard }: Account.Account, signal: Signal.Signal): Heard | undefined =>
  heard.findLast((one) => one.signal === signal)

/** Forgets a signal that has come to its end unsent. */
export const drop = ({ heard }: Account.Account, one: Heard): void => {
  heard.splice(heard.lastIndexOf(one), 1)
}

/** Forgets what was heard before a signal that is sent: the engine never goes back behind it. */
export const dropBefore = ({ heard }: Account.Account, one: Heard): void => {
  while (heard[0] !== undefined && heard[0] !== one) heard.shift()
}

/** The signals of all decisions. */
export const signals = ({ kept, rows }: Decisions, symbols: ReadonlyArray<string>): ReadonlyArray<RestingSignal> =>
  Array.from({ length: rows.length }, (_, k) => {
    const at = k * cells.width
    const what = Rows.cell(rows, at + cells.what)
    const symbol = symbols[Math.floor(what / 2)] as string
    const side = what % 2 === 0 ? "long" : "short"
    return kept.get(k) ?? { symbol, side, at: Rows.cell(rows, at + cells.signalAt) }
  })

/** All decisions, as a result shows them. */
export const read = (
  { rows }: Decisions,
  of: ReadonlyArray<RestingSignal>,
  accounts: ReadonlyMap<string, Account.Account>
): ReadonlyArray<Decision> =>
  of.map((signal, k) => {
    const account = accounts.get(signal.symbol)
    const at = k * cells.width
    const atMs = Rows.cell(rows, at + cells.atMs)
    const bar = account === undefined ? -1 : lastClosedBy(account.market.bars, atMs)
    return { signal, atMs, bar, price: Rows.rational(rows, at + cells.price) }
  })
