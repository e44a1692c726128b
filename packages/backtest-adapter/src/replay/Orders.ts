/**
 * The orders of a replay: a row each, in the order of sending.
 *
 * @module
 * @since 0.1.0
 */
import { ClientOid, type Order, type Rational, type Side, type Signal } from "@backhand/core"
import type * as Account from "./Account.ts"
import type { Sending } from "./PaperVenue.ts"
import type { ReplayOrder } from "./ReplayOrder.ts"
import * as Rows from "./Rows.ts"

/** The session of the engine that sends them. */
export const session = "replay"

/** An order whose end is not known yet, and of how many executions it consists by now. */
export interface Live {
  readonly number: number
  readonly clientOid: string
  readonly arrivedAtMs: number
  executions: number
}

/** Before the first execution, the prices on the way to it. */
export type PricesBefore = Pick<Account.Prices, "decided" | "first" | "ready" | "sent" | "arrived">

const cells = {
  account: 0,
  kind: 1,
  side: 2,
  lots: 3,
  attempt: 4,
  decision: 5,
  decidedAtMs: 6,
  readyAtMs: 7,
  sentAtMs: 8,
  arrivedAtMs: 9,
  outcome: 10,
  decided: 11,
  first: 13,
  ready: 15,
  sent: 17,
  arrived: 19,
  width: 21
} as const

const kinds = ["entry", "reversal"] as const
const sides = ["long", "short"] as const
const outcomes = ["unfilled", "filled", "refused"] as const

/** Makes a list without orders. */
export const make = (): Rows.Rows => Rows.make(cells.width)

/** Keeps an order as it is sent. */
export const keep = (
  self: Rows.Rows,
  account: Account.Account,
  { attempt, decidedAtMs, decision, readyAtMs, sentAtMs, unsettled: { clientOid, order } }: Sending,
  arrivedAtMs: number
): Live => {
  const at = Rows.add(self)
  const row = self.cells
  row[at + cells.account] = account.index
  row[at + cells.kind] = order.order === "reversal" ? 1 : 0
  row[at + cells.side] = order.side === "short" ? 1 : 0
  row[at + cells.lots] = order.lots
  row[at + cells.attempt] = attempt
  row[at + cells.decision] = decision ?? -1
  row[at + cells.decidedAtMs] = decidedAtMs
  row[at + cells.readyAtMs] = readyAtMs
  row[at + cells.sentAtMs] = sentAtMs
  row[at + cells.arrivedAtMs] = arrivedAtMs
  const live = { number: at / cells.width, clientOid, arrivedAtMs, executions: 0 }
  account.order = live
  return live
}

/** Keeps that an order was refused. */
export const refuse = (self: Rows.Rows, { number }: Live): void => {
  self.cells[number * cells.width + cells.outcome] = 2
}

/** Keeps that an order was filled, and the prices on the way to that. */
export const fill = (self: Rows.Rows, { number }: Live, before: PricesBefore): void => {
  const { arrived, decided, first, ready, sent } = before
  const at = number * cells.width
  self.cells[at + cells.outcome] = 1
  Rows.putRational(self, at + cells.arrived, arrived)
  if (sent !== arrived) Rows.putRational(self, at + cells.sent, sent)
  if (ready !== sent) Rows.putRational(self, at + cells.ready, ready)
  if (first !== ready) Rows.putRational(self, at + cells.first, first)
  if (decided !== first) Rows.putRational(self, at + cells.decided, decided)
}

/** The prices on the way to a filled order: each is the next one where it is not kept by itself. */
export const pricesBefore = (self: Rows.Rows, number: number): PricesBefore => {
  const at = number * cells.width
  const arrived = Rows.rational(self, at + cells.arrived) as Rational.Rational
  const sent = Rows.rational(self, at + cells.sent) ?? arrived
  const ready = Rows.rational(self, at + cells.ready) ?? sent
  const first = Rows.rational(self, at + cells.first) ?? ready
  return { decided: Rows.rational(self, at + cells.decided) ?? first, first, ready, sent, arrived }
}

/** What an order asked for, as which attempt, and of which decision; null where it completes an earlier reversal. */
export interface Asked {
  readonly account: number
  readonly order: Order.Order["order"]
  readonly side: Side.Side
  readonly lots: number
  readonly attempt: number
  readonly decision: number | null
}

/** What an order asked for. */
export const asked = (self: Rows.Rows, number: number): Asked => {
  const at = number * cells.width
  const decision = Rows.cell(self, at + cells.decision)
  return {
    account: Rows.cell(self, at + cells.account),
    order: kinds[Rows.cell(self, at + cells.kind)] as Asked["order"],
    side: sides[Rows.cell(self, at + cells.side)] as Asked["side"],
    lots: Rows.cell(self, at + cells.lots),
    attempt: Rows.cell(self, at + cells.attempt),
    decision: decision < 0 ? null : decision
  }
}

/** An order as a result shows it. */
export const read = (
  self: Rows.Rows,
  number: number,
  clientOid: string,
  symbol: string,
  executions: ReadonlyArray<Account.Execution>
): ReplayOrder => {
  const { decision, order } = asked(self, number)
  const cell = (name: keyof typeof cells) => Rows.cell(self, number * cells.width + cells[name])
  return {
    clientOid,
    symbol,
    order,
    decision,
    decidedAtMs: cell("decidedAtMs"),
    readyAtMs: cell("readyAtMs"),
    sentAtMs: cell("sentAtMs"),
    arrivedAtMs: cell("arrivedAtMs"),
    outcome: outcomes[cell("outcome")] as ReplayOrder["outcome"],
    executions
  }
}

/** The client ids of all orders: the engine makes them of nothing but what is known here. */
export const clientOids = (self: Rows.Rows, signals: ReadonlyArray<Signal.Signal>): ReadonlyArray<string> =>
  Array.from({ length: self.length }, (_, k) => {
    const decision = Rows.cell(self, k * cells.width + cells.decision)
    return ClientOid.ofOrder(session, k + 1, signals[decision] ?? null)
  })

/** How many orders were never filled, nor refused. */
export const unfilled = (self: Rows.Rows): number => {
  let count = 0
  for (let k = 0; k < self.length; k++) if (Rows.cell(self, k * cells.width + cells.outcome) === 0) count++
  return count
}

/** How long each order waited for the rate limit, shortest first, in milliseconds. */
export const waits = (self: Rows.Rows): Float64Array =>
  Float64Array.from({ length: self.length }, (_, k) => {
    const at = k * cells.width
    return Rows.cell(self, at + cells.sentAtMs) - Rows.cell(self, at + cells.readyAtMs)
  }).toSorted()
