/**
 * The books of a replay: every execution with its money, and what was held after each.
 *
 * @module
 * @since 0.1.0
 */
import { Position, type Signal } from "@backhand/core"
import type * as Account from "./Account.ts"
import { apply } from "./book.ts"
import * as Executions from "./Executions.ts"
import * as Orders from "./Orders.ts"
import type { PaperVenue } from "./PaperVenue.ts"

/** One account's part. `positions` are what was held before the first execution, and after each. */
export interface AccountBook {
  readonly executions: Array<Account.Execution>
  readonly positions: Array<Position.Position>
}

/** One order's part, with the position that it left. */
export interface OrderBook {
  readonly executions: Array<Account.Execution>
  left: Position.Position | null
}

/** All executions, those of each account, and those of each order, with the client ids of the orders. */
export interface Books {
  readonly clientOids: ReadonlyArray<string>
  readonly executions: ReadonlyArray<Account.Execution>
  readonly of: ReadonlyArray<AccountBook>
  readonly ofOrder: ReadonlyArray<OrderBook>
}

/** Writes the books of a finished run: computes again what its executions came to. */
export const write = (venue: PaperVenue, signals: ReadonlyArray<Signal.Signal>): Books => {
  const { orders } = venue
  const clientOids = Orders.clientOids(orders, signals)
  const accounts = [...venue.accounts.values()]
  const of = accounts.map((): AccountBook => ({ executions: [], positions: [Position.flat(venue.terms.mode)] }))
  const ofOrder = clientOids.map((): OrderBook => ({ executions: [], left: null }))
  const executions = Array.from({ length: venue.executions.rows.length }, (_, k): Account.Execution => {
    const kept = Executions.read(venue.executions, k)
    const { atMs, bar, effect, leg, lots, order, price, quoted, side } = kept
    const account = accounts[kept.account] as Account.Account
    const own = of[kept.account] as AccountBook
    const { symbol } = account.market.instrument
    const isLiquidation = order < 0
    const after = apply(venue, account, own.positions[own.executions.length] as Position.Position, kept)
    const before = isLiquidation
      ? { decided: leg, first: leg, ready: leg, sent: leg, arrived: leg }
      : Orders.pricesBefore(orders, order)
    const execution = {
      cause: isLiquidation ? ("liquidation" as const) : ("order" as const),
      clientOid: clientOids[order] ?? "",
      symbol,
      effect,
      side,
      lots,
      price,
      bar,
      atMs,
      fee: after.fees,
      realized: after.realized,
      prices: { ...before, leg, quoted }
    }
    own.executions.push(execution)
    own.positions.push(after.position)
    const filled = ofOrder[order]
    if (filled !== undefined) {
      filled.executions.push(execution)
      filled.left = after.position
    }
    return execution
  })
  return { clientOids, executions, of, ofOrder }
}

/** An account's executions and payments, in the order in which they were booked, and what was held after each. */
export const entriesOf = ({ executions, positions }: AccountBook, payments: Account.Account["payments"]) => {
  const entries: Array<Account.Execution | Account.Payment> = []
  const held: Array<Position.Position> = []
  let paid = 0
  for (let k = 0; k <= executions.length; k++) {
    if (k > 0) {
      entries.push(executions[k - 1] as Account.Execution)
      held.push(positions[k] as Position.Position)
    }
    for (; payments[paid]?.after === k; paid++) {
      entries.push((payments[paid] as Account.Account["payments"][number]).payment)
      held.push(positions[k] as Position.Position)
    }
  }
  return { entries, held }
}
