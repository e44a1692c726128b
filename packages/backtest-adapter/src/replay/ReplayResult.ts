/**
 * What a replay gives: trades and equity of each symbol, every order and event, and what the rate limit did.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, Money, Rational, type ReversalEvent } from "@backhand/core"
import * as Account from "./Account.ts"
import * as Bookings from "./bookings.ts"
import * as Books from "./Books.ts"
import * as Decisions from "./Decisions.ts"
import * as Delays from "./Delays.ts"
import { equityOf } from "./equityOf.ts"
import * as EventLog from "./EventLog.ts"
import { once } from "./once.ts"
import * as Orders from "./Orders.ts"
import type { PaperVenue } from "./PaperVenue.ts"
import { inTicks } from "./Place.ts"
import type { ReplayOrder } from "./ReplayOrder.ts"
import type { ReplayRun } from "./ReplayRun.ts"
import * as Sum from "./Sum.ts"
import * as Totals from "./totals.ts"
import { type OpenTrade, type Trade, tradesOf } from "./tradesOf.ts"

/**
 * One symbol's part of a replay, in margin coin. `profit` is its own, after fees and funding, marked at every close of its
 * bars, and `profitRest` what rounding took from it; `net` is the last of it, exactly. `funding` was received, or paid where
 * it is negative. `lastClose` is in quote units.
 *
 * @category models
 * @since 0.1.0
 */
export interface SymbolResult {
  readonly symbol: string
  readonly instrument: Instrument.Instrument
  readonly trades: ReadonlyArray<Trade>
  readonly openTrades: ReadonlyArray<OpenTrade>
  readonly profit: Float64Array
  readonly profitRest: Float64Array
  readonly net: Rational.Rational
  readonly fees: Rational.Rational
  readonly funding: Rational.Rational
  readonly lastClose: Rational.Rational
  readonly executions: ReadonlyArray<Account.Execution>
  readonly payments: ReadonlyArray<Account.Payment>
}

/**
 * A finished replay. Money is exact, in the margin coin: `finalEquity` is capital and profit with open positions marked
 * at the last close, all fees paid so far deducted and all funding counted.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayResult {
  readonly symbols: ReadonlyArray<SymbolResult>
  readonly decisions: ReadonlyArray<Decisions.Decision>
  readonly orders: ReadonlyArray<ReplayOrder>
  readonly executions: ReadonlyArray<Account.Execution>
  readonly payments: ReadonlyArray<Account.Payment>
  readonly events: ReadonlyArray<ReversalEvent.ReversalEvent>
  readonly delays: Delays.Delays
  readonly summary: {
    readonly capital: Rational.Rational
    readonly finalEquity: Rational.Rational
    readonly fees: Rational.Rational
    readonly realized: Rational.Rational
    readonly funding: Rational.Rational
    readonly trades: number
    readonly orders: number
    readonly unfilled: number
    readonly liquidations: number
  }
}

const { sum } = Rational

const lastCloseOf = ({ market: { bars }, step }: Account.Account): Rational.Rational =>
  inTicks(bars.close[bars.length - 1] ?? 1, step)

/** The open profit of what is held, marked at the last close. */
const unrealized = (account: Account.Account): Rational.Rational => {
  const { instrument } = account.market
  const close = lastCloseOf(account)
  return sum(Account.legs(account).map(({ entry, lots, side }) => Money.profit(instrument, side, lots, entry, close)))
}

/** What takes long to write, and not everybody reads, is written when it is first asked for. */
const resultOf = (
  account: Account.Account,
  { fees, realized }: Totals.Totals,
  bookings: Bookings.Bookings,
  books: () => Books.Books
): SymbolResult => {
  const { market } = account
  const payments = account.payments.map(({ payment }) => payment)
  const funding = Sum.of(payments.map(({ amount }) => amount))
  const trades = once(() => tradesOf(market, bookings))
  const profit = once(() => equityOf(account, bookings))
  return {
    symbol: market.instrument.symbol,
    instrument: market.instrument,
    get trades() {
      return trades().trades
    },
    get openTrades() {
      return trades().openTrades
    },
    get profit() {
      return profit().high
    },
    get profitRest() {
      return profit().low
    },
    net: Rational.subtract(sum([realized, unrealized(account), funding]), fees),
    fees,
    funding,
    lastClose: lastCloseOf(account),
    get executions() {
      return books().of[account.index] ?? []
    },
    payments
  }
}

const ordersOf = (
  { accounts, orders }: PaperVenue,
  { clientOids, ofOrder }: Books.Books
): ReadonlyArray<ReplayOrder> => {
  const symbols = [...accounts.keys()]
  return ofOrder.map(({ executions }, k) => {
    const symbol = symbols[Orders.asked(orders, k).account] as string
    return Orders.read(orders, k, clientOids[k] as string, symbol, executions)
  })
}

/** Sums a finished run up. */
export const summarize = ({ decisions, events, paper }: ReplayRun): ReplayResult => {
  const { accounts, orders, payments, terms } = paper
  const totals = Totals.of(paper)
  const signals = once(() => Decisions.signals(decisions, [...accounts.keys()]))
  const rows = once(() => Bookings.rowsOf(paper))
  const bookings = [...accounts.values()].map((account, k) => Bookings.of(paper, account, () => rows()[k] ?? []))
  const books = once(() => Books.write(paper, bookings, signals()))
  const symbols = [...accounts.values()].map((account, k) => {
    return resultOf(account, totals[k] as Totals.Totals, bookings[k] as Bookings.Bookings, books)
  })
  const read = {
    decisions: once(() => Decisions.read(decisions, signals(), accounts)),
    orders: once(() => ordersOf(paper, books())),
    events: once(() => EventLog.read(events, paper, signals(), books())),
    delays: once(() => Delays.of(orders, events))
  }
  const counted = (of: (one: Totals.Totals) => number): number => totals.reduce((total, one) => total + of(one), 0)
  return {
    symbols,
    get decisions() {
      return read.decisions()
    },
    get orders() {
      return read.orders()
    },
    get executions() {
      return books().executions
    },
    payments,
    get events() {
      return read.events()
    },
    get delays() {
      return read.delays()
    },
    summary: {
      capital: terms.capital,
      finalEquity: Rational.add(terms.capital, sum(symbols.map(({ net }) => net))),
      fees: sum(totals.map(({ fees }) => fees)),
      realized: sum(totals.map(({ realized }) => realized)),
      funding: sum(symbols.map(({ funding }) => funding)),
      trades: counted(({ closes }) => closes),
      orders: orders.rows.length,
      unfilled: Orders.unfilled(orders),
      liquidations: counted(({ liquidations }) => liquidations)
    }
  }
}
