/**
 * Makes a row of a run's figures.
 *
 * @module
 * @since 0.1.0
 */
import * as Returns from "../statistics/Returns.ts"
import type { Row } from "./Row.ts"

/**
 * What a run must tell to become a row.
 *
 * @category models
 * @since 0.1.0
 */
export type Figures = Pick<Row, "finalEquity" | "maxDrawdown" | "maxDrawdownFraction" | "trades" | "commission">

/**
 * Adds the rates of return that follow from equity at the end of each day.
 *
 * @category conversions
 * @since 0.1.0
 */
export const toRow = (
  params: ReadonlyArray<number>,
  capital: number,
  daily: Float64Array,
  days: number,
  figures: Figures
): Row => {
  const annualReturn = Returns.annual(daily, days)
  return {
    ...figures,
    params,
    totalReturn: figures.finalEquity / capital - 1,
    annualReturn,
    sharpe: Returns.sharpe(daily, days),
    calmar: Returns.calmar(annualReturn, figures.maxDrawdownFraction)
  }
}
