/**
 * What a symbol holds in a replay, and everything that was booked on the way.
 *
 * @module
 * @since 0.1.0
 */
import { type Fill, Instrument, type Lots, Money, Position, Rational, type Side } from "@backhand/core"
import type { Heard } from "./Decisions.ts"
import type * as Liquidation from "./Liquidation.ts"
import type { Market } from "./Market.ts"
import type { Live } from "./Orders.ts"
import { type Priced, priced } from "./Place.ts"

/**
 * The prices on the way from a decision to its execution, in quote units. Between two neighbours lies one cause of cost.
 *
 * - `decided` the last price known at the decision: of the last close, trade, or middle of the quote, as orders are
 *   filled; of a resting stop, the price at which its bar reached it.
 * - `first` where the fill rule would have filled an order that arrived at the moment of the decision.
 * - `ready` where it would have filled one that arrived when the symbol's order before it was settled.
 * - `sent` where it would have filled one that arrived at the moment of sending: waiting for the limiter is between.
 * - `arrived` where it filled one that arrived when this one did: latency is between.
 * - `leg` the same for this leg, which may come later than the other.
 * - `quoted` the ask for a buy, the bid for a sale; `leg` where there are no quotes. After it comes slippage.
 *
 * @category models
 * @since 0.1.0
 */
export interface Prices {
  readonly decided: Rational.Rational
  readonly first: Rational.Rational
  readonly ready: Rational.Rational
  readonly sent: Rational.Rational
  readonly arrived: Rational.Rational
  readonly leg: Rational.Rational
  readonly quoted: Rational.Rational
}

/**
 * One execution on history. `fee` and `realized` are in margin coin; `bar` counts from 0. A liquidation belongs to no
 * order: its `clientOid` is empty.
 *
 * @category models
 * @since 0.1.0
 */
export interface Execution extends Fill.Fill {
  readonly cause: "order" | "liquidation"
  readonly clientOid: string
  readonly symbol: string
  readonly bar: number
  readonly atMs: number
  readonly fee: Rational.Rational
  readonly realized: Rational.Rational
  readonly prices: Prices
}

/**
 * One funding settlement of one leg. `amount` is what was received, negative what was paid, in margin coin; it counts
 * from the close of `bar` on. `clientOid` is the last order that had changed the position.
 *
 * @category models
 * @since 0.1.0
 */
export interface Payment {
  readonly symbol: string
  readonly clientOid: string
  readonly side: Side.Side
  readonly bar: number
  readonly atMs: number
  readonly amount: Rational.Rational
}

/**
 * One symbol's account, number `index` of the run. `heard` are the signals that may still be sent. `isFlying` while an order
 * is not settled; the last one was at `settledAtMs`. `order` is the last that was sent.
 * `last` is the last execution: of which order, when, and at which price of the market. `executions` counts what was executed, `payments` keeps after how many of them each was booked.
 */
export interface Account extends Priced {
  readonly index: number
  readonly heard: Array<Heard>
  readonly payments: Array<{ readonly payment: Payment; readonly after: number }>
  position: Position.Position
  executions: number
  order: Live | undefined
  last:
    | { readonly clientOid: string; readonly atMs: number; readonly bar: number; readonly leg: Rational.Rational }
    | undefined
  thresholds: ReadonlyArray<Liquidation.Threshold>
  isFlying: boolean
  settledAtMs: number
}

/** A flat account. */
export const make = (market: Market, mode: Position.HoldMode, index: number): Account => ({
  ...priced(market),
  index,
  heard: [],
  payments: [],
  position: Position.flat(mode),
  executions: 0,
  order: undefined,
  last: undefined,
  thresholds: [],
  isFlying: false,
  settledAtMs: Number.NEGATIVE_INFINITY
})

/** Tells executions and payments apart. */
export const isExecution = (entry: Execution | Payment): entry is Execution => "price" in entry

const sides: ReadonlyArray<Side.Side> = ["long", "short"]

/** The open legs of an account. */
export const legs = ({ position }: Account): ReadonlyArray<Position.Leg & { readonly side: Side.Side }> =>
  sides.flatMap((side) => {
    const leg = Position.leg(position, side)
    return leg === null ? [] : [{ ...leg, side }]
  })

/** What `lots` at a price bind of the account's money: value over leverage. */
export const initialMargin = (
  { market }: Account,
  lots: Lots.Lots,
  price: Rational.Rational,
  leverage: Rational.Rational
): Rational.Rational => Rational.divide(Money.value(market.instrument, lots, price), leverage)

/** How many lots a size in base units is, rounded down. */
export const lotsOf = ({ market: { instrument } }: Account, size: Rational.Rational): number => {
  const lots = Rational.divide(size, Instrument.quantity(instrument, 1 as Lots.Lots))
  return Number(lots.num / lots.den)
}

/** How many lots an amount of quote units buys at a price, rounded down. */
export const lotsWorth = (self: Account, value: Rational.Rational, price: Rational.Rational): number =>
  lotsOf(self, self.market.instrument.kind === "linear" ? Rational.divide(value, price) : value)
