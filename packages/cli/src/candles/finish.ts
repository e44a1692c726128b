/**
 * Turns a whole download into the file that was asked for.
 *
 * @module
 * @since 0.1.0
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import type { Span } from "./download.ts"
import { header } from "./PartFile.ts"

/**
 * What a download holds: its candles, and where some are missing between two of them. Times in milliseconds.
 *
 * @since 0.1.0
 */
export interface Whole {
  readonly count: number
  readonly firstMs: number
  readonly lastMs: number
  readonly gaps: number
  readonly firstGapMs: number | undefined
}

type Cells = ReadonlyArray<string>

const timeOf = ([ts]: Cells): number => Number(ts)

const summarize = (rows: ReadonlyArray<Cells>, { lengthMs, name }: Span["granularity"]): Whole => {
  const times = rows.map(timeOf)
  // Months differ in length: nothing can be said of gaps between them.
  const isGap = (at: number, index: number): boolean =>
    !name.startsWith("1M") && at - (times[index - 1] ?? at) > lengthMs
  const after = times.flatMap((at, index) => (isGap(at, index) ? [times[index - 1]] : []))
  return {
    count: times.length,
    firstMs: times[0] ?? 0,
    lastMs: times.at(-1) ?? 0,
    gaps: after.length,
    firstGapMs: after[0]
  }
}

const csvOf = (rows: ReadonlyArray<Cells>): string =>
  [header, ...rows.map((cells) => cells.join(","))].map((line) => `${line}\n`).join("")

const parquetOf = async (rows: ReadonlyArray<Cells>): Promise<Uint8Array> => {
  const { parquetWriteBuffer } = await import("hyparquet-writer")
  const columnData = header.split(",").map((name, column) => {
    const cells = rows.map((row) => row[column] ?? "")
    return name === "ts"
      ? { name, type: "INT64" as const, nullable: false, data: cells.map(BigInt) }
      : { name, type: "DOUBLE" as const, nullable: false, data: cells.map(Number) }
  })
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

/**
 * Writes the file, whole or not at all, and removes the part. Parquet holds times as 64-bit integers and the rest as doubles.
 * Where there are no candles nothing is written.
 *
 * @since 0.1.0
 */
export const finish = async (part: string, out: string, span: Span): Promise<Whole> => {
  // Without a candle there is no part.
  const lines = (existsSync(part) ? readFileSync(part, "utf8") : "").trimEnd().split("\n").slice(2)
  const rows = lines.map((line) => line.split(",")).filter((cells) => timeOf(cells) < span.toMs)
  if (rows.length > 0) {
    writeFileSync(`${out}.whole`, out.endsWith(".parquet") ? await parquetOf(rows) : csvOf(rows))
    renameSync(`${out}.whole`, out)
  }
  rmSync(part, { force: true })
  return summarize(rows, span.granularity)
}
