/**
 * A sweep's rows as a table over two of its parameters, for any figure.
 *
 * @module
 * @since 0.1.0
 */
import type { Row } from "../sweep/Row.ts"

/** A figure that a heat map can show: how it is written, and whether more of it is better. */
export interface HeatFigure {
  readonly key: "sharpe" | "calmar" | "totalReturn" | "annualReturn" | "maxDrawdownFraction" | "trades" | "commission"
  readonly name: string
  readonly kind: "ratio" | "percent" | "count" | "money"
  readonly isBetterMore: boolean
}

/** The figures to choose from. */
export const heatFigures: ReadonlyArray<HeatFigure> = [
  { key: "sharpe", name: "Sharpe ratio", kind: "ratio", isBetterMore: true },
  { key: "totalReturn", name: "Total return", kind: "percent", isBetterMore: true },
  { key: "annualReturn", name: "Annual return", kind: "percent", isBetterMore: true },
  { key: "calmar", name: "Calmar ratio", kind: "ratio", isBetterMore: true },
  { key: "maxDrawdownFraction", name: "Deepest drawdown", kind: "percent", isBetterMore: false },
  { key: "trades", name: "Trades", kind: "count", isBetterMore: true },
  { key: "commission", name: "Commission", kind: "money", isBetterMore: false }
]

/**
 * `cells[y][x]` is the best row at `xs[x]` and `ys[y]` over all further parameters, or undefined where none was run or
 * the figure is not defined. `largest` is the size of the figure that gets the full colour: all but one cell in twenty
 * are smaller, or it is four times the median where few cells would leave all others pale.
 */
export interface Heat {
  readonly xs: ReadonlyArray<number>
  readonly ys: ReadonlyArray<number>
  readonly cells: ReadonlyArray<ReadonlyArray<Row | undefined>>
  readonly best: Row | undefined
  readonly largest: number
}

const isBetter = ({ isBetterMore, key }: HeatFigure, row: Row, than: Row | undefined): boolean =>
  !Number.isNaN(row[key]) && (than === undefined || (isBetterMore ? row[key] > than[key] : row[key] < than[key]))

const places = (list: ReadonlyArray<number>): ReadonlyMap<number, number> =>
  new Map(list.map((value, index) => [value, index]))

/** Tabulates rows over the parameters at positions `x` and `y`. */
export const heat = (rows: ReadonlyArray<Row>, figure: HeatFigure, x: number, y: number): Heat => {
  const values = (at: number) => [...new Set(rows.map((row) => row.params[at] ?? 0))].toSorted((a, b) => a - b)
  const [xs, ys] = [values(x), values(y)]
  const [columns, lines] = [places(xs), places(ys)]
  const cells = ys.map(() => Array<Row | undefined>(xs.length).fill(undefined))
  let best: Row | undefined
  for (const row of rows) {
    const line = cells[lines.get(row.params[y] ?? 0) as number] as Array<Row | undefined>
    const column = columns.get(row.params[x] ?? 0) as number
    if (isBetter(figure, row, line[column])) line[column] = row
    if (isBetter(figure, row, best)) best = row
  }
  const sizes = cells
    .flatMap((line) => line.flatMap((row) => (row === undefined ? [] : [Math.abs(row[figure.key])])))
    .toSorted((a, b) => a - b)
  const at = (share: number) => sizes[Math.floor(sizes.length * share)] ?? 0
  const largest = at(0.5) > 0 ? Math.min(at(0.95), 4 * at(0.5)) : at(0.95)
  return { xs, ys, cells, best, largest }
}
