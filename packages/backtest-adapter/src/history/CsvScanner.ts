/**
 * A parser for plain numeric CSV that works on bytes and writes columns: no strings, no rows, no rounding.
 *
 * Digits are gathered nine at a time in an integer register. A cell of any other form (signs, exponents, spaces, ISO
 * 8601) takes the slow way, which reads it as text. Quoted cells are not plain: they are left to a general parser.
 *
 * @module
 * @since 0.1.0
 */
import * as Cell from "./cell.ts"
import * as Failures from "./failures.ts"
import { powersOfTen } from "./exactNumber.ts"
import { HistoryError, type Reason } from "./HistoryError.ts"
import { Kind, type Layout } from "./Shape.ts"
import * as Store from "./Store.ts"
import { type Clock, toMs } from "./timeCell.ts"

/** What a scanner works on. */
export interface Scanner extends Cell.Cursor {
  readonly store: Store.Store
  readonly layout: Layout
  readonly delimiter: number
  readonly file: string
  readonly dropsBadRows: boolean
  readonly onDropped: (line: number, reason: Reason) => void
  readonly clock: Clock
  line: number
}

const { number, price, side, skip, time } = Kind

const newline = 10
const carriageReturn = 13
const quote = 34
/** Digits are 0 to 9 after this, and nothing else is. */
const flip = 48
const point = 46 ^ flip

const targetsOf = (self: Scanner): ReadonlyArray<Float64Array> =>
  self.layout.columns.map(({ index, kind }) =>
    kind === Kind.price
      ? (self.store.prices[index] as Float64Array)
      : kind === Kind.number
        ? (self.store.numbers[index] as Float64Array)
        : self.store.time
  )

/** Tells a quoted cell, of which this parser cannot say where it ends, from all other problems. */
export const isQuoted = (cause: unknown): boolean =>
  cause instanceof HistoryError && cause.reason === "Unsupported" && cause.got === Failures.quoted.got

/** The times that need no conversion: none, as long as the unit is not known to be milliseconds. */
const plainTimes = ({ earliest, latest, unit }: Clock): readonly [number, number] =>
  unit === "ms" ? [earliest, latest] : [1, 0]

/** Stores a time as milliseconds. */
const keepTime = (self: Scanner, value: number, bytes: Uint8Array, p: number, q: number, f: number) => {
  const ms = toMs(self.clock, value, self.isMs)
  self.isMs = false
  self.store.time[self.store.length] = ms
  return ms % 1 === 0 ? undefined : Failures.wrongTime(self.clock, ms, Cell.textOf(bytes, p, q), f)
}

/** Deals with a line that gave no row. Answers with the error that ends the scan, if it does. */
const reject = (self: Scanner, failure: Failures.Failure, bytes: Uint8Array, from: number, to: number) => {
  if (!Cell.isBlank(bytes, from, to)) {
    if (!self.dropsBadRows || failure.reason === "Unsupported") return Cell.error(self, failure)
    self.onDropped(self.line, failure.reason)
  }
  Store.skip(self.store, self.line++)
  return undefined
}

/**
 * Reads the complete lines in `bytes[from, end)`, the last byte of which is a newline. Fails with the first problem,
 * or drops the line where the scanner was told to.
 *
 * One long loop over local variables on purpose: it is what a backtest spends its time in, and a call for each cell or
 * a property for each row halves its speed.
 */
// oxlint-disable-next-line max-lines-per-function -- a function for each cell would cost as much as the cell
export const scan = (self: Scanner, bytes: Uint8Array, from: number, end: number): HistoryError | undefined => {
  const { delimiter, store } = self
  const kinds = Uint8Array.from(self.layout.columns, ({ kind }) => kind)
  const last = kinds.length - 1
  const powers = powersOfTen
  let targets = targetsOf(self)
  let places = store.places
  let [earliest, latest] = plainTimes(self.clock)
  let row = store.length
  let p = from
  rows: while (p < end) {
    store.length = row
    if (row === store.capacity) {
      Store.grow(store)
      targets = targetsOf(self)
    }
    const start = p
    for (let f = 0; ; f++) {
      const kind = kinds[f] as Kind
      let failure: Failures.Failure | undefined
      let q = p
      let c = (bytes[q] as number) ^ flip
      if (kind === skip || kind === side) {
        for (c ^= flip; c !== delimiter && c !== newline && c !== quote; c = bytes[q] as number) q++
        failure = c === quote ? Failures.quoted : kind === side ? Cell.side(self, bytes, p, q, f) : undefined
      } else {
        let digits = 0
        let stop = q + 9
        while (c < 10 && q < stop) {
          digits = (Math.imul(digits, 10) + c) | 0
          c = (bytes[++q] as number) ^ flip
        }
        let dot = q
        if (c === point) {
          stop++
          c = (bytes[++q] as number) ^ flip
          while (c < 10 && q < stop) {
            digits = (Math.imul(digits, 10) + c) | 0
            c = (bytes[++q] as number) ^ flip
          }
        }
        let value: number = digits
        if (c < 10) {
          // At most fifteen digits in all, and sixteen of a time in microseconds: whole numbers below 2^53.
          const middle = q
          let rest = 0
          stop = q + (kind === time ? 7 : 6)
          while (c < 10 && q < stop) {
            rest = (Math.imul(rest, 10) + c) | 0
            c = (bytes[++q] as number) ^ flip
          }
          if (dot === middle) dot = q
          value = digits * (powers[q - middle] as number) + rest
        }
        let used = dot === q ? 0 : q - dot - 1
        c ^= flip
        if (dot === p || (used > 0 && kind === time) || (c !== delimiter && c !== newline && c !== carriageReturn)) {
          failure = Cell.slow(self, bytes, p, kind, f)
          q = self.next
          value = self.mantissa
          used = self.places
        }
        if (failure === undefined) {
          if (kind === price) {
            if (used !== places) {
              value = Store.place(store, value, used)
              places = store.places
              if (!(value <= Number.MAX_SAFE_INTEGER))
                failure = Failures.unplaced(store.isFixed, Cell.textOf(bytes, p, q), f)
            }
            ;(targets[f] as Float64Array)[row] = value
          } else if (kind === number)
            (targets[f] as Float64Array)[row] = used === 0 ? value : value / (powers[used] as number)
          else if (value >= earliest && value < latest && !self.isMs) store.time[row] = value
          else {
            failure = keepTime(self, value, bytes, p, q, f)
            ;[earliest, latest] = plainTimes(self.clock)
          }
        }
      }
      if (failure === undefined) {
        p = q + 1
        c = bytes[q] as number
        if (f < last) {
          if (c === delimiter) continue
        } else if (c === newline) break
        else if (c === carriageReturn && bytes[p] === newline) {
          p++
          break
        }
        failure = Cell.wrongCount(self, bytes, start)
      }
      p = bytes.indexOf(newline, start) + 1
      const error = reject(self, failure, bytes, start, p)
      if (error !== undefined) return error
      continue rows
    }
    row++
    self.line++
  }
  store.length = row
  return undefined
}
