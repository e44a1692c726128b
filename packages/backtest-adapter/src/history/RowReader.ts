/**
 * Rows and columns of JavaScript values as history: what Parquet, Arrow, quoted CSV and exchanges' arrays consist of.
 *
 * @module
 * @since 0.1.0
 */
import * as Cell from "./cell.ts"
import * as Failures from "./failures.ts"
import { scaledFromDouble } from "./exactNumber.ts"
import { type HistoryError, show } from "./HistoryError.ts"
import type { HistoryOptions, RepairLog } from "./HistoryOptions.ts"
import { type Column, Kind, type Layout } from "./Shape.ts"
import * as Store from "./Store.ts"
import { type Clock, clockOf, toMs } from "./timeCell.ts"

/** What rows are read with. `line` is the line or row that the next value comes from. */
export interface RowReader extends Cell.Cursor {
  readonly store: Store.Store
  readonly layout: Layout
  readonly delimiter: number
  readonly file: string
  readonly clock: Clock
  readonly dropsBadRows: boolean
  readonly repairs: RepairLog
  line: number
}

/** A reader that fills a store. */
export const make = (
  store: Store.Store,
  layout: Layout,
  options: HistoryOptions,
  repairs: RepairLog,
  file: string
): RowReader => ({
  store,
  layout,
  delimiter: 44,
  file,
  clock: clockOf(options.timeUnit ?? layout.unit),
  dropsBadRows: options.repair === "drop",
  repairs,
  line: store.firstLine,
  next: 0,
  mantissa: 0,
  places: 0,
  isMs: false
})

/** The value of a cell that is no number as text, as it would stand in a file. */
const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "bigint" || typeof value === "number" || typeof value === "boolean"
    ? String(value).trim()
    : value === null || value === undefined
      ? ""
      : JSON.stringify(value)

/** Reads a number or a time into the cursor. */
const read = (self: RowReader, value: unknown, kind: Kind, at: number): Failures.Failure | undefined => {
  self.isMs = false
  self.places = 0
  if (value instanceof Date) {
    self.isMs = true
    self.mantissa = value.getTime()
    return undefined
  }
  if (typeof value !== "number") return Cell.read(self, textOf(value), kind, at)
  const scaled = kind === Kind.price ? scaledFromDouble(value, self.store.places) : undefined
  if (kind === Kind.price && scaled === undefined) return Cell.read(self, String(value), kind, at)
  self.mantissa = scaled?.mantissa ?? value
  self.places = scaled?.places ?? 0
  return Number.isFinite(value) ? undefined : Failures.notANumber(String(value), at, false)
}

const put = (
  self: RowReader,
  { index, kind, name }: Column,
  value: unknown,
  at: number
): Failures.Failure | undefined => {
  const { store } = self
  if (kind === Kind.side) {
    const side = Cell.sideOf(textOf(value), name)
    store.sides[store.length] = side ?? 0
    return side === undefined ? Failures.badSide(textOf(value), at) : undefined
  }
  const failure = read(self, value, kind, at)
  if (failure !== undefined) return failure
  if (kind === Kind.time) {
    const ms = toMs(self.clock, self.mantissa, self.isMs)
    store.time[store.length] = ms
    return ms % 1 === 0 ? undefined : Failures.wrongTime(self.clock, ms, textOf(value), at)
  }
  if (kind === Kind.number) {
    const column = store.numbers[index] as Float64Array
    column[store.length] = typeof value === "string" ? Number(value) : self.mantissa / 10 ** self.places
    return undefined
  }
  const ticks = Store.place(store, self.mantissa, self.places)
  ;(store.prices[index] as Float64Array)[store.length] = ticks
  return ticks <= Number.MAX_SAFE_INTEGER ? undefined : Failures.unplaced(store.isFixed, show(value), at)
}

/** Reads one row; `cell` gives the value of a column. Fails, or drops the row where the reader was told to. */
export const addRow = (self: RowReader, cell: (column: number) => unknown): HistoryError | undefined => {
  const { layout, store } = self
  if (store.length === store.capacity) Store.grow(store)
  for (const [at, column] of layout.columns.entries()) {
    if (column.kind === Kind.skip) continue
    const failure = put(self, column, cell(at), at)
    if (failure === undefined) continue
    if (!self.dropsBadRows) return Cell.error(self, failure)
    self.repairs.add(self.line, failure.reason)
    Store.skip(store, self.line++)
    return undefined
  }
  store.length++
  self.line++
  return undefined
}
