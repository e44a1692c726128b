import type { Golden } from "../../../../scripts/testData.ts"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Bars } from "../../src/Bars.ts"

export const readCsv = (
  path: string
): { header: ReadonlyArray<string>; rows: ReadonlyArray<ReadonlyArray<string>> } => {
  const [header = "", ...lines] = readFileSync(path, "utf8").trim().split("\n")
  return { header: header.split(","), rows: lines.map((line) => line.split(",")) }
}

const places = (text: string): number => (text.includes(".") ? text.length - text.indexOf(".") - 1 : 0)

const ticks = (text: string, decimals: number): number => {
  const [whole = "0", fraction = ""] = text.split(".")
  return Number(whole + fraction.padEnd(decimals, "0"))
}

/** The first `limit` candles of a file as ticks of its finest decimal. */
export const readBars = (path: string, intervalMs: number, limit = Number.POSITIVE_INFINITY): Bars => {
  const rows = readCsv(path).rows.slice(0, limit)
  const decimals = Math.max(...rows.map((row) => Math.max(...row.slice(1, 5).map(places))))
  const column = (index: number) => Float64Array.from(rows, (row) => ticks(row[index] ?? "", decimals))
  return {
    length: rows.length,
    time: Float64Array.from(rows, (row) => Number(row[0])),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: Float64Array.from(rows, (row) => Number(row[5])),
    priceStep: decimals === 0 ? "1" : `0.${"1".padStart(decimals, "0")}`,
    intervalMs
  }
}

export const intervalOf = (golden: Golden): number => (golden.data.file.includes("1m") ? 60_000 : 86_400_000)

/** The golden equity at every close, or undefined where no column was recorded. */
export const readEquity = (folder: string, golden: Golden): Float64Array | undefined => {
  const name = golden.data.file.replace(/^.*\//, "equity-")
  const { header, rows } = readCsv(join(folder, name))
  const index = header.indexOf(golden.id)
  return index < 0 ? undefined : Float64Array.from(rows, (row) => Number(row[index]))
}
