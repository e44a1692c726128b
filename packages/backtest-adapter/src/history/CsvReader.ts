/**
 * CSV in pieces: finds the layout in the first line, hands complete lines to the scanner and keeps the rest.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { scan, type Scanner } from "./CsvScanner.ts"
import { HistoryError, show } from "./HistoryError.ts"
import { type HistoryOptions, RepairLog } from "./HistoryOptions.ts"
import { headerlessLayout, isData, type Layout, layoutOf, type Shape } from "./Shape.ts"
import { regularRows } from "./regularRows.ts"
import type * as Step from "./Step.ts"
import * as Store from "./Store.ts"
import { clockOf } from "./timeCell.ts"

const newline = 10
const decoder = new TextDecoder()

const slice = 32_768

/**
 * Scans complete lines, some hundreds at a time: a loop that is entered often is compiled whole and soon, one that is
 * entered once is only patched while it runs, and stays slower.
 */
const scanInSlices = (scanner: Scanner, bytes: Uint8Array, start: number): HistoryError | undefined => {
  for (let from = start; from < bytes.length; ) {
    const end = bytes.indexOf(newline, Math.min(from + slice, bytes.length - 1)) + 1
    const failure = scan(scanner, bytes, regularRows(scanner, bytes, from, end), end)
    if (failure !== undefined) return failure
    from = end
  }
  return undefined
}

/** The delimiter that a first line uses most: a comma, a semicolon or a tab. */
export const delimiterOf = (line: string): string =>
  [",", ";", "\t"].reduce((best, next) => (line.split(next).length > line.split(best).length ? next : best))

/**
 * Reads CSV from chunks of bytes into a store. `push` and `finish` answer with the first problem. `totalBytes`, where
 * known, saves growing the columns.
 */
export class CsvReader {
  readonly repairs = new RepairLog()
  readonly store: Store.Store
  private scanner: Scanner | undefined
  private rest: Uint8Array = new Uint8Array(0)

  private readonly shape: Shape
  private readonly options: HistoryOptions
  private readonly totalBytes: number | undefined

  constructor(shape: Shape, options: HistoryOptions, step: Step.Step | undefined, totalBytes?: number) {
    this.shape = shape
    this.options = options
    this.totalBytes = totalBytes
    this.store = Store.make(shape, step?.places, 0)
  }

  private get file(): string {
    return this.options.file ?? this.shape.what
  }

  /** The line that comes next. */
  get nextLine(): number {
    return this.scanner?.line ?? 1
  }

  push(given: Uint8Array): HistoryError | undefined {
    // One class of bytes for the scanner's loop, which a second one slows down.
    const chunk = new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
    const first = this.rest.length === 0 ? -1 : chunk.indexOf(newline)
    const last = chunk.lastIndexOf(newline)
    if (last < 0) return this.keep(chunk)
    const isJoined = first >= 0
    const failure = isJoined ? this.lines(concat(this.rest, chunk.subarray(0, first + 1))) : undefined
    if (failure !== undefined) return failure
    this.rest = chunk.slice(last + 1)
    return this.lines(chunk.subarray(isJoined ? first + 1 : 0, last + 1))
  }

  finish(): HistoryError | undefined {
    const rest = this.rest
    this.rest = new Uint8Array(0)
    const failure = rest.length === 0 ? undefined : this.lines(concat(rest, Uint8Array.of(newline)))
    if (failure !== undefined || this.scanner !== undefined) return failure
    return new HistoryError({
      reason: "Empty",
      file: this.file,
      expected: `a header and rows of ${this.shape.what}`,
      got: "nothing",
      remedy: "check that the file was written completely"
    })
  }

  private keep(chunk: Uint8Array): undefined {
    this.rest = concat(this.rest, chunk)
  }

  private lines(bytes: Uint8Array): HistoryError | undefined {
    if (bytes.length === 0) return undefined
    if (this.scanner !== undefined) return scanInSlices(this.scanner, bytes, 0)
    const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    const end = bytes.indexOf(newline) + 1
    const line = decoder.decode(bytes.subarray(start, end)).trim()
    const delimiter = delimiterOf(line)
    const cells = line.split(delimiter)
    const hasHeader = !isData(cells[0] ?? "")
    const layout = hasHeader ? layoutOf(this.shape, cells, this.file) : this.headerless(cells)
    if (Result.isFailure(layout)) return layout.failure
    this.reserve(bytes, end)
    this.store.firstLine = hasHeader ? 2 : 1
    this.scanner = this.scannerOf(layout.success, delimiter.charCodeAt(0))
    return scanInSlices(this.scanner, bytes, hasHeader ? end : start)
  }

  /** Room for about as many rows as the file will have, judged by the lines of the first chunk. */
  private reserve(bytes: Uint8Array, from: number): void {
    const sample = bytes.subarray(from, from + 65_536)
    let lines = 1
    for (const byte of sample) if (byte === newline) lines++
    const rows = ((this.totalBytes ?? bytes.length) * lines) / Math.max(1, sample.length)
    Store.resize(this.store, Math.ceil(rows * 1.02) + 16)
  }

  private scannerOf(layout: Layout, delimiter: number): Scanner {
    return {
      store: this.store,
      layout,
      delimiter,
      file: this.file,
      dropsBadRows: this.options.repair === "drop",
      onDropped: this.repairs.add,
      clock: clockOf(this.options.timeUnit ?? layout.unit),
      line: this.store.firstLine,
      next: 0,
      mantissa: 0,
      places: 0,
      isMs: false
    }
  }

  private headerless(cells: ReadonlyArray<string>): Result.Result<Layout, HistoryError> {
    const layout = headerlessLayout(this.shape, cells.length)
    if (layout !== undefined) return Result.succeed(layout)
    return Result.fail(
      new HistoryError({
        reason: "UnknownLayout",
        file: this.file,
        line: 1,
        expected: `the column names of the ${this.shape.what} in the first line`,
        got: show(cells.join(",")),
        remedy: "add a header line"
      })
    )
  }
}

const concat = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}
