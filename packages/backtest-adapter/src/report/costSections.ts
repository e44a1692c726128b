/**
 * What the run cost, cause by cause, and what the bars leave open.
 *
 * @module
 * @since 0.1.0
 */
import { decimal, money, moneyDigits, percent, signed } from "./format.ts"
import { type Html, html } from "./html.ts"
import { section, term } from "./parts.ts"
import type { ReportBand, ReportCost, ReportInput, ReportRange } from "./ReportInput.ts"

/** A bar to the right of its middle for what was paid, to the left for what was gained. */
const costBar = (cost: number, most: number): Html => {
  const wide = most === 0 ? 0 : (Math.abs(cost) / most) * 98
  return html`<svg class="plot line" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${cost > 0 ? "loss" : "gain"}" x="${decimal(cost > 0 ? 100 : 100 - wide)}" y="1" width="${decimal(wide)}" height="8"/><line x1="100" x2="100" y1="0" y2="10"/></svg>`
}

const costRow = ({ meaning, money: cost, name }: ReportCost, index: number, most: number, digits: number): Html =>
  html`<tr><th scope="row">${term(`cost-${index}`, name, meaning)}</th><td class="drawn">${costBar(cost, most)}</td><td data-cost="${name}">${signed(money(-cost, digits))}</td></tr>`

/** Every cause of cost between the ideal run and this one. */
const costsTable = (costs: ReadonlyArray<ReportCost>, { capital, finalEquity }: ReportInput): Html => {
  const digits = moneyDigits(capital)
  const most = Math.max(0, ...costs.map(({ money: cost }) => Math.abs(cost)))
  const sum = costs.reduce((total, { money: cost }) => total + cost, 0)
  const end = (name: Html | string, value: number) =>
    html`<tr class="sum"><th scope="row">${name}</th><td></td><td>${money(value, digits)}</td></tr>`
  return html`<table class="names costs"><caption>From the ideal run to this one</caption><tbody>
${end(term("cost-ideal", "Ideal run", "Every order filled at the price it was decided on, at once and for nothing."), finalEquity + sum)}
${costs.map((cost, index) => costRow(cost, index, most, digits))}
${end("Final equity", finalEquity)}</tbody></table>`
}

const rangeRow = (name: string, range: ReportRange, write: (value: number) => string): Html => {
  const span = range.best - range.worst
  const at = span === 0 ? 50 : ((range.point - range.worst) / span) * 100
  return html`<tr><th scope="row">${name}</th><td>${write(range.worst)}</td><td class="drawn"><svg class="plot line" viewBox="-4 0 108 10" preserveAspectRatio="none" aria-hidden="true"><rect class="plain faint" x="0" y="4" width="100" height="2"/><rect class="plain" x="${decimal(at - 0.8)}" y="0" width="1.6" height="10"/></svg></td><td>${write(range.best)}</td><td>${write(range.point)}</td></tr>`
}

const bandTable = ({ ambiguous, drawdown, profit }: ReportBand, { capital }: ReportInput): Html => {
  const digits = moneyDigits(capital)
  return html`<table class="names costs"><caption>What the bars leave open</caption>
<thead><tr><th></th><td>worst</td><td></td><td>best</td><td>this run</td></tr></thead><tbody>
${rangeRow("Profit", profit, (value) => signed(money(value, digits)))}
${rangeRow("Deepest drawdown", drawdown, (value) => percent(-Math.abs(value)))}
</tbody></table><p class="muted small">${percent(ambiguous, 1)} of all trades could have ended otherwise on a path of prices that these bars allow.</p>`
}

/** Costs by cause and the band of paths, where they are known. */
export const costsSection = (input: ReportInput): Html | undefined => {
  const { band, coin, costs } = input
  if (costs === undefined && band === undefined) return undefined
  return section(
    "costs",
    "Costs and certainty",
    `Money in ${coin}. Point at a cause to read what it means.`,
    html`<div class="even">${costs === undefined ? undefined : costsTable(costs, input)}${
      band === undefined ? undefined : html`<div>${bandTable(band, input)}</div>`
    }</div>`
  )
}
