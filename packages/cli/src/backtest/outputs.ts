/**
 * Writes results to files.
 *
 * @module
 * @since 0.1.0
 */
import { Table } from "@backhand/backtest-adapter"
import { createWriteStream, writeFileSync } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { CommandError } from "../CommandError.ts"
import { reasonOf } from "../given/files.ts"

const writing = async (path: string, work: () => Promise<unknown>): Promise<void> => {
  try {
    await work()
  } catch (cause) {
    throw new CommandError(1, `${path} cannot be written: ${reasonOf(cause)}`, "give a path that can be written to")
  }
}

/**
 * Writes a value as JSON.
 *
 * Errors: `CommandError` with exit code 1.
 *
 * @since 0.1.0
 */
export const writeJson = (path: string, value: unknown): Promise<void> => writeText(path, `${JSON.stringify(value)}\n`)

/**
 * Writes text.
 *
 * Errors: `CommandError` with exit code 1.
 *
 * @since 0.1.0
 */
export const writeText = (path: string, text: string): Promise<void> =>
  writing(path, async () => writeFileSync(path, text))

/** Times and counts as whole numbers, texts as texts, everything else as doubles. */
const parquetOf = ({ columns }: Table.Table) =>
  columns.map((column) => {
    const { name, type, values } = column
    if (type === "text") return { name, data: values, type: "STRING" as const }
    if (type === "double") return { name, data: Float64Array.from(values), type: "DOUBLE" as const }
    return { name, data: BigInt64Array.from(Array.from(values, BigInt)), type: "INT64" as const }
  })

/**
 * Writes a table as Parquet where the name ends so, and as CSV otherwise.
 *
 * Errors: `CommandError` with exit code 1.
 *
 * @since 0.1.0
 */
export const writeTable = (path: string, table: Table.Table): Promise<void> =>
  writing(path, async () => {
    if (!path.toLowerCase().endsWith(".parquet")) {
      await pipeline(Readable.from(Table.toCsv(table)), createWriteStream(path))
      return
    }
    const { parquetWriteBuffer } = await import("hyparquet-writer")
    writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData: parquetOf(table) as never })))
  })
