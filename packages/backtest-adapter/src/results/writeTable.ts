/**
 * Tables and texts as files, whole or not at all.
 *
 * @module
 * @since 0.1.0
 */
import { randomUUID } from "node:crypto"
import { createWriteStream } from "node:fs"
import { chmod, realpath, rename, rm, stat } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import * as Table from "./Table.ts"

/** Pipes and devices cannot be replaced: what they are given is written straight into them. */
const isSpecial = async (path: string): Promise<boolean> =>
  /^\/(dev|proc)\//.test(path) || (await stat(path).catch(() => undefined))?.isFile() === false

/** Writes beside a file and puts what was written in its place; on failure nothing is left, and the file is as it was. */
const replace = async (path: string, write: (path: string) => Promise<void>): Promise<void> => {
  if (await isSpecial(path)) {
    await write(path)
    return
  }
  const target = await realpath(path).catch(() => path)
  const part = `${target}.${randomUUID()}`
  const before = await stat(target).catch(() => undefined)
  try {
    await write(part)
    // Whoever may not read the file that is replaced may not read the new one.
    if (before !== undefined) await chmod(part, before.mode)
    await rename(part, target)
  } catch (cause) {
    await rm(part, { force: true })
    throw cause
  }
}

const writeText = (path: string, pieces: Iterable<string>): Promise<void> =>
  pipeline(Readable.from(pieces), createWriteStream(path))

/** Rows a group: what is encoded at a time. */
const groupRows = 65_536

const dataOf = ({ type, values }: Table.Column, from: number, until: number) => {
  if (type === "text") return values.slice(from, until).map((text) => (text === "" ? null : text))
  const numbers = Array.from({ length: until - from }, (_, k) => values[from + k] as number)
  return numbers.map((it) => (Number.isFinite(it) ? (type === "int64" ? BigInt(it) : it) : null))
}

const types = { text: "STRING", int64: "INT64", double: "DOUBLE" } as const

const writeParquet = async (path: string, { columns, length }: Table.Table): Promise<void> => {
  const { ParquetWriter, fileWriter, schemaFromColumnData } = await import("hyparquet-writer")
  const writer = fileWriter(path)
  const schema = schemaFromColumnData({
    columnData: columns.map(({ name, type }) => ({ name, type: types[type], data: [] }))
  })
  const file = new ParquetWriter({ writer, schema })
  for (let from = 0; from < length; from += groupRows) {
    const until = Math.min(from + groupRows, length)
    const columnData = columns.map((column) => ({ name: column.name, data: dataOf(column, from, until) }))
    await file.write({ columnData, rowGroupSize: groupRows })
  }
  await file.finish()
}

/**
 * Writes pieces of text as a file, whole or not at all: a reader sees the old file or the new one, and a failure leaves
 * nothing behind. Pipes and devices are written into.
 *
 * - **Errors** rejects with the error of the file system, or of the pieces.
 *
 * @category files
 * @since 0.1.0
 */
export const writePieces = (path: string, pieces: Iterable<string>): Promise<void> =>
  replace(path, (part) => writeText(part, pieces))

/**
 * Writes a table as a file, whole or not at all: as Parquet where its name ends in `.parquet`, as a JSON array of rows where it ends
 * in `.json`, as CSV otherwise. Needs little memory besides the table, however long it is.
 *
 * - **Errors** rejects with the error of the file system.
 *
 * @example
 * ```ts
 * import { writeTable } from "@backhand/backtest-adapter"
 * import { mkdtempSync, readFileSync, rmSync } from "node:fs"
 * import { tmpdir } from "node:os"
 * import { join } from "node:path"
 *
 * const folder = mkdtempSync(join(tmpdir(), "table-"))
 * const time = Float64Array.of(60_000, 120_000)
 * await writeTable(`${folder}/t.csv`, { length: 2, columns: [{ name: "time", type: "int64", values: time }] })
 * const text = readFileSync(`${folder}/t.csv`, "utf8")
 * rmSync(folder, { recursive: true })
 * text // => "time\n60000\n120000\n"
 * ```
 *
 * @category files
 * @since 0.1.0
 */
export const writeTable = (path: string, table: Table.Table): Promise<void> => {
  const name = path.toLowerCase()
  if (name.endsWith(".parquet")) return replace(path, (part) => writeParquet(part, table))
  return writePieces(path, name.endsWith(".json") ? Table.toJson(table) : Table.toCsv(table))
}
