/**
 * Parquet files, a row group at a time, through hyparquet, which is loaded only when such a file is met.
 *
 * @module
 * @since 0.1.0
 */
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib"
import type { SchemaElement } from "hyparquet"
import { type Batch, ofSingle } from "./Batch.ts"

type Values = ArrayLike<unknown>

/** Undoes hyparquet's multiplication by a power of ten, which rounds: the division of whole numbers does not stray. */
const ofDecimal = (values: Values, scale: number): Values =>
  Array.from(values, (value) => (typeof value === "number" ? Math.round(value * 10 ** scale) / 10 ** scale : value))

/** Values as the decimals that they stand for, where the column's type does not hold them as such. */
const exact = (values: Values, { converted_type, scale, type }: SchemaElement): Values =>
  converted_type === "DECIMAL"
    ? ofDecimal(values, scale ?? 0)
    : type === "FLOAT"
      ? Array.from(values, (value) => (typeof value === "number" ? ofSingle(value) : value))
      : values

const isDoubles = (values: Values): values is Float64Array => values instanceof Float64Array

/** The pages of a column as one. */
const joined = (pages: ReadonlyArray<Values>): Values => {
  if (pages.length === 1) return pages[0] as Values
  if (!pages.every(isDoubles)) return pages.flatMap((page) => Array.from(page))
  const all = new Float64Array(pages.reduce((sum, page) => sum + page.length, 0))
  let at = 0
  for (const page of pages) {
    all.set(page, at)
    at += page.length
  }
  return all
}

/** Node's own decompressors; Snappy is hyparquet's. */
const compressors = {
  GZIP: (input: Uint8Array) => gunzipSync(input),
  BROTLI: (input: Uint8Array) => brotliDecompressSync(input),
  ZSTD: (input: Uint8Array) => zstdDecompressSync(input)
}

/** Reads the columns that `isWanted`, one row group after the other. */
export async function* parquetBatches(path: string, isWanted: (name: string) => boolean): AsyncGenerator<Batch> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetRead } = await import("hyparquet")
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const leaves = metadata.schema.filter(({ type }) => type !== undefined)
  const names = leaves.map(({ name }) => name)
  const columns = names.filter(isWanted)
  let rowStart = 0
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows)
    const found = new Map<string, Array<Values>>()
    await parquetRead({
      file,
      metadata,
      columns,
      rowStart,
      rowEnd,
      compressors,
      onChunk: ({ columnData, columnName }) =>
        void found.set(columnName, [...(found.get(columnName) ?? []), columnData])
    })
    const values = leaves.map((leaf) => {
      return exact(joined(found.get(leaf.name) ?? []), leaf)
    })
    const before = rowStart + 1
    yield {
      names,
      length: rowEnd - rowStart,
      line: (row) => before + row,
      cell: (column, row) => values[column]?.[row]
    }
    rowStart = rowEnd
  }
}
