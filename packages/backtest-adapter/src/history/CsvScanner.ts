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

/** Stores a time as milliseconds. */
const keepTime = (self: Scanner, value: number, bytes: Uint8Array, p: number, q: number, f: number) => {
  const ms = toMs(self.clock, value, self.isMs)
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
 * One long loop on purpose: it is what a backtest spends its time in, and a call for each cell halves its speed.
 */
// oxlint-disable-next-line max-lines-per-function
export const scan = (self: Scanner, bytes: Uint8Array, from: number, end: number): HistoryError | undefined => {
  const { delimiter, store } = self
  const kinds = Uint8Array.from(self.layout.columns, ({ kind }) => kind)
  const last = kinds.length - 1
  let targets = targetsOf(self)
  let p = from
  rows: while (p < end) {
    if (store.length === store.capacity) {
      Store.grow(store)
      targets = targetsOf(self)
    }
    const row = store.length
    const start = p
    for (let f = 0; ; f++) {
      const kind = kinds[f] as Kind
      let failure: Failures.Failure | undefined
      let q = p
      let c = (bytes[q] as number) ^ flip
      if (kind === Kind.skip || kind === Kind.side) {
        for (c ^= flip; c !== delimiter && c !== newline && c !== quote; c = bytes[q] as number) q++
        failure = c === quote ? Failures.quoted : kind === Kind.side ? Cell.side(self, bytes, p, q, f) : undefined
      } else {
        let value = 0
        let places: number
        let stop = q + 9
        self.isMs = false
        while (c < 10 && q < stop) {
          value = (Math.imul(value, 10) + c) | 0
          c = (bytes[++q] as number) ^ flip
        }
        let dot = q
        if (c === point && kind !== Kind.time) {
          stop++
          c = (bytes[++q] as number) ^ flip
          while (c < 10 && q < stop) {
            value = (Math.imul(value, 10) + c) | 0
            c = (bytes[++q] as number) ^ flip
          }
        }
        if (c < 10) {
          // At most fifteen digits in all, and sixteen of a time in microseconds: whole numbers below 2^53.
          const from9 = q
          let rest = 0
          stop = q + (kind === Kind.time ? 7 : 6)
          while (c < 10 && q < stop) {
            rest = (Math.imul(rest, 10) + c) | 0
            c = (bytes[++q] as number) ^ flip
          }
          if (dot === from9) dot = q
          value = value * (powersOfTen[q - from9] as number) + rest
        }
        places = dot === q ? 0 : q - dot - 1
        if (dot === p) q = p
        c ^= flip
        if (q === p || (c !== delimiter && c !== newline && c !== carriageReturn)) {
          failure = Cell.slow(self, bytes, p, kind, f)
          q = self.next
          value = self.mantissa
          places = self.places
        }
        if (failure === undefined) {
          if (kind === Kind.price) {
            if (places !== store.places) {
              value = Store.place(store, value, places)
              if (!(value <= Number.MAX_SAFE_INTEGER))
                failure = Failures.unplaced(store.isFixed, Cell.textOf(bytes, p, q), f)
            }
            ;(targets[f] as Float64Array)[row] = value
          } else if (kind === Kind.number)
            (targets[f] as Float64Array)[row] = places === 0 ? value : value / (powersOfTen[places] as number)
          else failure = keepTime(self, value, bytes, p, q, f)
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
    store.length++
    self.line++
  }
  return undefined
}
