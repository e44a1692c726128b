/**
 * What a sweep says of one combination of parameters, and which is better.
 *
 * @module
 * @since 0.1.0
 */

/**
 * One combination. Returns and depths are fractions, money is in quote units; a figure that the data do not define is
 * NaN.
 *
 * @category models
 * @since 0.1.0
 */
export interface Row {
  readonly params: ReadonlyArray<number>
  readonly finalEquity: number
  readonly totalReturn: number
  readonly annualReturn: number
  readonly sharpe: number
  readonly calmar: number
  readonly maxDrawdown: number
  readonly maxDrawdownFraction: number
  readonly trades: number
  readonly commission: number
}

/**
 * What rows are ranked by.
 *
 * @category models
 * @since 0.1.0
 */
export type By = "sharpe" | "return" | "calmar"

/**
 * The figure that a row is ranked by; minus infinity where it is not defined.
 *
 * @category ranking
 * @since 0.1.0
 */
export const figure = (self: Row, by: By): number => {
  const value = by === "return" ? self.totalReturn : self[by]
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
}

/**
 * Best first; equal figures by their parameters, so that the order does not depend on which worker was faster.
 *
 * @example
 * ```ts
 * import { Row } from "@backhand/backtest-adapter"
 *
 * const row = (fast: number, sharpe: number) => ({
 *   params: [fast], sharpe, finalEquity: 0, totalReturn: 0, annualReturn: 0, calmar: 0, maxDrawdown: 0,
 *   maxDrawdownFraction: 0, trades: 0, commission: 0
 * })
 * Row.rank([row(3, NaN), row(2, 1), row(1, 1)], "sharpe").map((it) => it.params[0]) // => [1, 2, 3]
 * ```
 *
 * @category ranking
 * @since 0.1.0
 */
export const rank = (rows: ReadonlyArray<Row>, by: By): ReadonlyArray<Row> =>
  rows.toSorted((a, b) => {
    const [one, other] = [figure(a, by), figure(b, by)]
    return one === other ? byParams(a.params, b.params) : other - one
  })

const byParams = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number => {
  const k = a.findIndex((value, index) => value !== b[index])
  return k < 0 ? 0 : (a[k] as number) - (b[k] as number)
}
