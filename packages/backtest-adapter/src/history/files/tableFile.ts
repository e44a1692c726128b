/**
 * A file of any known format as pieces of settled columns, or as one.
 *
 * @module
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import { CsvReader, delimiterOf } from "../CsvReader.ts"
import { isQuoted } from "../CsvScanner.ts"
import type { HistoryError } from "../HistoryError.ts"
import { type HistoryOptions, RepairLog } from "../HistoryOptions.ts"
import { stepOf } from "../parse.ts"
import * as RowReader from "../RowReader.ts"
import { layoutOf, type Shape } from "../Shape.ts"
import type * as Step from "../Step.ts"
import * as Store from "../Store.ts"
import { arrowBatches } from "./arrowBatches.ts"
import type { Batch } from "./Batch.ts"
import { type OpenFile, textChunks } from "./fileChunks.ts"
import { parquetBatches } from "./parquetBatches.ts"
import { quotedBatches } from "./quotedBatches.ts"

/** Columns that are being filled. `isWhole` is false while more is to come. */
export interface Filling {
  readonly store: Store.Store
  readonly repairs: RepairLog
  readonly step: Step.Step | undefined
  readonly nextLine: number
}

const check = (failure: HistoryError | undefined): void => {
  if (failure !== undefined) throw failure
}

const namesWanted = (shape: Shape): ((name: string) => boolean) => {
  const fields = [shape.time, ...shape.prices, ...shape.numbers, ...(shape.side === undefined ? [] : [shape.side])]
  const aliases = new Set(fields.flatMap((field) => field.aliases))
  return (name) =>
    aliases.has(
      name
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, "_")
    )
}

/** Fills a store with batch after batch; after each, what it holds may be taken out. */
async function* fillBatches(shape: Shape, batches: AsyncIterable<Batch>, options: HistoryOptions, file: string) {
  const step = Result.getOrThrow(stepOf(options))
  const store = Store.make(shape, step?.places, 0)
  const repairs = new RepairLog()
  let reader: RowReader.RowReader | undefined
  for await (const batch of batches) {
    if (reader === undefined) {
      store.firstLine = batch.line(0)
      reader = RowReader.make(store, Result.getOrThrow(layoutOf(shape, batch.names, file)), options, repairs, file)
    }
    if (store.length + batch.length > store.capacity) Store.resize(store, (store.length + batch.length) * 2)
    for (let row = 0; row < batch.length; row++) {
      while (reader.line < batch.line(row)) Store.skip(store, reader.line++)
      check(RowReader.addRow(reader, (column) => batch.cell(column, row)))
    }
    yield { store, repairs, step, nextLine: reader.line }
  }
}

async function* fillText(shape: Shape, file: OpenFile, options: HistoryOptions): AsyncGenerator<Filling> {
  const step = Result.getOrThrow(stepOf(options))
  const reader = new CsvReader(shape, options, step, file.format === "text" ? file.bytes : undefined)
  const { repairs, store } = reader
  for await (const chunk of textChunks(file)) {
    check(reader.push(chunk))
    yield { store, repairs, step, nextLine: reader.nextLine }
  }
  check(reader.finish())
  yield { store, repairs, step, nextLine: reader.nextLine }
}

/**
 * Fills a store from a file, piece by piece. After each piece the consumer may take the rows out. A quoted cell fails:
 * `fillQuoted` reads such files from the beginning.
 */
export const fill = (shape: Shape, file: OpenFile, options: HistoryOptions): AsyncIterable<Filling> =>
  file.format === "parquet"
    ? fillBatches(shape, parquetBatches(file.path, namesWanted(shape)), options, file.path)
    : file.format === "arrow"
      ? fillBatches(shape, arrowBatches(file.path, namesWanted(shape)), options, file.path)
      : fillText(shape, file, options)

/** The same for text with quoted cells, which a general parser takes apart. */
export async function* fillQuoted(shape: Shape, file: OpenFile, options: HistoryOptions): AsyncGenerator<Filling> {
  let delimiter = ","
  for await (const chunk of textChunks(file)) {
    delimiter = delimiterOf(new TextDecoder().decode(chunk.subarray(0, chunk.indexOf(10))))
    break
  }
  yield* fillBatches(shape, quotedBatches(file, shape, delimiter), options, file.path)
}

/** Fills one store with all of a file. */
export const fillWhole = async (shape: Shape, file: OpenFile, options: HistoryOptions): Promise<Filling> => {
  try {
    return await last(fill(shape, file, options))
  } catch (cause) {
    if (!isQuoted(cause)) throw cause
    return await last(fillQuoted(shape, file, options))
  }
}

const last = async (pieces: AsyncIterable<Filling>): Promise<Filling> => {
  let filling: Filling | undefined
  for await (const piece of pieces) filling = piece
  if (filling === undefined) throw new Error("a file without any rows")
  return filling
}
