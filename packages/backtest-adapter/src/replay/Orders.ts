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

/** What would have been paid earlier on the way has rows of its own where it is not what was paid. */
export interface Orders {
  readonly rows: Rows.Rows
  readonly apart: Rows.Rows
}

const cells = {
  what: 0,
  lots: 1,
  attempt: 2,
  decision: 3,
  decidedAtMs: 4,
  readyAtMs: 5,
  sentAtMs: 6,
  arrivedAtMs: 7,
  outcome: 8,
  decided: 9,
  arrived: 11,
  apart: 13,
  width: 14
} as const
const apartWidth = 6

const outcomes = ["unfilled", "filled", "refused"] as const

/** Makes a list without orders. */
export const make = (): Orders => ({ rows: Rows.make(cells.width), apart: Rows.make(apartWidth) })

/** Keeps an order as it is sent. */
export const keep = (
  { rows }: Orders,
  account: Account.Account,
  { attempt, decidedAtMs, decision, readyAtMs, sentAtMs, unsettled: { clientOid, order } }: Sending,
  arrivedAtMs: number
): Live => {
  const at = Rows.add(rows)
  const row = rows.cells
  row[at + cells.what] = 4 * account.index + (order.order === "reversal" ? 2 : 0) + (order.side === "short" ? 1 : 0)
  row[at + cells.lots] = order.lots
  row[at + cells.attempt] = attempt
  row[at + cells.decision] = decision ?? -1
  row[at + cells.decidedAtMs] = decidedAtMs
  row[at + cells.readyAtMs] = readyAtMs
  row[at + cells.sentAtMs] = sentAtMs
  row[at + cells.arrivedAtMs] = arrivedAtMs
  const live = { number: rows.length - 1, clientOid, arrivedAtMs, executions: 0 }
  account.order = live
  return live
}

/** Keeps that an order was refused. */
export const refuse = ({ rows }: Orders, { number }: Live): void => {
  rows.cells[number * cells.width + cells.outcome] = 2
}

const keepApart = ({ apart }: Orders, { first, ready, sent }: PricesBefore): number => {
  const at = Rows.add(apart)
  Rows.putRational(apart, at, first)
  Rows.putRational(apart, at + 2, ready)
  Rows.putRational(apart, at + 4, sent)
  return apart.length
}

/** Keeps that an order was filled, and the prices on the way to that. */
export const fill = (self: Orders, { number }: Live, before: PricesBefore): void => {
  const { arrived, decided, first, ready, sent } = before
  const { rows } = self
  const at = number * cells.width
  rows.cells[at + cells.outcome] = 1
  Rows.putRational(rows, at + cells.decided, decided)
  Rows.putRational(rows, at + cells.arrived, arrived)
  if (sent !== arrived || ready !== sent || first !== ready) rows.cells[at + cells.apart] = keepApart(self, before)
}

const price = (of: Rows.Rows, cell: number): Rational.Rational => Rows.rational(of, cell) as Rational.Rational

/** The prices on the way to a filled order. */
export const pricesBefore = ({ apart, rows }: Orders, number: number): PricesBefore => {
  const at = number * cells.width
  const [decided, arrived] = [price(rows, at + cells.decided), price(rows, at + cells.arrived)]
  const other = apartWidth * (Rows.cell(rows, at + cells.apart) - 1)
  if (other < 0) return { decided, first: arrived, ready: arrived, sent: arrived, arrived }
  return { decided, first: price(apart, other), ready: price(apart, other + 2), sent: price(apart, other + 4), arrived }
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
export const asked = ({ rows }: Orders, number: number): Asked => {
  const at = number * cells.width
  const what = Rows.cell(rows, at + cells.what)
  const decision = Rows.cell(rows, at + cells.decision)
  return {
    account: Math.floor(what / 4),
    order: (what & 2) === 0 ? "entry" : "reversal",
    side: (what & 1) === 0 ? "long" : "short",
    lots: Rows.cell(rows, at + cells.lots),
    attempt: Rows.cell(rows, at + cells.attempt),
    decision: decision < 0 ? null : decision
  }
}

/** An order as a result shows it. */
export const read = (
  self: Orders,
  number: number,
  clientOid: string,
  symbol: string,
  executions: ReadonlyArray<Account.Execution>
): ReplayOrder => {
  const { decision, order } = asked(self, number)
  const cell = (name: keyof typeof cells) => Rows.cell(self.rows, number * cells.width + cells[name])
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
export const clientOids = ({ rows }: Orders, signals: ReadonlyArray<Signal.Signal>): ReadonlyArray<string> =>
  Array.from({ length: rows.length }, (_, k) => {
    const decision = Rows.cell(rows, k * cells.width + cells.decision)
    return ClientOid.ofOrder(session, k + 1, signals[decision] ?? null)
  })

/** How many orders were never filled, nor refused. */
export const unfilled = ({ rows }: Orders): number => {
  let count = 0
  for (let k = 0; k < rows.length; k++) if (Rows.cell(rows, k * cells.width + cells.outcome) === 0) count++
  return count
}

/** How long each order waited for the rate limit, shortest first, in milliseconds. */
export const waits = ({ rows }: Orders): Float64Array =>
  Float64Array.from({ length: rows.length }, (_, k) => {
    const at = k * cells.width
    return Rows.cell(rows, at + cells.sentAtMs) - Rows.cell(rows, at + cells.readyAtMs)
  }).toSorted()
