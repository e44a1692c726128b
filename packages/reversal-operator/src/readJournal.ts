/**
 * Reads a journal without disturbing who writes it.
 *
 * @module
 * @since 0.1.0
 */
import { resolve } from "node:path"
import { openForReading } from "./internal/journal/database.ts"
import type * as Rows from "./internal/journal/rows.ts"

/**
 * One order of a journal. Times are milliseconds since the epoch, sizes decimals in base units; plain data, ready for
 * `JSON.stringify`. `settlement` is null while the order is open, `not-executed` where the exchange refused it.
 *
 * @since 0.1.0
 */
export interface JournalOrder {
  readonly clientOid: string
  readonly session: string
  readonly symbol: string
  readonly order: string
  readonly mode: string
  readonly side: string
  readonly size: string
  readonly sentAtMs: number
  readonly deadAtMs: number
  readonly settledAtMs: number | null
  readonly settlement: string | null
  readonly closed: string | null
  readonly opened: string | null
}

const orderOf = (row: Rows.Row): JournalOrder => ({
  clientOid: row.client_oid,
  session: row.session,
  symbol: row.symbol,
  order: row.order_kind,
  mode: row.mode,
  side: row.side,
  size: row.size,
  sentAtMs: row.sent_at_ms,
  deadAtMs: row.dead_at_ms,
  settledAtMs: row.settled_at_ms,
  settlement: row.settlement,
  closed: row.closed,
  opened: row.opened
})

/**
 * Lists the orders of a journal in the order in which they were sent. Another process may be trading with it meanwhile.
 *
 * - **Errors** throws a `JournalError` where there is no journal, or a damaged one.
 *
 * @param options `isOpenOnly`: the ones whose outcome is not settled yet.
 * @since 0.1.0
 */
export const readJournal = (
  file: string,
  options: { readonly isOpenOnly?: boolean } = {}
): ReadonlyArray<JournalOrder> => {
  const database = openForReading(resolve(file))
  try {
    const where = options.isOpenOnly === true ? "WHERE settled_at_ms IS NULL" : ""
    const rows = database.prepare(`SELECT * FROM orders ${where} ORDER BY sent_at_ms, rowid`).all()
    return rows.map((row) => orderOf(row as unknown as Rows.Row))
  } finally {
    database.close()
  }
}
