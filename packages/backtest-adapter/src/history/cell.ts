/**
 * Cells that are not plain digits, and what is wrong with those that cannot be read.
 *
 * @module
 * @since 0.1.0
 */
import { powersOfTen, scaledFromText } from "./exactNumber.ts"
import { HistoryError, type Problem, show } from "./HistoryError.ts"
import { Kind, type Layout } from "./Shape.ts"
import type { Store } from "./Store.ts"
import { isoToMs, type TimeUnit } from "./timeCell.ts"

/** Where the slow way leaves what it read: `mantissa` / 10^`places`, or milliseconds, and the byte after the cell. */
export interface Cursor {
  next: number
  mantissa: number
  places: number
  isMs: boolean
}

/** A problem of one cell, by its place in the row. */
export interface Failure extends Omit<Problem, "file" | "line" | "field"> {
  readonly at?: number
}

interface Context extends Cursor {
  readonly store: Store
  readonly layout: Layout
  readonly delimiter: number
  readonly file: string
  readonly line: number
}

const decoder = new TextDecoder()

const textOf = (bytes: Uint8Array, from: number, to: number): string => decoder.decode(bytes.subarray(from, to)).trim()

const repair = 'correct the row, or drop such rows with repair "drop"'

/** The error of a failure, with its file, line and field. */
export const error = (self: Context, { at, ...problem }: Failure): HistoryError =>
  new HistoryError({
    ...problem,
    file: self.file,
    line: self.line,
    field: at === undefined ? undefined : self.layout.columns[at]?.name
  })

/** A quote where a plain cell was expected. */
export const quoted: Failure = {
  reason: "Unsupported",
  expected: "plain cells",
  got: "a quoted cell",
  remedy: "read the file with readBars, which has a general parser for quoted cells"
}

/** Reads a number with its point anywhere: up to fifteen digits are exact in a double. */
const digits = (self: Cursor, bytes: Uint8Array, from: number): number => {
  let mantissa = 0
  let count = 0
  let dot = -1
  let q = from
  for (; ; q++) {
    const c = (bytes[q] as number) ^ 48
    if (c < 10) {
      mantissa = mantissa * 10 + c
      count++
    } else if (c === 30 && dot < 0) dot = q
    else break
  }
  self.mantissa = mantissa
  self.places = dot < 0 ? 0 : q - dot - 1
  return count > 0 && count < 16 ? q : -1
}

const endOf = (delimiter: number, bytes: Uint8Array, from: number): number => {
  let q = from
  for (let c = bytes[q]; c !== delimiter && c !== 10 && c !== 34; c = bytes[q]) q++
  return q
}

/** Reads any cell that the quick way could not. Leaves its value in `self`. */
export const slow = (self: Context, bytes: Uint8Array, from: number, kind: Kind, at: number): Failure | undefined => {
  self.isMs = false
  self.next = digits(self, bytes, from)
  const after = bytes[self.next]
  if (self.next > 0 && kind !== Kind.time && (after === self.delimiter || after === 10)) return undefined
  self.next = endOf(self.delimiter, bytes, from)
  if (bytes[self.next] === 34) return quoted
  return read(self, textOf(bytes, from, self.next), kind, at)
}

/** Reads the text of one cell into `self`. */
export const read = (self: Cursor, text: string, kind: Kind, at: number): Failure | undefined => {
  const iso = kind === Kind.time ? isoToMs(text) : undefined
  const scaled = iso === undefined ? scaledFromText(text) : undefined
  self.isMs = iso !== undefined
  self.mantissa = iso ?? scaled?.mantissa ?? Number.NaN
  self.places = scaled?.places ?? 0
  if (kind === Kind.time) return iso !== undefined || scaled?.places === 0 ? undefined : badTime(text, at)
  if (scaled !== undefined) {
    if (kind === Kind.price || self.places < powersOfTen.length) return undefined
    self.mantissa = Number(text)
    self.places = 0
    return undefined
  }
  const rounded = /^[+-]?\d*\.?\d+(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  if (kind === Kind.price || !Number.isFinite(rounded)) return notANumber(text, at, Number.isFinite(rounded))
  self.mantissa = rounded
  return undefined
}

const notANumber = (text: string, at: number, isTooLong: boolean): Failure =>
  isTooLong
    ? {
        reason: "OutOfRange",
        at,
        expected: "a price of at most fifteen digits",
        got: show(text),
        remedy: "round the source to its price step"
      }
    : { reason: "NotANumber", at, expected: "a number", got: show(text), remedy: repair }

const badTime = (text: string, at: number): Failure => ({
  reason: "BadTime",
  at,
  expected: "a time in milliseconds or seconds since the epoch or ISO 8601",
  got: show(text),
  remedy: "write times like 1690000000000, 1690000000 or 2023-07-22T04:26:40Z"
})

/** A price that the common power of ten cannot hold. */
export const notPlaced = (store: Store, bytes: Uint8Array, from: number, to: number, at: number): Failure =>
  unplaced(store, textOf(bytes, from, to), at)

/** The same, for a cell that is text already. */
export const unplaced = (store: Store, text: string, at: number): Failure =>
  store.isFixed
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

/** A time in another unit than the times before it. */
export const otherUnit = (unit: TimeUnit, bytes: Uint8Array, from: number, to: number, at: number): Failure => ({
  reason: "MixedTimeUnits",
  at,
  expected: `a time in the unit of the rows before it (${unit})`,
  got: show(textOf(bytes, from, to)),
  remedy: "write all times in one unit, or tell it with timeUnit"
})

/** A time between two milliseconds. */
export const offMillisecond = (bytes: Uint8Array, from: number, to: number, at: number): Failure => ({
  reason: "BadTime",
  at,
  expected: "a whole number of milliseconds",
  got: show(textOf(bytes, from, to)),
  remedy: "bars open on whole milliseconds: correct the time"
})

/** A row with too few or too many cells. */
export const wrongCount = (self: Context, bytes: Uint8Array, start: number): Failure => {
  const line = textOf(bytes, start, bytes.indexOf(10, start))
  return {
    reason: "WrongFieldCount",
    expected: `${self.layout.columns.length} cells`,
    got: `${line.split(String.fromCharCode(self.delimiter)).length} in ${show(line)}`,
    remedy: repair
  }
}

/** Whether a line holds nothing but spaces. */
export const isBlank = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if ((bytes[at] as number) > 32) return false
  return true
}

const sideWords: Readonly<Record<string, 1 | -1>> = { buy: 1, long: 1, b: 1, sell: -1, short: -1, s: -1 }
const makerWords: Readonly<Record<string, 1 | -1>> = { "0": 1, false: 1, "1": -1, true: -1 }

/** Reads who took: 1 bought, -1 sold. A column named after the buyer being the maker says the opposite. */
export const sideOf = (text: string, name: string): 1 | -1 | undefined =>
  (name.includes("maker") ? makerWords : sideWords)[text.toLowerCase()]

/** Reads a side cell into the store. */
export const side = (self: Context, bytes: Uint8Array, from: number, to: number, at: number): Failure | undefined => {
  const text = textOf(bytes, from, to)
  const found = sideOf(text, self.layout.columns[at]?.name ?? "")
  if (found === undefined) return badSide(text, at)
  self.store.sides[self.store.length] = found
  return undefined
}

/** A side that is no side. */
export const badSide = (text: string, at: number): Failure => ({
  reason: "BadSide",
  at,
  expected: "buy or sell",
  got: show(text),
  remedy: repair
})
