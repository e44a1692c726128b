/**
 * Why history could not be read: where, what was expected, what came and what to do.
 *
 * @module
 * @since 0.1.0
 */
import * as Data from "effect/Data"

/**
 * What kind of problem it is.
 *
 * - `Unreadable` the file is missing, cut off or of no known format.
 * - `UnknownLayout` a column that is needed is not there, or is there twice.
 * - `NotANumber`, `NotPositive`, `BadTime`, `MixedTimeUnits`, `BadSide`, `WrongFieldCount` one cell or row.
 * - `OffStep` a price between two steps of the given price step; `OutOfRange` one that needs more than 2^53 ticks.
 * - `Duplicate`, `OutOfOrder`, `ImpossibleBar` a row that contradicts its neighbour or itself.
 * - `Empty` no rows.
 * - `Unsupported` readable in principle, not by what is installed or asked for.
 *
 * @category models
 * @since 0.1.0
 */
export type Reason =
  | "Unreadable"
  | "UnknownLayout"
  | "NotANumber"
  | "NotPositive"
  | "BadTime"
  | "MixedTimeUnits"
  | "BadSide"
  | "WrongFieldCount"
  | "OffStep"
  | "OutOfRange"
  | "Duplicate"
  | "OutOfOrder"
  | "ImpossibleBar"
  | "Empty"
  | "Unsupported"

/**
 * One problem. `line` counts from 1 as editors do; sources without lines (Parquet, Arrow, arrays) count rows from 1 instead.
 *
 * @category models
 * @since 0.1.0
 */
export interface Problem {
  readonly reason: Reason
  readonly file: string
  readonly line?: number | undefined
  readonly field?: string | undefined
  readonly expected: string
  readonly got: string
  readonly remedy: string
}

/**
 * The error that every reader of history fails with.
 *
 * @category errors
 * @since 0.1.0
 */
export class HistoryError extends Data.TaggedError("HistoryError")<Problem> {
  override get message(): string {
    const place = this.line === undefined ? this.file : `${this.file}:${this.line}`
    const field = this.field === undefined ? "" : ` ${this.field}:`
    return `${place}:${field} expected ${this.expected}, got ${this.got}. Remedy: ${this.remedy}.`
  }
}

/**
 * Shows a cell in a message: quoted, and cut to a length that suits a line.
 *
 * @category conversions
 * @since 0.1.0
 */
export const show = (value: unknown): string => {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value)
  return text === '""' ? "an empty cell" : text.length > 40 ? `${text.slice(0, 37)}…` : text
}
