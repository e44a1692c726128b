/**
 * A sweep's rows as a table of two parameters, for a heat map.
 *
 * @module
 * @since 0.1.0
 */
import { type By, figure, type Row } from "./Row.ts"

/**
 * `values[y][x]` is the figure at `xs[x]` and `ys[y]`, NaN where no combination was run. Where further parameters
 * vary, it is the best over them.
 *
 * @category models
 * @since 0.1.0
 */
export interface HeatMap {
  readonly xs: ReadonlyArray<number>
  readonly ys: ReadonlyArray<number>
  readonly values: ReadonlyArray<Float64Array>
}

/**
 * Tabulates rows over the parameters at positions `x` and `y`.
 *
 * @example
 * ```ts
 * import { HeatMap } from "@backhand/backtest-adapter"
 *
 * const row = (params: ReadonlyArray<number>, sharpe: number) => ({
 *   params, sharpe, finalEquity: 0, totalReturn: 0, annualReturn: 0, calmar: 0, maxDrawdown: 0,
 *   maxDrawdownFraction: 0, trades: 0, commission: 0
 * })
 * const map = HeatMap.of([row([5, 20], 0.5), row([10, 20], 1), row([5, 30], 2)], "sharpe")
 * map.values.map((line) => [...line]) // => [[0.5, 1], [2, NaN]]
 * ```
 *
 * @category folding
 * @since 0.1.0
 */
export const of = (rows: ReadonlyArray<Row>, by: By, x = 0, y = 1): HeatMap => {
  const values = (at: number) => [...new Set(rows.map((row) => row.params[at] ?? 0))].toSorted((a, b) => a - b)
  const [xs, ys] = [values(x), values(y)]
  const table = ys.map(() => new Float64Array(xs.length).fill(Number.NaN))
  for (const row of rows) {
    const line = table[ys.indexOf(row.params[y] ?? 0)]
    const column = xs.indexOf(row.params[x] ?? 0)
    const now = figure(row, by)
    if (line === undefined || now === Number.NEGATIVE_INFINITY) continue
    const before = line[column] ?? Number.NaN
    line[column] = Number.isNaN(before) ? now : Math.max(before, now)
  }
  return { xs, ys, values: table }
}
