/**
 * What the script of a sweep's page reads.
 *
 * @module
 * @since 0.1.0
 */
import { count, decimal, money, percent, signed } from "./format.ts"
import type { HeatFigure } from "./heat.ts"
import type { SweepReportInput } from "./SweepReportInput.ts"
import type { Row } from "../sweep/Row.ts"

/** A sweep as it is inlined. JSON has no NaN: a figure that is not defined is null there, and becomes NaN again. */
export interface PageSweep extends Pick<SweepReportInput, "axes" | "coin" | "by"> {
  readonly kind: "sweep"
  readonly columns: Readonly<Record<keyof Omit<Row, "params">, ReadonlyArray<number | null>>>
  readonly params: ReadonlyArray<ReadonlyArray<number>>
}

const keys = [
  "finalEquity",
  "totalReturn",
  "annualReturn",
  "sharpe",
  "calmar",
  "maxDrawdown",
  "maxDrawdownFraction",
  "trades",
  "commission"
] as const

/** Columns of a sweep, for a page. */
export const sweepData = ({ axes, by, coin, rows }: SweepReportInput): PageSweep => {
  const column = (key: (typeof keys)[number]) => rows.map((row) => (Number.isFinite(row[key]) ? row[key] : null))
  return {
    kind: "sweep",
    axes,
    by,
    coin,
    params: rows.map(({ params }) => params),
    columns: {
      finalEquity: column("finalEquity"),
      totalReturn: column("totalReturn"),
      annualReturn: column("annualReturn"),
      sharpe: column("sharpe"),
      calmar: column("calmar"),
      maxDrawdown: column("maxDrawdown"),
      maxDrawdownFraction: column("maxDrawdownFraction"),
      trades: column("trades"),
      commission: column("commission")
    }
  }
}

/** The rows again, in their order. */
export const sweepRows = ({ columns, params }: PageSweep): ReadonlyArray<Row> =>
  params.map((values, index) => {
    const at = (key: (typeof keys)[number]) => columns[key][index] ?? Number.NaN
    return {
      params: values,
      finalEquity: at("finalEquity"),
      totalReturn: at("totalReturn"),
      annualReturn: at("annualReturn"),
      sharpe: at("sharpe"),
      calmar: at("calmar"),
      maxDrawdown: at("maxDrawdown"),
      maxDrawdownFraction: at("maxDrawdownFraction"),
      trades: at("trades"),
      commission: at("commission")
    }
  })

/** A figure as it is read. A drawdown is told as a fall. */
export const figureText = ({ key, kind }: HeatFigure, row: Row, isShort = false): string => {
  const value = key === "maxDrawdownFraction" ? -row[key] : row[key]
  if (isShort && Math.abs(value) >= 10_000) return value.toLocaleString("en-US", { notation: "compact" })
  if (kind === "count") return count(value)
  if (kind === "money") return money(value, isShort ? 0 : 2)
  if (kind === "ratio") return decimal(value)
  const text = percent(value, isShort ? 1 : 2)
  return key === "maxDrawdownFraction" ? text : signed(text)
}
