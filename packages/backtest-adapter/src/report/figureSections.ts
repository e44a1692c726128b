/**
 * The figures of a run: the few that matter most, and all of them.
 *
 * @module
 * @since 0.1.0
 */
import { count, decimal, duration, money, moneyDigits, percent, signed } from "./format.ts"
import { type Html, html } from "./html.ts"
import { section, term, tiles, toneOf } from "./parts.ts"
import { fewestDays } from "../statistics/Returns.ts"
import type { ReportInput } from "./ReportInput.ts"
import { type Figure, type Kind, statisticGroups } from "./statisticGroups.ts"

/** The figures that answer the first question. */
export const keyFigures = ({ capital, coin, finalEquity, statistics }: ReportInput): Html => {
  const digits = moneyDigits(capital)
  const {
    annualReturn,
    buyAndHold,
    fees,
    longestDrawdownMs,
    maxDrawdown,
    profitFactor,
    sharpe,
    totalReturn,
    trades,
    winRate
  } = statistics
  const profit = finalEquity - capital
  return tiles([
    {
      name: "Return",
      value: signed(percent(totalReturn)),
      remark: Number.isNaN(buyAndHold) ? undefined : `buy and hold ${signed(percent(buyAndHold))}`,
      tone: toneOf(totalReturn)
    },
    { name: "Final equity", value: money(finalEquity, digits), remark: `${signed(money(profit, digits))} ${coin}` },
    {
      name: "Deepest drawdown",
      value: percent(-maxDrawdown),
      remark: `longest ${duration(longestDrawdownMs)}`,
      tone: toneOf(-maxDrawdown)
    },
    {
      name: "Sharpe ratio",
      value: decimal(sharpe),
      remark: Number.isNaN(annualReturn)
        ? `from ${fewestDays} days of data on`
        : `Sortino ${decimal(statistics.sortino)}`
    },
    {
      name: "Trades",
      value: count(trades),
      remark: `${percent(winRate, 1)} won, profit factor ${decimal(profitFactor)}`
    },
    { name: "Commission", value: money(fees, digits), remark: `${coin}, ${percent(fees / capital)} of capital` }
  ])
}

const written = (value: number, kind: Kind, digits: number): string => {
  if (kind === "percent") return percent(value)
  if (kind === "money") return money(value, digits)
  if (kind === "duration") return duration(value)
  return kind === "count" ? count(value) : decimal(value, 3)
}

const row = ({ statistics }: ReportInput, { key, kind, meaning, name }: Figure, digits: number): Html => {
  // A drawdown is told as a fall.
  const sign = key === "maxDrawdown" || key === "averageDrawdown" ? -1 : 1
  const value = statistics[key] * sign
  return html`<tr><th scope="row">${term(`about-${key}`, name, meaning)}</th><td data-key="${key}">${written(value, kind, digits)}</td></tr>`
}

/** All figures with what they mean. */
export const statisticsSection = (input: ReportInput): Html => {
  const digits = moneyDigits(input.capital)
  return section(
    "statistics",
    "Statistics",
    `Money in ${input.coin}. Point at a name, or reach it with the keyboard, to read what it means.`,
    html`<div class="columns">${statisticGroups.map(
      ({ figures, name }) =>
        html`<table class="names"><caption>${name}</caption><tbody>${figures.map((it) => row(input, it, digits))}</tbody></table>`
    )}</div>`
  )
}
