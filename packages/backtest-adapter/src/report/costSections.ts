/**
 * What the run cost, cause by cause, and what the bars leave open.
 *
 * @module
 * @since 0.1.0
 */
import { count, decimal, money, moneyDigits, percent, signed } from "./format.ts"
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

/** Whether a cause took nothing that could be written. */
const isNothing = ({ money: cost }: ReportCost, digits: number): boolean => !/[1-9]/.test(money(cost, digits))

/** Every cause of cost between the ideal run and this one. */
const costsTable = (costs: ReadonlyArray<ReportCost>, { capital, finalEquity }: ReportInput): Html => {
  const digits = moneyDigits(capital)
  const most = Math.max(0, ...costs.map(({ money: cost }) => Math.abs(cost)))
  const sum = costs.reduce((total, { money: cost }) => total + cost, 0)
  const nothing = costs.filter((cost) => isNothing(cost, digits)).map(({ name }) => name.toLowerCase())
  const end = (name: Html | string, value: number) =>
    html`<tr class="sum"><th scope="row">${name}</th><td></td><td>${money(value, digits)}</td></tr>`
  return html`<table class="names costs"><caption>From the ideal run to this one</caption><tbody>
${end(term("cost-ideal", "Ideal run", "Every order filled at the price it was decided on, at once and for nothing."), finalEquity + sum)}
${costs.flatMap((cost, index) => (isNothing(cost, digits) ? [] : [costRow(cost, index, most, digits)]))}
${end("Final equity", finalEquity)}</tbody></table>${
    nothing.length === 0 ? undefined : html`<p class="muted small">Nothing by ${nothing.join(", ")}.</p>`
  }`
}

/** Nothing is drawn of a range that is one number when it is written. */
const rangeCell = (range: ReportRange, write: (value: number) => string): Html => {
  const ends = html`<td>${write(range.best)}</td><td>${write(range.point)}</td>`
  if (new Set([range.worst, range.point, range.best].map(write)).size === 1)
    return html`<td>${write(range.worst)}</td><td></td>${ends}`
  const [low, high] = [Math.min(range.worst, range.point), Math.max(range.best, range.point)]
  const at = (value: number) => (high === low ? 50 : ((value - low) / (high - low)) * 100)
  const [from, until, point] = [range.worst, range.best, range.point].map(at) as [number, number, number]
  return html`<td>${write(range.worst)}</td><td class="drawn"><svg class="plot line" viewBox="-3 0 106 10" preserveAspectRatio="none" aria-hidden="true"><rect class="plain faint" x="${decimal(from)}" y="3.5" width="${decimal(Math.max(0.5, until - from))}" height="3"/><rect class="plain" x="${decimal(point - 0.6)}" y="0" width="1.2" height="10"/></svg></td>${ends}`
}

const fallen = (range: ReportRange): ReportRange => ({ worst: -range.worst, point: -range.point, best: -range.best })

const bandRows = (band: ReportBand, digits: number, hasSymbol: boolean): Html => {
  const name = (what: string) => (hasSymbol ? `${band.symbol} ${what}` : what.charAt(0).toUpperCase() + what.slice(1))
  return html`<tr><th scope="row">${name("profit")}</th>${rangeCell(band.profit, (value) => signed(money(value, digits)))}</tr>
<tr><th scope="row">${name("deepest fall")}</th>${rangeCell(fallen(band.drawdown), (value) => money(value, digits))}</tr>`
}

/** How much of a symbol's profit its bars leave open. */
const openness = ({ profit }: ReportBand): number => profit.best - profit.worst

/** The symbols whose bars leave most open, and what that is. */
const bandTable = (bands: ReadonlyArray<ReportBand>, { capital }: ReportInput): Html => {
  const digits = moneyDigits(capital)
  // Of several symbols those whose bars leave nothing open need no row.
  const open = bands.length === 1 ? bands : bands.filter((band) => /[1-9]/.test(money(openness(band), digits)))
  const shown = open.toSorted((a, b) => openness(b) - openness(a)).slice(0, 5)
  const [trades, ambiguous] = bands.reduce(([all, open], band) => [all + band.trades, open + band.ambiguous], [0, 0])
  const words = `${count(ambiguous)} of ${count(trades)} trades${trades === 0 ? "" : `, ${percent(ambiguous / trades, 1)},`} could have ended otherwise on a path of prices that these bars allow. Falls inside bars count, so even the best may be deeper than between closes.`
  if (shown.length === 0)
    return html`<table class="names costs"><caption>What the bars leave open</caption></table><p class="muted small">Nothing: every path of prices that these bars allow leads to this profit. ${words}</p>`
  return html`<div class="wide" tabindex="0" role="region" aria-label="What the bars leave open"><table class="names costs"><caption>What the bars leave open${
    bands.length > shown.length ? `: the ${shown.length} symbols with most of it` : ""
  }</caption>
<thead><tr><th></th><td>worst</td><td></td><td>best</td><td>this run</td></tr></thead><tbody>
${shown.map((band) => bandRows(band, digits, bands.length > 1))}</tbody></table></div><p class="muted small">${words}</p>`
}

/** Costs by cause and the band of paths, where they are known. */
export const costsSection = (input: ReportInput): Html | undefined => {
  const { bands, coin, costs } = input
  if (costs === undefined && bands === undefined) return undefined
  return section(
    "costs",
    "Costs and certainty",
    `Money in ${coin}. Point at a cause to read what it means.`,
    html`<div class="even">${costs === undefined ? undefined : html`<div>${costsTable(costs, input)}</div>`}${
      bands === undefined ? undefined : html`<div>${bandTable(bands, input)}</div>`
    }</div>`
  )
}
