/**
 * What each order cost, by cause, exactly.
 *
 * An execution's way in prices is cut at every cause: what a buy paid more, or a sale got less, than it would have one
 * step earlier is the cost of that step. A gain is a negative cost.
 *
 * @module
 * @since 0.1.0
 */
import { type Instrument, Money, Rational } from "@backhand/core"
import type { Execution, Payment, Prices } from "../replay/Account.ts"
import { isBuy } from "../replay/book.ts"
import type { ReplayOrder } from "../replay/ReplayOrder.ts"
import type { ReplayResult } from "../replay/ReplayResult.ts"
import * as Sum from "../replay/Sum.ts"

/**
 * The causes, in the order in which they meet an order.
 *
 * - `rule` from the price decided on to the first one that the fill rule offers: a close to the next open.
 * - `previous` waiting for the symbol's order before it to be settled.
 * - `limiter` waiting for the rate limit.
 * - `latency` on the way to the exchange.
 * - `gap` between the close and the open of a reversal.
 * - `spread` from the middle to the ask or the bid, where there are quotes.
 * - `slippage` as assumed.
 * - `fees` of the exchange.
 * - `funding` paid until the next order of the symbol; negative where received.
 *
 * @category constants
 * @since 0.1.0
 */
export const causes = [
  "rule",
  "previous",
  "limiter",
  "latency",
  "gap",
  "spread",
  "slippage",
  "fees",
  "funding"
] as const

/**
 * One cause of cost.
 *
 * @category models
 * @since 0.1.0
 */
export type Cause = (typeof causes)[number]

/**
 * An amount in margin coin for every cause.
 *
 * @category models
 * @since 0.1.0
 */
export type Costs = Readonly<Record<Cause, Rational.Rational>>

const make = (of: (cause: Cause) => Rational.Rational): Costs =>
  Object.fromEntries(causes.map((cause) => [cause, of(cause)])) as Costs

/**
 * No cost at all.
 *
 * @category constants
 * @since 0.1.0
 */
export const none: Costs = make(() => Rational.zero)

/**
 * Adds two, cause by cause.
 *
 * @category combinators
 * @since 0.1.0
 */
export const add = (a: Costs, b: Costs): Costs => make((cause) => Rational.add(a[cause], b[cause]))

/**
 * Adds up many, cause by cause. Those of inverse contracts are rounded to three hundred places where their sum has
 * thousands of digits.
 *
 * @category combinators
 * @since 0.1.0
 */
export const sum = (all: ReadonlyArray<Costs>): Costs => make((cause) => Sum.of(all.map((each) => each[cause])))

/**
 * All causes together, in margin coin.
 *
 * @category getters
 * @since 0.1.0
 */
export const total = (self: Costs): Rational.Rational =>
  causes.reduce((sum, cause) => Rational.add(sum, self[cause]), Rational.zero)

/**
 * What an execution cost more at one price than at another, in margin coin.
 *
 * @category constructors
 * @since 0.1.0
 */
export const worse = (
  instrument: Instrument.Instrument,
  execution: Execution,
  from: Rational.Rational,
  to: Rational.Rational
): Rational.Rational => {
  if (from === to) return Rational.zero
  const { lots } = execution
  const change = Rational.subtract(Money.value(instrument, lots, to), Money.value(instrument, lots, from))
  return isBuy(execution) === (instrument.kind === "linear") ? change : Rational.negate(change)
}

const steps: ReadonlyArray<readonly [Cause, keyof Prices, keyof Prices | undefined]> = [
  ["rule", "decided", "first"],
  ["previous", "first", "ready"],
  ["limiter", "ready", "sent"],
  ["latency", "sent", "arrived"],
  ["gap", "arrived", "leg"],
  ["spread", "leg", "quoted"],
  ["slippage", "quoted", undefined]
]

/**
 * What one execution cost.
 *
 * @category constructors
 * @since 0.1.0
 */
export const ofExecution = (instrument: Instrument.Instrument, execution: Execution): Costs => {
  const { fee, price, prices } = execution
  const moved = steps.map(([cause, from, to]) => {
    return [cause, worse(instrument, execution, prices[from], to === undefined ? price : prices[to])] as const
  })
  return { ...none, ...Object.fromEntries(moved), fees: fee }
}

const ofPayment = ({ amount }: Payment): Costs => ({ ...none, funding: Rational.negate(amount) })

/**
 * An order with its costs. A liquidation belongs to no order: its fee, and the funding after it, have `order` null.
 *
 * @category models
 * @since 0.1.0
 */
export interface OrderCosts {
  readonly symbol: string
  readonly order: ReplayOrder | null
  readonly costs: Costs
}

/**
 * The costs of every order of a replay that was filled, in the order of sending.
 *
 * @category constructors
 * @since 0.1.0
 */
export const ofOrders = ({ orders, symbols }: ReplayResult): ReadonlyArray<OrderCosts> => {
  const byOid = new Map(orders.map((order) => [order.clientOid, order]))
  const sums = new Map<ReplayOrder | string, OrderCosts>()
  const put = (symbol: string, clientOid: string, costs: Costs): void => {
    const order = byOid.get(clientOid) ?? null
    const key = order ?? symbol
    sums.set(key, { symbol, order, costs: add(sums.get(key)?.costs ?? none, costs) })
  }
  for (const { executions, instrument, payments, symbol } of symbols) {
    for (const execution of executions) put(symbol, execution.clientOid, ofExecution(instrument, execution))
    for (const payment of payments) put(symbol, payment.clientOid, ofPayment(payment))
  }
  const inOrder = orders.flatMap((order) => sums.get(order) ?? [])
  return [...inOrder, ...symbols.flatMap(({ symbol }) => sums.get(symbol) ?? [])]
}

/**
 * The costs of a whole replay.
 *
 * @category constructors
 * @since 0.1.0
 */
export const ofResult = (result: ReplayResult): Costs => sum(ofOrders(result).map(({ costs }) => costs))
