/**
 * What was booked on an account, one thing after the other, with its money and with what was held after it.
 *
 * @module
 * @since 0.1.0
 */
import { Position, type Rational } from "@backhand/core"
import type * as Account from "./Account.ts"
import { apply } from "./book.ts"
import * as Executions from "./Executions.ts"
import type { PaperVenue } from "./PaperVenue.ts"

/** An execution with its money, in margin coin. It is number `row` of all executions of the run. */
export interface Booked extends Executions.Kept {
  readonly row: number
  readonly cause: Account.Execution["cause"]
  readonly fee: Rational.Rational
  readonly realized: Rational.Rational
}

/** Is told an execution or a payment, and what was held after it. */
export type Reader = (entry: Booked | Account.Payment, held: Position.Position) => void

/** Tells a reader all that was booked, in order. It is computed anew each time: that takes less than to keep it. */
export type Bookings = (read: Reader) => void

/** Tells executions and payments apart. */
export const isExecution = (entry: Booked | Account.Payment): entry is Booked => "price" in entry

/** Which executions of the run are an account's, for every account. */
export const rowsOf = ({ accounts, executions }: PaperVenue): ReadonlyArray<ReadonlyArray<number>> => {
  const rows = Array.from(accounts, (): Array<number> => [])
  for (let row = 0; row < executions.rows.length; row++) rows[Executions.brief(executions, row).account]?.push(row)
  return rows
}

/** The bookings of an account, of which `rows` are the executions. */
export const of =
  (venue: PaperVenue, account: Account.Account, rows: () => ReadonlyArray<number>): Bookings =>
  (read) => {
    const { payments } = account
    let position = Position.flat(venue.terms.mode)
    let paid = 0
    const payAfter = (executions: number): void => {
      for (; payments[paid]?.after === executions; paid++)
        read((payments[paid] as (typeof payments)[number]).payment, position)
    }
    payAfter(0)
    rows().forEach((row, k) => {
      const kept = Executions.read(venue.executions, row)
      const { fees: fee, position: after, realized } = apply(venue, account, position, kept)
      position = after
      read({ ...kept, row, cause: kept.order < 0 ? "liquidation" : "order", fee, realized }, position)
      payAfter(k + 1)
    })
  }
