/**
 * Turns executions into trades: one for every close.
 *
 * @module
 * @since 0.1.0
 */
import { type Lots, Money, Position, Rational, type Side } from "@backhand/core"
import type { Market } from "./Market.ts"
import type { Execution } from "./PaperVenue.ts"

/**
 * What is held at the end: since `entryBar`, at `entry` on average; `commission` is what its opening cost.
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
}

/**
 * A closed trade. `pnl` is net of `commission`, which holds the fee of the close and the closed share of the opening's.
 *
 * @category models
 * @since 0.1.0
 */
export interface Trade extends OpenTrade {
  readonly exitBar: number
  readonly exitAtMs: number
  readonly exit: Rational.Rational
  readonly pnl: Rational.Rational
}

const opened = (
  market: Market,
  before: OpenTrade | undefined,
  { atMs, bar, fee, lots, price, side }: Execution
): OpenTrade => {
  if (before === undefined) return { side, lots, entryBar: bar, entryAtMs: atMs, entry: price, commission: fee }
  const added: Position.Leg = { lots, entry: price }
  return {
    ...before,
    lots: (before.lots + lots) as Lots.Lots,
    entry: Money.averageEntry(market.instrument, before, added),
    commission: Rational.add(before.commission, fee)
  }
}

/** The trades of one symbol's executions, in the order of their closing, and what is left open. */
export const tradesOf = (market: Market, executions: ReadonlyArray<Execution>) => {
  const open = new Map<Side.Side, OpenTrade>()
  const trades: Array<Trade> = []
  for (const execution of executions) {
    const before = open.get(execution.side)
    if (execution.effect === "open") {
      open.set(execution.side, opened(market, before, execution))
      continue
    }
    if (before === undefined) continue
    const { atMs, bar, fee, lots, price, realized } = execution
    const share = Rational.make(BigInt(lots), BigInt(before.lots))
    const opening = Rational.multiply(before.commission, share)
    const commission = Rational.add(opening, fee)
    const pnl = Rational.subtract(realized, commission)
    trades.push({ ...before, lots, commission, exitBar: bar, exitAtMs: atMs, exit: price, pnl })
    const rest = (before.lots - lots) as Lots.Lots
    if (rest === 0) open.delete(execution.side)
    else open.set(execution.side, { ...before, lots: rest, commission: Rational.subtract(before.commission, opening) })
  }
  return { trades, openTrades: [...open.values()] }
}
