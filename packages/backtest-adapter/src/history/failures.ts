/**
 * What can be wrong with a cell.
 *
 * @module
 * @since 0.1.0
 */
import { type Problem, show } from "./HistoryError.ts"
import type { Clock } from "./timeCell.ts"

/** A problem of one cell, by its place in the row. */
export interface Failure extends Omit<Problem, "file" | "line" | "field"> {
  readonly at?: number
}

/** What to do about a row that cannot be used. */
export const repair = "correct the row, or have such rows left out (repair: drop)"

/** A quote where a plain cell was expected. */
export const quoted: Failure = {
  reason: "Unsupported",
  expected: "plain cells",
  got: "a quoted cell",
  remedy: "read the file with readBars, which has a general parser for quoted cells"
}

/** A cell that is no number, or a price with too many digits. */
export const notANumber = (text: string, at: number, isTooLong: boolean): Failure =>
  isTooLong
    ? {
        reason: "OutOfRange",
        at,
        expected: "a price of at most fifteen digits",
        got: show(text),
        remedy: "round the source to its price step"
      }
    : { reason: "NotANumber", at, expected: "a number", got: show(text), remedy: repair }

/** A time that is none. */
export const badTime = (text: string, at: number): Failure => ({
  reason: "BadTime",
  at,
  expected: "a time in milliseconds or seconds since the epoch or ISO 8601",
  got: show(text),
  remedy: "write times like 1690000000000, 1690000000 or 2023-07-22T04:26:40Z"
})

/** A price that the common power of ten cannot hold. */
export const unplaced = (isFixed: boolean, text: string, at: number): Failure =>
  isFixed
    ? {
        reason: "OffStep",
        at,
        expected: "a price on the given step",
        got: show(text),
        remedy: "give the step that this source is quoted in, or leave it out to have it inferred"
      }
    : {
        reason: "OutOfRange",
        at,
        expected: "prices that all fit in 2^53 of the finest step among them",
        got: show(text),
        remedy: "round the source to its price step"
      }

/** A time in another unit than the times before it, or one between two milliseconds. */
export const wrongTime = ({ unit }: Clock, ms: number, text: string, at: number): Failure =>
  Number.isNaN(ms)
    ? {
        reason: "MixedTimeUnits",
        at,
        expected: `a time in the unit of the rows before it (${unit})`,
        got: show(text),
        remedy: "write all times in one unit"
      }
    : {
        reason: "BadTime",
        at,
        expected: "a whole number of milliseconds",
        got: show(text),
        remedy: "round the time to milliseconds"
      }

/** A side that is no side. */
export const badSide = (text: string, at: number): Failure => ({
  reason: "BadSide",
  at,
  expected: "buy or sell",
  got: show(text),
  remedy: repair
})
