/**
 * CSV with quoted cells, through csv-parse, which is loaded only when such a file is met.
 *
 * @module
 * @since 0.1.0
 */
import { Readable } from "node:stream"
import { headerlessLayout, isData, type Shape } from "../Shape.ts"
import type { Batch } from "./Batch.ts"
import { type OpenFile, textChunks } from "./fileChunks.ts"

interface Row {
  readonly record: readonly [string, ...ReadonlyArray<string>]
  readonly info: { readonly lines: number }
}

const mostRows = 4096

const batchOf = (names: ReadonlyArray<string>, rows: ReadonlyArray<Row>): Batch => ({
  names,
  length: rows.length,
  line: (row) => (rows[row] as Row).info.lines,
  cell: (column, row) => (rows[row] as Row).record[column]
})

/** The names of a first row, or of the columns that a shape has in a file without names. */
const namesOf = (shape: Shape, first: Row["record"]): ReadonlyArray<string> => {
  const layout = isData(first[0]) ? headerlessLayout(shape, first.length) : undefined
  return layout?.columns.map(({ name }) => name) ?? first
}

async function* copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.slice()
}

/** Reads rows of text, a few thousand at a time. */
export async function* quotedBatches(file: OpenFile, shape: Shape, delimiter: string): AsyncGenerator<Batch> {
  const { parse } = await import("csv-parse")
  const rows = Readable.from(copied(textChunks(file))).pipe(
    parse({ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true })
  ) as AsyncIterable<Row>
  let names: ReadonlyArray<string> = []
  let pending: Array<Row> = []
  for await (const row of rows) {
    const isHeader = names.length === 0 && !isData(row.record[0])
    if (names.length === 0) names = namesOf(shape, row.record)
    if (!isHeader) pending.push(row)
    if (pending.length < mostRows) continue
    yield batchOf(names, pending)
    pending = []
  }
  if (pending.length > 0) yield batchOf(names, pending)
}
