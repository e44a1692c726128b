/**
 * The executions of a replay: a row each, of what cannot be computed again.
 *
 * @module
 * @since 0.1.0
 */
import type { Fill, Rational } from "@backhand/core"
import * as Rows from "./Rows.ts"

/**
 * What is kept of an execution. `account` is its account's number, `order` its order's, -1 of a liquidation; `leg` and
 * `quoted` are as in `Prices`.
 */
export interface Kept extends Fill.Fill {
  readonly account: number
  readonly order: number
  readonly isMaker: boolean
  readonly bar: number
  readonly atMs: number
  readonly leg: Rational.Rational
  readonly quoted: Rational.Rational
}

/** `leg` and `quoted` have rows of their own where they are not the price. */
export interface Executions {
  readonly rows: Rows.Rows
  readonly apart: Rows.Rows
}

const cells = { what: 0, order: 1, lots: 2, bar: 3, atMs: 4, price: 5, apart: 7, width: 8 } as const
const apartWidth = 4

/** Makes a list without executions. */
export const make = (): Executions => ({ rows: Rows.make(cells.width), apart: Rows.make(apartWidth) })

const keepApart = ({ apart }: Executions, { leg, quoted }: Kept): number => {
  const at = Rows.add(apart)
  Rows.putRational(apart, at, leg)
  Rows.putRational(apart, at + 2, quoted)
  return apart.length
}

/** Keeps an execution. */
export const keep = (self: Executions, execution: Kept): void => {
  const { account, atMs, bar, effect, isMaker, leg, lots, order, price, quoted, side } = execution
  const at = Rows.add(self.rows)
  const row = self.rows.cells
  row[at + cells.what] = 8 * account + (isMaker ? 4 : 0) + (effect === "open" ? 2 : 0) + (side === "short" ? 1 : 0)
  row[at + cells.order] = order
  row[at + cells.lots] = lots
  row[at + cells.bar] = bar
  row[at + cells.atMs] = atMs
  Rows.putRational(self.rows, at + cells.price, price)
  if (quoted !== price || leg !== price) row[at + cells.apart] = keepApart(self, execution)
}

/** What an execution did, its price as a fraction in doubles; `den` is 0 where they do not hold it. */
export interface Brief extends Omit<Kept, "atMs" | "bar" | "leg" | "price" | "quoted"> {
  readonly num: number
  readonly den: number
}

/** What execution `k` did, at little cost: whoever adds millions up needs no more. */
export const brief = ({ rows }: Executions, k: number): Brief => {
  const at = k * cells.width
  const what = Rows.cell(rows, at + cells.what)
  return {
    account: Math.floor(what / 8),
    isMaker: (what & 4) !== 0,
    effect: (what & 2) === 0 ? "close" : "open",
    side: (what & 1) === 0 ? "long" : "short",
    order: Rows.cell(rows, at + cells.order),
    lots: Rows.cell(rows, at + cells.lots) as Fill.Fill["lots"],
    num: Rows.cell(rows, at + cells.price),
    den: Rows.cell(rows, at + cells.price + 1)
  }
}

/** The price of execution `k`. */
export const priceOf = ({ rows }: Executions, k: number): Rational.Rational =>
  Rows.rational(rows, k * cells.width + cells.price) as Rational.Rational

/** Reads execution `k`. */
export const read = (self: Executions, k: number): Kept => {
  const { apart, rows } = self
  const { account, effect, isMaker, lots, order, side } = brief(self, k)
  const at = k * cells.width
  const price = priceOf(self, k)
  const other = apartWidth * (Rows.cell(rows, at + cells.apart) - 1)
  const [leg, quoted] = other < 0 ? [price, price] : [Rows.rational(apart, other), Rows.rational(apart, other + 2)]
  return {
    account,
    order,
    isMaker,
    effect,
    side,
    lots,
    bar: Rows.cell(rows, at + cells.bar),
    atMs: Rows.cell(rows, at + cells.atMs),
    price,
    leg: leg ?? price,
    quoted: quoted ?? price
  }
}
