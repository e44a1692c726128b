import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Bars } from "../../src/Bars.ts"

export interface GoldenTrade {
  readonly side: "long" | "short"
  readonly size: number
  readonly entry_bar: number
  readonly exit_bar: number
  readonly entry_price: number
  readonly exit_price: number
  readonly pnl_net: number
  readonly commission: number
}

export interface Golden {
  readonly id: string
  readonly data: { readonly file: string }
  readonly strategy: {
    readonly kind: string
    readonly fast?: number
    readonly slow?: number
    readonly series?: string
    readonly size: number | string
    readonly unit?: number
  }
  readonly settings: {
    readonly initial_cash: number
    readonly commission_rate: number
    readonly slippage_rate: number
    readonly fill: string
  }
  readonly signals: ReadonlyArray<readonly [number, number]> | null
  readonly trades: ReadonlyArray<GoldenTrade>
  readonly open_position: ReadonlyArray<{
    readonly side: string
    readonly size: number
    readonly entry_bar: number
    readonly entry_price: number
    readonly unrealised_at_last_close: number
  }>
  readonly summary: Readonly<Record<string, number | string>>
  readonly engine_stats: Readonly<Record<string, number | string | null>>
}

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

export const readGoldens = (folder: string): ReadonlyArray<Golden> =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json") && name !== "INDEX.json")
    .toSorted()
    // Python writes NaN, which JSON does not know.
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8").replaceAll(": NaN", ": null")) as Golden)

export const intervalOf = (golden: Golden): number => (golden.data.file.includes("1m") ? 60_000 : 86_400_000)

/** The golden equity at every close, or undefined where no column was recorded. */
export const readEquity = (folder: string, golden: Golden): Float64Array | undefined => {
  const name = golden.data.file.replace(/^.*\//, "equity-")
  const { header, rows } = readCsv(join(folder, name))
  const index = header.indexOf(golden.id)
  return index < 0 ? undefined : Float64Array.from(rows, (row) => Number(row[index]))
}
