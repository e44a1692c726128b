/**
 * Arrow and Feather files, a record batch at a time, through apache-arrow, an optional peer that is loaded only when
 * such a file is met.
 *
 * @module
 * @since 0.1.0
 */
import { readFile } from "node:fs/promises"
import { zstdCompressSync, zstdDecompressSync } from "node:zlib"
import { HistoryError } from "../HistoryError.ts"
import { type Batch, ofSingle } from "./Batch.ts"

const load = async (path: string) => {
  try {
    return await import("apache-arrow")
  } catch {
    throw new HistoryError({
      reason: "Unsupported",
      file: path,
      expected: "the package apache-arrow, which reads Arrow files",
      got: "it is not installed",
      remedy: "install apache-arrow beside this package, or convert the file to Parquet or CSV"
    })
  }
}

/** Reads the columns that `isWanted`, one record batch after the other. */
export async function* arrowBatches(path: string, isWanted: (name: string) => boolean): AsyncGenerator<Batch> {
  const arrow = await load(path)
  arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { encode: zstdCompressSync, decode: zstdDecompressSync })
  const table = arrow.tableFromIPC(await readFile(path))
  const { fields } = table.schema
  const names = fields.map(({ name }) => name)
  let rowsBefore = 1
  for (const batch of table.batches) {
    const cells = fields.map((field, column) => {
      const vector = isWanted(field.name) ? batch.getChildAt(column) : null
      const isInstant = arrow.DataType.isTimestamp(field.type) || arrow.DataType.isDate(field.type)
      if (isInstant) return (row: number): unknown => instant(vector?.get(row))
      if (arrow.DataType.isFloat(field.type) && field.type.precision === arrow.Precision.SINGLE)
        return (row: number): unknown => single(vector?.get(row))
      return (row: number): unknown => vector?.get(row)
    })
    const before = rowsBefore
    yield { names, length: batch.numRows, line: (row) => before + row, cell: (column, row) => cells[column]?.(row) }
    rowsBefore += batch.numRows
  }
}

const single = (value: unknown): unknown => (typeof value === "number" ? ofSingle(value) : value)

const instant = (value: unknown): unknown =>
  typeof value === "number" || typeof value === "bigint" ? new Date(Number(value)) : value
