/**
 * Columns that grow while a source is read, with one common power of ten for all prices.
 *
 * @module
 * @since 0.1.0
 */
import { powersOfTen } from "./exactNumber.ts"
import type { Shape } from "./Shape.ts"

/**
 * The columns so far: `length` rows of at most `capacity`. Prices are whole numbers of 10^-`places`. `isFixed` says
 * that `places` comes from a given price step and may not grow. `skipped` are the lines that gave no row.
 */
export interface Store {
  length: number
  capacity: number
  time: Float64Array<ArrayBuffer>
  readonly prices: Array<Float64Array<ArrayBuffer>>
  readonly numbers: Array<Float64Array<ArrayBuffer>>
  readonly hasSides: boolean
  sides: Int8Array<ArrayBuffer>
  places: number
  readonly isFixed: boolean
  firstLine: number
  readonly skipped: Array<number>
}

/** An empty store. `places` is given where a price step is, and then fixed. */
export const make = (shape: Shape, places: number | undefined, capacity: number): Store => ({
  length: 0,
  capacity,
  time: new Float64Array(capacity),
  prices: shape.prices.map(() => new Float64Array(capacity)),
  numbers: shape.numbers.map(() => new Float64Array(capacity)),
  hasSides: shape.side !== undefined,
  sides: new Int8Array(shape.side === undefined ? 0 : capacity),
  places: places ?? 0,
  isFixed: places !== undefined,
  firstLine: 1,
  skipped: []
})

/**
 * A copy with room for `length` values. Not `ArrayBuffer.transfer`, which detaches: after the first detached buffer V8
 * checks every access to every typed array of the process, and loops over columns take an eighth longer.
 */
const resized = <A extends Float64Array<ArrayBuffer> | Int8Array<ArrayBuffer>>(
  column: A,
  allocate: (length: number) => A,
  length: number
): A => {
  if (column.length === length) return column
  const copy = allocate(length)
  copy.set(column.length > length ? column.subarray(0, length) : column)
  return copy
}

const doubles = (length: number) => new Float64Array(length)
const bytes = (length: number) => new Int8Array(length)

/** Gives every column room for `capacity` rows, or cuts it to that many. */
export const resize = (self: Store, capacity: number): void => {
  self.capacity = capacity
  self.time = resized(self.time, doubles, capacity)
  for (let at = 0; at < self.prices.length; at++)
    self.prices[at] = resized(self.prices[at] as Float64Array<ArrayBuffer>, doubles, capacity)
  for (let at = 0; at < self.numbers.length; at++)
    self.numbers[at] = resized(self.numbers[at] as Float64Array<ArrayBuffer>, doubles, capacity)
  if (self.hasSides) self.sides = resized(self.sides, bytes, capacity)
}

/** Cuts every column to the rows that it has: a view where little room is left over, otherwise a smaller buffer. */
export const trim = (self: Store): void => {
  const { length } = self
  if (self.capacity > length * 1.125 + 64) return resize(self, length)
  self.capacity = length
  self.time = self.time.subarray(0, length)
  for (const columns of [self.prices, self.numbers])
    for (const [at, column] of columns.entries()) columns[at] = column.subarray(0, length)
  self.sides = self.sides.subarray(0, length)
}

/** Makes room for one more row, doubling. */
export const grow = (self: Store): void => resize(self, Math.max(1024, self.capacity * 2))

/**
 * The whole number of 10^-places that `mantissa` / 10^`places` is, after making the common power finer where the cell
 * needs it. NaN if a fixed step cannot hold it, Infinity if some price would need more than 2^53.
 */
export const place = (self: Store, mantissa: number, places: number): number => {
  let whole = mantissa
  let needed = places
  if (needed > self.places) {
    const cut = whole / (powersOfTen[needed - self.places] ?? Number.POSITIVE_INFINITY)
    if (cut % 1 === 0) return cut
    for (; whole % 10 === 0; needed--) whole /= 10
  }
  if (needed > self.places && (self.isFixed || !raise(self, needed)))
    return self.isFixed ? Number.NaN : Number.POSITIVE_INFINITY
  const value = whole * (powersOfTen[self.places - needed] as number)
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : Number.POSITIVE_INFINITY
}

/** Rewrites all prices, the row being read included, as whole numbers of a finer power of ten. */
const raise = (self: Store, places: number): boolean => {
  const factor = powersOfTen[places - self.places]
  if (factor === undefined) return false
  const limit = Number.MAX_SAFE_INTEGER / factor
  const last = Math.min(self.length, self.capacity - 1)
  for (const column of self.prices)
    for (let row = 0; row <= last; row++) if (Math.abs(column[row] as number) > limit) return false
  for (const column of self.prices) for (let row = 0; row <= last; row++) column[row] = (column[row] as number) * factor
  self.places = places
  return true
}

/** The line of the source that a row came from. */
export const lineOf = (self: Store, row: number): number => {
  let line = self.firstLine + row
  for (const skipped of self.skipped) {
    if (skipped > line) break
    line += 1
  }
  return line
}

/** Notes that a row that was read is not kept. Rows after it keep their lines. */
export const skip = (self: Store, line: number): void => {
  self.skipped.push(line)
}
