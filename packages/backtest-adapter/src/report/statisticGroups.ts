/**
 * Every figure of the statistics with its name and what it means.
 *
 * @module
 * @since 0.1.0
 */
import type { Statistics } from "../statistics/Statistics.ts"

/** How a figure is written: a percentage, a plain number, money, a length of time, or a count. */
export type Kind = "percent" | "ratio" | "money" | "duration" | "count"

/** One figure. */
export interface Figure {
  readonly key: keyof Statistics
  readonly name: string
  readonly kind: Kind
  readonly meaning: string
}

const figure = (key: keyof Statistics, name: string, kind: Kind, meaning: string): Figure => ({
  key,
  name,
  kind,
  meaning
})

/** All figures, in the groups and the order in which they are shown. */
export const statisticGroups: ReadonlyArray<{ readonly name: string; readonly figures: ReadonlyArray<Figure> }> = [
  {
    name: "Return",
    figures: [
      figure("totalReturn", "Total return", "percent", "Final equity over capital, minus one."),
      figure("buyAndHold", "Buy and hold", "percent", "The price at the last close over the price at the first."),
      figure(
        "cagr",
        "CAGR",
        "percent",
        "The constant yearly return that grows the capital to the final equity, in years of 365.25 days."
      ),
      figure(
        "annualReturn",
        "Annual return",
        "percent",
        "The geometric mean of daily returns, compounded over a year's trading days."
      ),
      figure("daysPerYear", "Trading days a year", "count", "252 where hardly a bar falls on a weekend, otherwise 365.")
    ]
  },
  {
    name: "Risk",
    figures: [
      figure(
        "volatility",
        "Volatility",
        "percent",
        "The standard deviation of a year's compounded daily returns (Goodman 1960)."
      ),
      figure(
        "sharpe",
        "Sharpe ratio",
        "ratio",
        "Annual return above the risk-free rate over volatility (Sharpe 1994)."
      ),
      figure(
        "sortino",
        "Sortino ratio",
        "ratio",
        "Annual return above the risk-free rate over the deviation of losing days alone (Sortino and Price 1994)."
      ),
      figure("calmar", "Calmar ratio", "ratio", "Annual return over the deepest drawdown (Young 1991)."),
      figure(
        "maxDrawdown",
        "Deepest drawdown",
        "percent",
        "The deepest fall of equity below its highest close so far, as a share of that high."
      ),
      figure("averageDrawdown", "Mean drawdown", "percent", "The mean depth of all falls below an earlier high."),
      figure(
        "longestDrawdownMs",
        "Longest drawdown",
        "duration",
        "The longest time from a high until it was reached again, or until the end."
      ),
      figure(
        "averageDrawdownMs",
        "Mean drawdown length",
        "duration",
        "The mean time from a high until it was reached again."
      )
    ]
  },
  {
    name: "Trades",
    figures: [
      figure("trades", "Closed trades", "count", "A position that is open at the end is not among them."),
      figure("winRate", "Win rate", "percent", "The share of trades with a profit after commission."),
      figure(
        "bestTrade",
        "Best trade",
        "percent",
        "The highest profit after commission, as a share of the value at entry."
      ),
      figure(
        "worstTrade",
        "Worst trade",
        "percent",
        "The lowest profit after commission, as a share of the value at entry."
      ),
      figure(
        "averageTrade",
        "Mean trade",
        "percent",
        "The constant return of a trade that compounds to the same product."
      ),
      figure("profitFactor", "Profit factor", "ratio", "All gains over all losses, in money."),
      figure(
        "profitFactorOfReturns",
        "Profit factor of returns",
        "ratio",
        "The sum of winning returns over the sum of losing ones: every trade weighs alike."
      ),
      figure("expectancy", "Expectancy", "money", "The mean profit of a trade."),
      figure("expectancyOfReturns", "Expectancy of returns", "percent", "The mean return of a trade."),
      figure(
        "quality",
        "System quality",
        "ratio",
        "The root of the number of trades times their mean profit over its standard deviation (Tharp 2008)."
      ),
      figure(
        "kelly",
        "Kelly fraction",
        "percent",
        "The share of capital that maximises growth, if trades repeat as they were (Kelly 1956)."
      ),
      figure("longestTradeMs", "Longest trade", "duration", "From the bar of entry to the bar of exit."),
      figure(
        "averageTradeMs",
        "Mean trade length",
        "duration",
        "The mean time from the bar of entry to the bar of exit."
      )
    ]
  },
  {
    name: "Costs and exposure",
    figures: [
      figure("turnover", "Turnover", "money", "The value of all executions."),
      figure("fees", "Commission", "money", "All fees paid, those of an open position included."),
      figure("funding", "Funding", "money", "Received from funding settlements; negative where more was paid."),
      figure(
        "timeInMarket",
        "Time in market",
        "percent",
        "The share of bars over which anything was held, an open position included."
      ),
      figure(
        "exposure",
        "Exposure",
        "percent",
        "The share of bars that a closed trade touches, its bars of entry and exit included."
      )
    ]
  }
]
