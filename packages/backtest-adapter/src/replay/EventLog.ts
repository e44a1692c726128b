/**
 * What a replay's engine tells, in order. What follows from the order that an event is of is not kept twice.
 *
 * @module
 * @since 0.1.0
 */
import { Instrument, type Lots, type ReversalEvent, Side, type Signal } from "@backhand/core"
import type * as Account from "./Account.ts"
import type { Books } from "./Books.ts"
import type { Heard } from "./Decisions.ts"
import * as Orders from "./Orders.ts"
import type { PaperVenue } from "./PaperVenue.ts"
import * as Rows from "./Rows.ts"

/** A row for every event: what it is, of which order or decision, and when. Others are kept as they are. */
export interface EventLog {
  readonly rows: Rows.Rows
  readonly others: Array<ReversalEvent.ReversalEvent>
}

const [other, sent, accepted, reversed, agrees, flat] = [0, 1, 2, 3, 4, 5]
const kinds = 8
const width = 2

/** Makes a log without events. */
export const make = (): EventLog => ({ rows: Rows.make(width), others: [] })

const put = ({ rows }: EventLog, kind: number, number: number, at: number): boolean => {
  const row = Rows.add(rows)
  rows.cells[row] = kinds * number + kind
  rows.cells[row + 1] = at
  return kind === other
}

/**
 * Keeps an event: one of an order is of the account's last, or of the one that is sent next; `heard` is the signal that it is
 * of. True where it was kept as it is.
 */
export const keep = (
  self: EventLog,
  event: ReversalEvent.ReversalEvent,
  { orders }: PaperVenue,
  account: Account.Account | undefined,
  heard: Heard | undefined
): boolean => {
  if (event.event === "sent") return put(self, sent, orders.rows.length, event.at)
  const order = account?.order
  if (event.event === "accepted" && event.clientOid === order?.clientOid && event.orderId === null)
    return put(self, accepted, order.number, event.at)
  // What is held now is what it has left: nothing was executed since.
  if (event.event === "settled" && event.clientOid === order?.clientOid && event.position === account?.position)
    if (event.settlement === "reversed") return put(self, reversed, order.number, event.at)
  if (event.event === "held" && heard !== undefined)
    return put(self, event.reason === "flat" ? flat : agrees, heard.decision, event.at)
  return put(self, other, self.others.push(event) - 1, event.at)
}

/** All events, as a result shows them. */
export const read = (
  { others, rows }: EventLog,
  { accounts, orders }: PaperVenue,
  signals: ReadonlyArray<Signal.Signal>,
  books: Books
): ReadonlyArray<ReversalEvent.ReversalEvent> => {
  const byNumber = [...accounts.values()]
  const eventOf = (row: number): ReversalEvent.ReversalEvent => {
    const [what, at] = [Rows.cell(rows, row), Rows.cell(rows, row + 1)]
    const [kind, number] = [what % kinds, Math.floor(what / kinds)]
    if (kind === other) return others[number] as ReversalEvent.ReversalEvent
    if (kind === agrees || kind === flat) {
      const signal = signals[number] as Signal.Signal
      return { event: "held", at, symbol: signal.symbol, signal, reason: kind === flat ? "flat" : "agrees" }
    }
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
    const position = books.ofOrder[number]?.left ?? null
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
