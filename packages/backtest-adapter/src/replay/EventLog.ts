/**
 * What a replay's engine tells, in order. What follows from the order that an event is of is not kept twice.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, type Lots, type ReversalEvent, Side } from "@backhand/core"
import type * as Account from "./Account.ts"
import type { Books } from "./Books.ts"
import * as Orders from "./Orders.ts"
import type { PaperVenue } from "./PaperVenue.ts"
import * as Rows from "./Rows.ts"

/** A row for every event: what it is, when, of which order, and after how many executions. Others are kept as they are. */
export interface EventLog {
  readonly rows: Rows.Rows
  readonly others: Array<ReversalEvent.ReversalEvent>
}

const [other, sent, accepted, reversed] = [0, 1, 2, 3]
const width = 4

/** Makes a log without events. */
export const make = (): EventLog => ({ rows: Rows.make(width), others: [] })

const put = ({ rows }: EventLog, kind: number, at: number, order: number, executions: number): void => {
  const row = Rows.add(rows)
  rows.cells[row] = kind
  rows.cells[row + 1] = at
  rows.cells[row + 2] = order
  rows.cells[row + 3] = executions
}

/** Keeps an event. One of an order is of the account's last, or of the one that is sent next. */
export const keep = (
  self: EventLog,
  event: ReversalEvent.ReversalEvent,
  { orders }: PaperVenue,
  account: Account.Account | undefined
): void => {
  if (event.event === "sent") return put(self, sent, event.at, orders.length, 0)
  const order = account?.order
  if (event.event === "accepted" && event.clientOid === order?.clientOid && event.orderId === null)
    return put(self, accepted, event.at, order.number, 0)
  if (event.event === "settled" && event.clientOid === order?.clientOid && account !== undefined) {
    const { executions, position } = account
    if (event.settlement === "reversed" && event.position === position)
      return put(self, reversed, event.at, order.number, executions)
  }
  put(self, other, event.at, self.others.push(event) - 1, 0)
}

/** All events, as a result shows them. */
export const read = (
  { others, rows }: EventLog,
  { accounts, orders }: PaperVenue,
  signals: ReadonlyArray<ReversalEvent.Sent["signal"]>,
  books: Books
): ReadonlyArray<ReversalEvent.ReversalEvent> => {
  const byNumber = [...accounts.values()]
  const eventOf = (row: number): ReversalEvent.ReversalEvent => {
    const [kind, at, number] = [Rows.cell(rows, row), Rows.cell(rows, row + 1), Rows.cell(rows, row + 2)]
    if (kind === other) return others[number] as ReversalEvent.ReversalEvent
    const { account, attempt, decision, lots, order, side } = Orders.asked(orders, number)
    const { instrument } = (byNumber[account] as Account.Account).market
    const { symbol } = instrument
    const clientOid = books.clientOids[number] as string
    if (kind === accepted) return { event: "accepted", at, symbol, clientOid, order, orderId: null }
    const opens = Instrument.size(instrument, lots as Lots.Lots)
    const closes = order === "reversal" ? opens : "0"
    if (kind === sent) {
      const signal = decision === null ? null : (signals[decision] ?? null)
      const to = order === "reversal" ? Side.opposite(side) : side
      return { event: "sent", at, symbol, clientOid, order, signal, attempt, to, closes, opens }
    }
    const position = books.of[account]?.positions[Rows.cell(rows, row + 3)] ?? null
    return {
      event: "settled",
      at,
      symbol,
      clientOid,
      order,
      settlement: "reversed",
      closed: closes,
      opened: opens,
      position
    }
  }
  return Array.from({ length: rows.length }, (_, k) => eventOf(width * k))
}

/** How many of the events are of a kind that is kept as it is. */
export const count = ({ others }: EventLog, kind: "superseded" | "expired"): number =>
  others.reduce((sum, { event }) => (event === kind ? sum + 1 : sum), 0)
