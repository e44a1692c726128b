/**
 * What a replay gives: trades and equity of each symbol, every order and event, and what the rate limit did.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, Money, type Position, Rational, type ReversalEvent } from "@backhand/core"
import * as Account from "./Account.ts"
import * as Delays from "./Delays.ts"
import { equityOf } from "./equityOf.ts"
import { lastClosedBy } from "./Market.ts"
import { inTicks } from "./Place.ts"
import type { ReplayOrder } from "./ReplayOrder.ts"
import type { ReplayRun } from "./ReplayRun.ts"
import type { RestingSignal } from "./Stops.ts"
import { type OpenTrade, type Trade, tradesOf } from "./tradesOf.ts"

/**
 * One symbol's part of a replay, in margin coin. `profit` is its own, after fees and funding, marked at every close of its
 * bars, and `profitRest` what rounding took from it; `net` is the last of it, exactly. `funding` was received, or paid where it is negative. `lastClose` is in quote
 * units.
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
 * A finished replay. Money is exact, in the margin coin: `finalEquity` is capital and profit with open positions marked
 * at the last close, all fees paid so far deducted and all funding counted.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayResult {
  readonly symbols: ReadonlyArray<SymbolResult>
  readonly decisions: ReadonlyArray<Decision>
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

const resultOf = (account: Account.Account, mode: Position.HoldMode): SymbolResult => {
  const { entries, market } = account
  const executions = entries.filter(Account.isExecution)
  const fees = sum(executions.map(({ fee }) => fee))
  const payments = entries.filter(Account.isPayment)
  const funding = sum(payments.map(({ amount }) => amount))
  const realized = sum(executions.map((execution) => execution.realized))
  const net = Rational.subtract(sum([realized, unrealized(account), funding]), fees)
  const { instrument } = market
  const { high, low } = equityOf(account, mode)
  return {
    symbol: instrument.symbol,
    instrument,
    ...tradesOf(market, entries),
    profit: high,
    profitRest: low,
    net,
    fees,
    funding,
    lastClose: lastCloseOf(account),
    executions,
    payments
  }
}

const decisionsOf = ({ heard, paper }: ReplayRun): ReadonlyArray<Decision> =>
  heard.map(({ atMs, price, signal }) => {
    const account = paper.accounts.get(signal.symbol)
    const bar = account === undefined ? -1 : lastClosedBy(account.market.bars, atMs)
    return { signal, atMs, bar, price: price ?? null }
  })

/** Sums a finished run up. */
export const summarize = (run: ReplayRun): ReplayResult => {
  const { events, paper } = run
  const { executions, orders, payments, terms } = paper
  const symbols = [...paper.accounts.values()].map((account) => resultOf(account, terms.mode))
  return {
    symbols,
    decisions: decisionsOf(run),
    orders,
    executions,
    payments,
    events,
    delays: Delays.of(orders, events),
    summary: {
      capital: terms.capital,
      finalEquity: Rational.add(terms.capital, sum(symbols.map(({ net }) => net))),
      fees: sum(symbols.map(({ fees }) => fees)),
      realized: sum(executions.map((execution) => execution.realized)),
      funding: sum(symbols.map(({ funding }) => funding)),
      trades: symbols.reduce((count, { trades }) => count + trades.length, 0),
      orders: orders.length,
      unfilled: orders.filter(({ outcome }) => outcome === "unfilled").length,
      liquidations: executions.filter(({ cause }) => cause === "liquidation").length
    }
  }
}
