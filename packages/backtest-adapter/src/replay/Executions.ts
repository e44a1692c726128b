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

const width = 14

/** Makes a list without executions. */
export const make = (): Rows.Rows => Rows.make(width)

/** Keeps an execution. */
export const keep = (self: Rows.Rows, execution: Kept): void => {
  const at = Rows.add(self)
  const { cells } = self
  cells[at] = execution.account
  cells[at + 1] = execution.order
  cells[at + 2] = execution.isMaker ? 1 : 0
  cells[at + 3] = execution.effect === "open" ? 1 : 0
  cells[at + 4] = execution.side === "short" ? 1 : 0
  cells[at + 5] = execution.lots
  cells[at + 6] = execution.bar
  cells[at + 7] = execution.atMs
  Rows.putRational(self, at + 8, execution.price)
  if (execution.quoted !== execution.price) Rows.putRational(self, at + 10, execution.quoted)
  if (execution.leg !== execution.quoted) Rows.putRational(self, at + 12, execution.leg)
}

/** What an execution did, its price as a fraction in doubles; `den` is 0 where they do not hold it. */
export interface Brief extends Omit<Kept, "atMs" | "bar" | "leg" | "price" | "quoted"> {
  readonly num: number
  readonly den: number
}

/** What execution `k` did, at little cost: whoever adds millions up needs no more. */
export const brief = (self: Rows.Rows, k: number): Brief => {
  const at = k * width
  return {
    account: Rows.cell(self, at),
    order: Rows.cell(self, at + 1),
    isMaker: Rows.cell(self, at + 2) === 1,
    effect: Rows.cell(self, at + 3) === 1 ? "open" : "close",
    side: Rows.cell(self, at + 4) === 1 ? "short" : "long",
    lots: Rows.cell(self, at + 5) as Fill.Fill["lots"],
    num: Rows.cell(self, at + 8),
    den: Rows.cell(self, at + 9)
  }
}

/** The price of execution `k`. */
export const price = (self: Rows.Rows, k: number): Rational.Rational =>
  Rows.rational(self, k * width + 8) as Rational.Rational

/** Reads execution `k`. */
export const read = (self: Rows.Rows, k: number): Kept => {
  const at = k * width
  const { account, effect, isMaker, lots, order, side } = brief(self, k)
  const filled = price(self, k)
  const quoted = Rows.rational(self, at + 10) ?? filled
  return {
    account,
    order,
    isMaker,
    effect,
    side,
    lots,
    bar: Rows.cell(self, at + 6),
    atMs: Rows.cell(self, at + 7),
    price: filled,
    leg: Rows.rational(self, at + 12) ?? quoted,
    quoted
  }
}
