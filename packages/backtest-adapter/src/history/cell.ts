/**
 * Cells that are not plain digits, and what is wrong with those that cannot be read.
 *
 * @module
 * @since 0.1.0
 */
import { powersOfTen, scaledFromText } from "./exactNumber.ts"
import { badSide, badTime, type Failure, notANumber, quoted, repair } from "./failures.ts"
import { HistoryError, show } from "./HistoryError.ts"
import { Kind, type Layout } from "./Shape.ts"
import type { Store } from "./Store.ts"
import { isoToMs, plainIsoToMs } from "./timeCell.ts"

/** Where the slow way leaves what it read: `mantissa` / 10^`places`, or milliseconds, and the byte after the cell. */
export interface Cursor {
  next: number
  mantissa: number
  places: number
  isMs: boolean
}

/** What the functions here need to know of their reader. */
export interface Context extends Cursor {
  readonly store: Store
  readonly layout: Layout
  readonly delimiter: number
  readonly file: string
  readonly line: number
}

const decoder = new TextDecoder()

/** The text of a cell, without spaces around it. */
export const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  decoder.decode(bytes.subarray(from, to)).trim()

/** The error of a failure, with its file, line and field. */
export const error = (self: Context, { at, ...problem }: Failure): HistoryError =>
  new HistoryError({
    ...problem,
    file: self.file,
    line: self.line,
    field: at === undefined ? undefined : self.layout.columns[at]?.name
  })

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
  if (kind === Kind.time) {
    self.mantissa = plainIsoToMs(bytes, from, bytes[self.next - 1] === 13 ? self.next - 1 : self.next)
    self.places = 0
    self.isMs = self.mantissa === self.mantissa
    if (self.isMs) return undefined
  }
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
