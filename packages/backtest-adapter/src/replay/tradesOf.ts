/**
 * Turns executions and funding into trades: one for every close.
 *
 * @module
 * @since 0.1.0
 */
import { type Lots, Money, type Position, Rational, type Side } from "@backhand/core"
import type * as Account from "./Account.ts"
import { type Booked, type Bookings, isExecution } from "./bookings.ts"
import type { Market } from "./Market.ts"

/**
 * What is held at the end: since `entryBar`, at `entry` on average; `commission` is what its opening cost, `funding` what
 * it received since, negative what it paid.
 *
 * @category models
 * @since 0.1.0
 */
export interface OpenTrade {
  readonly side: Side.Side
  readonly lots: Lots.Lots
  readonly entryBar: number
  readonly entryAtMs: number
  readonly entry: Rational.Rational
  readonly commission: Rational.Rational
  readonly funding: Rational.Rational
}

/**
 * A closed trade. `pnl` is net of `commission`, which holds the fee of the close and the closed share of the opening's;
 * `funding` is kept apart from both, as the kernel does. `exitBy` tells whether an order or a liquidation closed it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Trade extends OpenTrade {
  readonly exitBar: number
  readonly exitAtMs: number
  readonly exit: Rational.Rational
  readonly exitBy: Account.Execution["cause"]
  readonly pnl: Rational.Rational
}

const opened = (market: Market, before: OpenTrade | undefined, execution: Booked): OpenTrade => {
  const { atMs, bar, fee, lots, price, side } = execution
  const fresh = { side, lots, entryBar: bar, entryAtMs: atMs, entry: price, commission: fee, funding: Rational.zero }
  if (before === undefined) return fresh
  const added: Position.Leg = { lots, entry: price }
  return {
    ...before,
    lots: (before.lots + lots) as Lots.Lots,
    entry: Money.averageEntry(market.instrument, before, added),
    commission: Rational.add(before.commission, fee)
  }
}

/** The part of an open trade that is closed, and what is left of it. */
const split = (before: OpenTrade, lots: Lots.Lots) => {
  if (lots === before.lots) return { part: before, rest: undefined }
  const share = Rational.make(BigInt(lots), BigInt(before.lots))
  const commission = Rational.multiply(before.commission, share)
  const funding = Rational.multiply(before.funding, share)
  const rest = {
    ...before,
    lots: (before.lots - lots) as Lots.Lots,
    commission: Rational.subtract(before.commission, commission),
    funding: Rational.subtract(before.funding, funding)
  }
  return { part: { ...before, lots, commission, funding }, rest }
}

const closed = (part: OpenTrade, execution: Booked): Trade => {
  const { atMs, bar, cause, fee, price, realized } = execution
  const commission = Rational.add(part.commission, fee)
  const pnl = Rational.subtract(realized, commission)
  return { ...part, commission, exitBar: bar, exitAtMs: atMs, exit: price, exitBy: cause, pnl }
}

/** The trades of one symbol, in the order of their closing, and what is left open. */
export const tradesOf = (market: Market, bookings: Bookings) => {
  const open = new Map<Side.Side, OpenTrade>()
  const trades: Array<Trade> = []
  bookings((entry) => {
    const before = open.get(entry.side)
    if (!isExecution(entry)) {
      if (before !== undefined) open.set(entry.side, { ...before, funding: Rational.add(before.funding, entry.amount) })
    } else if (entry.effect === "open") open.set(entry.side, opened(market, before, entry))
    else if (before !== undefined) {
      const { part, rest } = split(before, entry.lots)
      trades.push(closed(part, entry))
      if (rest === undefined) open.delete(entry.side)
      else open.set(entry.side, rest)
    }
  })
  return { trades, openTrades: [...open.values()] }
}
