/**
 * The books of a replay: every execution with its money and its way in prices, for whoever reads them.
 *
 * @module
 * @since 0.1.0
 */
import type { Position, Signal } from "@backhand/core"
import type * as Account from "./Account.ts"
import * as Bookings from "./bookings.ts"
import * as Orders from "./Orders.ts"
import type { PaperVenue } from "./PaperVenue.ts"

/** One order's part, with the position that it left. */
export interface OrderBook {
  readonly executions: Array<Account.Execution>
  left: Position.Position | null
}

/** All executions, those of each account, and those of each order, with the client ids of the orders. */
export interface Books {
  readonly clientOids: ReadonlyArray<string>
  readonly executions: ReadonlyArray<Account.Execution>
  readonly of: ReadonlyArray<ReadonlyArray<Account.Execution>>
  readonly ofOrder: ReadonlyArray<OrderBook>
}

const pricesOf = (orders: Orders.Orders, { leg, order, quoted }: Bookings.Booked): Account.Prices => {
  const before =
    order < 0 ? { decided: leg, first: leg, ready: leg, sent: leg, arrived: leg } : Orders.pricesBefore(orders, order)
  return { ...before, leg, quoted }
}

/** Writes the books of a finished run. */
export const write = (
  venue: PaperVenue,
  bookings: ReadonlyArray<Bookings.Bookings>,
  signals: ReadonlyArray<Signal.Signal>
): Books => {
  const { orders } = venue
  const clientOids = Orders.clientOids(orders, signals)
  const symbols = [...venue.accounts.keys()]
  const executions = Array.from<Account.Execution>({ length: venue.executions.rows.length })
  const of = bookings.map((): Array<Account.Execution> => [])
  const ofOrder = clientOids.map((): OrderBook => ({ executions: [], left: null }))
  const read: Bookings.Reader = (entry, held) => {
    if (!Bookings.isExecution(entry)) return
    const { account, atMs, bar, cause, effect, fee, lots, order, price, realized, row, side } = entry
    const symbol = symbols[account] as string
    const clientOid = clientOids[order] ?? ""
    const prices = pricesOf(orders, entry)
    const execution = { cause, clientOid, symbol, effect, side, lots, price, bar, atMs, fee, realized, prices }
    executions[row] = execution
    of[account]?.push(execution)
    const filled = ofOrder[order]
    if (filled === undefined) return
    filled.executions.push(execution)
    filled.left = held
  }
  for (const each of bookings) each(read)
  return { clientOids, executions, of, ofOrder }
}
