/**
 * The quick way through rows of the usual layout: a time in milliseconds, then nothing but plain prices and numbers.
 *
 * It reads no other row, reports nothing and repairs nothing: where a row is not exactly like that, the scanner takes
 * over, which reads everything. What it does read, it reads as the scanner would.
 *
 * @module
 * @since 0.1.0
 */
import type { Scanner } from "./CsvScanner.ts"
import { powersOfTen } from "./exactNumber.ts"
import { Kind } from "./Shape.ts"

const newline = 10
/** Digits are 0 to 9 after this, and nothing else is. */
const flip = 48
const point = 46 ^ flip
/** A time in milliseconds between 2001 and 2286, its delimiter, and one more byte at least. */
const timeDigits = 13
const most = 15

/** Zero for four digits, first in the lowest byte: each is 0x3_ and stays so with six added. */
const strange = (four: number): number =>
  ((four & 0xf0f0f0f0) ^ 0x30303030) | (((four + 0x06060606) & 0xf0f0f0f0) ^ 0x30303030)

/** The value of four digits: neighbours are joined to pairs, then the pairs. */
const valueOf = (four: number): number => {
  const ones = four & 0x0f0f0f0f
  const pairs = Math.imul(ones, 10) + (ones >>> 8)
  return (pairs & 0xff) * 100 + ((pairs >>> 16) & 0xff)
}

/** Rows one after the other, before they are dealt out to columns: one array to write to, which stays in the cache. */
const table = new Float64Array(1 << 14)

/** Deals rows out to the columns of a store, behind those that it has. */
const deal = ({ layout: { columns }, store }: Scanner, rows: number): void => {
  const width = columns.length
  for (const [f, { index, kind }] of columns.entries()) {
    const column = kind === Kind.time ? store.time : (kind === Kind.price ? store.prices : store.numbers)[index]
    const from = store.length
    for (let row = 0; row < rows; row++) (column as Float64Array)[from + row] = table[row * width + f] as number
  }
}

const isPlain = ({ clock, isMs, layout: { columns } }: Scanner): boolean =>
  clock.unit === "ms" &&
  !isMs &&
  columns[0]?.kind === Kind.time &&
  columns.length > 1 &&
  columns.every(({ kind }, at) => at === 0 || kind === Kind.price || kind === Kind.number)

/**
 * Reads complete lines in `bytes[from, end)` until one is not regular. Answers with the first byte that it did not take.
 *
 * One loop over local variables, like the scanner's: a function for each cell would cost as much as the cell.
 */
// oxlint-disable-next-line max-lines-per-function -- a function for each cell would cost as much as the cell
export const regularRows = (self: Scanner, bytes: Uint8Array, from: number, end: number): number => {
  const { clock, delimiter, store } = self
  if (!isPlain(self)) return from
  const { columns } = self.layout
  const width = columns.length
  const last = width - 1
  const isPrice = Uint8Array.from(columns, ({ kind }) => (kind === Kind.price ? 1 : 0))
  const { places } = store
  const { earliest, latest } = clock
  const powers = powersOfTen
  const view = new DataView(bytes.buffer, bytes.byteOffset, end)
  const lastStart = end - timeDigits - 2
  const lastFour = end - 4
  const room = Math.min(Math.floor(table.length / width), store.capacity - store.length) * width
  let cell = 0
  let start = from
  rows: while (start < lastStart && cell < room) {
    const a = view.getInt32(start, true)
    const b = view.getInt32(start + 4, true)
    const c = view.getInt32(start + 8, true)
    const d = (bytes[start + 12] as number) ^ flip
    if ((strange(a) | strange(b) | strange(c)) !== 0 || d > 9 || bytes[start + timeDigits] !== delimiter) break
    const now = (valueOf(a) * 10_000 + valueOf(b)) * 100_000 + (valueOf(c) * 10 + d)
    if (!(now >= earliest && now < latest)) break
    table[cell] = now
    let p = start + timeDigits + 1
    for (let f = 1; f <= last; f++) {
      let q = p
      let value = 0
      // Most prices begin with four digits.
      if (p < lastFour) {
        const four = view.getInt32(p, true)
        if (strange(four) === 0) {
          value = valueOf(four)
          q += 4
        }
      }
      let digit = (bytes[q] as number) ^ flip
      while (digit < 10) {
        value = value * 10 + digit
        digit = (bytes[++q] as number) ^ flip
      }
      let length = q - p
      let used = 0
      // A cell without a digit before its point is the scanner's, as one with too many is.
      if (digit === point && length > 0) {
        const dot = q
        digit = (bytes[++q] as number) ^ flip
        while (digit < 10) {
          value = value * 10 + digit
          digit = (bytes[++q] as number) ^ flip
        }
        used = q - dot - 1
        length += used
      }
      if (length === 0 || length > most || (digit ^ flip) !== (f < last ? delimiter : newline)) break rows
      if (isPrice[f] === 0) table[cell + f] = used === 0 ? value : value / (powers[used] as number)
      else if (used === places) table[cell + f] = value
      else break rows
      p = q + 1
    }
    cell += width
    start = p
  }
  const rows = cell / width
  deal(self, rows)
  self.line += rows
  store.length += rows
  return start
}
