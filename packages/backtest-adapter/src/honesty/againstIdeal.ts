/**
 * Compares a replay with the ideal run of the same strategy, and says where every unit of the difference went.
 *
 * @module
 * @since 0.1.0
 */
import { Fill, Money, Position, Rational } from "@backhand/core"
import * as Result from "effect/Result"
import type { OperatorFunction } from "rxjs"
import type { MarketEvent } from "../MarketEvent.ts"
import type { Market } from "../replay/Market.ts"
import { replayOn, type Wish } from "../replay/replay.ts"
import type { ReplayOptions } from "../replay/ReplayOptions.ts"
import type { ReplayResult, SymbolResult } from "../replay/ReplayResult.ts"
import * as Sum from "../replay/Sum.ts"
import * as Terms from "../replay/Terms.ts"
import * as Costs from "./Costs.ts"

/**
 * A replay beside the ideal run: every signal carried out at once, whole, at the price it was decided on, for nothing.
 *
 * - `difference` ideal profit less actual profit, in margin coin. It is the sum of all `costs` and `missed`, exactly.
 * - `missed` what the ideal run earned, at the prices decided on, by positions that the actual one did not hold: signals
 *   that were overtaken, refused or never filled, opens that shrank, liquidations.
 * - `orders` every filled order with its costs.
 *
 * @category models
 * @since 0.1.0
 */
export interface AgainstIdeal {
  readonly actual: ReplayResult
  readonly ideal: ReplayResult
  readonly orders: ReadonlyArray<Costs.OrderCosts>
  readonly costs: Costs.Costs
  readonly missed: Rational.Rational
  readonly difference: Rational.Rational
}

const sum = (values: ReadonlyArray<Rational.Rational>): Rational.Rational => values.reduce(Rational.add, Rational.zero)

/** The profit of a symbol's executions, had each been made at the price it was decided on, for nothing. */
const atDecided = ({ executions, instrument, lastClose }: SymbolResult): Rational.Rational => {
  // Two legs can be written down for either hold mode.
  let account = Fill.account(Position.flat("hedge"))
  const realized = Sum.make()
  for (const execution of executions) {
    const fill = { ...execution, price: execution.prices.decided }
    account = Result.getOrThrow(Fill.apply(instrument, Fill.account(account.position), fill, Rational.zero))
    Sum.addRational(realized, account.realized)
  }
  const open = (["long", "short"] as const).map((side) => {
    const leg = Position.leg(account.position, side)
    return leg === null ? Rational.zero : Money.profit(instrument, side, leg.lots, leg.entry, lastClose)
  })
  return sum([Sum.total(realized), ...open])
}

const profit = ({ summary }: ReplayResult): Rational.Rational => Rational.subtract(summary.finalEquity, summary.capital)

/**
 * Replays a strategy twice, as the options say and ideally, and accounts for the difference.
 *
 * - **Errors** as `replay`. The strategy is subscribed to twice: it must begin anew each time.
 *
 * @category comparing
 * @since 0.1.0
 */
export const againstIdeal = (
  markets: ReadonlyArray<Market>,
  strategy: OperatorFunction<MarketEvent, Wish>,
  options: ReplayOptions
): AgainstIdeal => {
  const terms = Terms.of(options)
  const actual = replayOn(markets, strategy, options, terms)
  const ideal = replayOn(markets, strategy, { ...options, limit: null }, Terms.ideal(terms))
  const orders = Costs.ofOrders(actual)
  const costs = Costs.sum(orders.map((each) => each.costs))
  return {
    actual,
    ideal,
    orders,
    costs,
    missed: Rational.subtract(profit(ideal), sum(actual.symbols.map(atDecided))),
    difference: Rational.subtract(profit(ideal), profit(actual))
  }
}
