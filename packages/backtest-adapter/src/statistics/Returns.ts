/**
 * What a curve of equity says about return and risk: pure functions over equity sampled once a day.
 *
 * The annual figures are backtesting.py's: the daily return is the geometric mean, the volatility that of the product
 * of a year's daily returns. Sources are named at each function.
 *
 * @module
 * @since 0.1.0
 */

/**
 * The fewest days of data from which figures a year are told. The standard error of a Sharpe ratio a year is about the
 * root of the days of a year over the days of data (Lo, "The statistics of Sharpe ratios", Financial Analysts Journal 58,
 * 2002): from thirty days, the usual least size of a sample, it is three and a half, from three days eleven, more than any
 * ratio ever earned. The Global Investment Performance Standards (2020) do not allow returns of less than a year to be
 * annualised at all: take figures of a few months as a hint.
 *
 * @category constants
 * @since 0.1.0
 */
export const fewestDays = 30

/**
 * Returns from one sample to the next.
 *
 * @category returns
 * @since 0.1.0
 */
export const simple = (equity: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.max(0, equity.length - 1) }, (_, k) => {
    const before = equity[k] as number
    return ((equity[k + 1] as number) - before) / before
  })

const isLost = (equity: Float64Array): boolean => equity.some((it) => it <= 0)

/**
 * The constant daily return that grows the first sample to the last; zero for fewer than two samples, -1 once the
 * account has been lost.
 *
 * @category returns
 * @since 0.1.0
 */
export const meanDaily = (equity: Float64Array): number => {
  if (isLost(equity)) return -1
  if (equity.length < 2) return 0
  return ((equity.at(-1) ?? 1) / (equity[0] ?? 1)) ** (1 / (equity.length - 1)) - 1
}

/**
 * Return a year: `(1 + mean daily return)^days - 1`. Source: CFA Institute, "Global Investment Performance Standards" (2020),
 * which link returns geometrically.
 *
 * @example
 * ```ts
 * import { Returns } from "@backhand/backtest-adapter"
 *
 * Returns.annual(Float64Array.of(100, 100, 100), 365) // => 0
 * ```
 *
 * @category returns
 * @since 0.1.0
 */
export const annual = (equity: Float64Array, days: number): number => (1 + meanDaily(equity)) ** days - 1

/**
 * The arithmetic mean; NaN without values.
 *
 * @category moments
 * @since 0.1.0
 */
export const mean = (values: Float64Array): number => {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k] as number
  return sum / values.length
}

/**
 * The sample variance of daily returns; NaN for fewer than two.
 *
 * @category risk
 * @since 0.1.0
 */
export const variance = (values: Float64Array): number => {
  if (values.length < 2) return Number.NaN
  const middle = mean(values)
  let squares = 0
  for (let k = 0; k < values.length; k++) squares += ((values[k] as number) - middle) ** 2
  return squares / (values.length - 1)
}

/**
 * Volatility a year: the standard deviation of a product of independent daily returns,
 * `sqrt((variance + (1 + mean)^2)^days - (1 + mean)^(2 days))`. Source: Goodman, "On the exact variance of products",
 * JASA 55 (1960). NaN at a rate at which a year leaves less than a hundredth: of next to nothing the formula gives next to
 * nothing, and a Sharpe ratio of minus millions.
 *
 * @category risk
 * @since 0.1.0
 */
export const volatility = (equity: Float64Array, days: number): number => {
  const growth = (1 + meanDaily(equity)) ** 2
  if (annual(equity, days) < -0.99) return Number.NaN
  return Math.sqrt((variance(simple(equity)) + growth) ** days - growth ** days)
}

/**
 * Sharpe ratio: annual return above the risk-free rate over annual volatility; NaN without volatility, and
 * for an account that is lost or would be within a year, which no ratio may rank above one that merely loses. Source: Sharpe,
 * "The Sharpe ratio", Journal of Portfolio Management 21 (1994), with geometric annual figures.
 *
 * @category ratios
 * @since 0.1.0
 */
export const sharpe = (equity: Float64Array, days: number, riskFree = 0): number =>
  isLost(equity) ? Number.NaN : over(annual(equity, days) - riskFree, volatility(equity, days))

/**
 * Sortino ratio: annual return above the risk-free rate over the root mean square of the losing days, annualised by the
 * root of time; NaN without losing days and for a lost account. Source: Sortino and Price, "Performance measurement in a downside risk framework" (1994).
 *
 * @category ratios
 * @since 0.1.0
 */
export const sortino = (equity: Float64Array, days: number, riskFree = 0): number => {
  if (isLost(equity)) return Number.NaN
  const losses = simple(equity).map((it) => Math.min(it, 0) ** 2)
  const mean = losses.reduce((sum, it) => sum + it, 0) / losses.length
  return over(annual(equity, days) - riskFree, Math.sqrt(mean) * Math.sqrt(days))
}

/**
 * Calmar ratio: annual return over the deepest drawdown as a fraction; NaN without a drawdown and for a lost
 * account. Source: Young, "Calmar
 * ratio: a smoother tool", Futures 20 (1991).
 *
 * @category ratios
 * @since 0.1.0
 */
export const calmar = (annualReturn: number, maxDrawdownFraction: number): number =>
  annualReturn <= -1 ? Number.NaN : over(annualReturn, maxDrawdownFraction)

const over = (value: number, divisor: number): number => (divisor === 0 ? Number.NaN : value / divisor)
