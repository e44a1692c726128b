/**
 * The parts of a sweep's page.
 *
 * @module
 * @since 0.1.0
 */
import { barTime, count, decimal, signed } from "./format.ts"
import { heatFigures } from "./heat.ts"
import { type Html, html } from "./html.ts"
import { figureText } from "./PageSweep.ts"
import { section, tiles, toneOf } from "./parts.ts"
import type { Row } from "../sweep/Row.ts"
import type { SweepReportInput } from "./SweepReportInput.ts"

const shown = heatFigures.filter(({ key }) => key !== "annualReturn")

const text = (key: string, row: Row): string => {
  const figure = heatFigures.find((it) => it.key === key)
  return figure === undefined ? "" : figureText(figure, row)
}

const paramsOf = (axes: ReadonlyArray<string>, row: Row): string =>
  axes.map((axis, index) => `${axis} ${row.params[index]}`).join(", ")

/** The best combination, and how it stands to the others. */
export const sweepTiles = ({ axes, rows }: SweepReportInput): Html => {
  const [best] = rows
  if (best === undefined) return html``
  const gaining = rows.filter(({ totalReturn }) => totalReturn > 0).length
  const middle = rows.toSorted((a, b) => a.totalReturn - b.totalReturn)[rows.length >> 1] ?? best
  return tiles([
    { name: "Best combination", value: best.params.join(" / "), remark: axes.join(" / ") },
    {
      name: "Its return",
      value: text("totalReturn", best),
      remark: `${text("annualReturn", best)} a year`,
      tone: toneOf(best.totalReturn)
    },
    { name: "Its Sharpe ratio", value: text("sharpe", best), remark: `Calmar ${text("calmar", best)}` },
    {
      name: "Its deepest drawdown",
      value: text("maxDrawdownFraction", best),
      remark: `${count(best.trades)} trades`,
      tone: toneOf(-best.maxDrawdownFraction)
    },
    {
      name: "Median return",
      value: text("totalReturn", middle),
      remark: "of all combinations",
      tone: toneOf(middle.totalReturn)
    },
    {
      name: "With a gain",
      value: `${decimal((gaining / rows.length) * 100, 1)} %`,
      remark: `${count(gaining)} of ${count(rows.length)}`
    }
  ])
}

const choice = (id: string, label: string, options: ReadonlyArray<string>, chosen: number): Html =>
  html`<label>${label} <select id="${id}">${options.map(
    (option, index) =>
      html`<option value="${index}"${index === chosen ? html` selected` : undefined}>${option}</option>`
  )}</select></label>`

/** The place of the heat map, which the page's script fills. */
export const heatSection = ({ axes, by, rows }: SweepReportInput): Html => {
  const wanted = by === "return" || rows.every((row) => Number.isNaN(row[by])) ? "totalReturn" : by
  const chosen = heatFigures.findIndex(({ key }) => key === wanted)
  return section(
    "heat",
    "Every combination",
    axes.length > 2 ? "Where further parameters vary, a cell shows the best over them." : undefined,
    html`<div class="bar">${choice(
      "figure",
      "Colour",
      heatFigures.map(({ name }) => name),
      chosen
    )}${
      axes.length < 2 ? undefined : html`${choice("x-axis", "Across", axes, 0)}${choice("y-axis", "Down", axes, 1)}`
    }</div>
<p class="legend" id="cell" role="status"></p>
<div class="wide" id="map"></div>
<noscript><p class="notes">The heat map needs JavaScript; the tables are here without it.</p></noscript>`
  )
}

const rowOf = ({ axes }: SweepReportInput, row: Row, rank: number): Html =>
  html`<tr><td>${rank}</td>${axes.map((_, index) => html`<td>${row.params[index]}</td>`)}${shown.map(
    ({ key }) => html`<td>${text(key, row)}</td>`
  )}</tr>`

/** The best rows. */
export const bestSection = (input: SweepReportInput): Html => {
  const best = input.rows.slice(0, 25)
  const lead = `The best ${count(best.length)} of ${count(input.rows.length)} combinations by ${input.by}. The best of many is the luckiest of many: look for wide plateaus in the map, and at the walk-forward.`
  return section(
    "best",
    "Best combinations",
    lead,
    html`<div class="wide" tabindex="0" role="region" aria-label="Best combinations"><table class="trades plainly"><thead><tr><th scope="col">#</th>${input.axes.map(
      (axis) => html`<th scope="col">${axis}</th>`
    )}${shown.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${best.map((row, index) =>
      rowOf(input, row, index + 1)
    )}</tbody></table></div>`
  )
}

const day = 86_400_000

const dateOf = (ms: number): string => barTime(ms, ms % day === 0 ? day : 0)

/** What was chosen on each stretch, and what it did on the next one, which it had not seen. */
export const walkForwardSection = ({ axes, splits = [] }: SweepReportInput): Html | undefined => {
  if (splits.length === 0) return undefined
  const grown = splits.reduce((product, { tested }) => product * (1 + tested.totalReturn), 1) - 1
  const won = splits.filter(({ tested }) => tested.totalReturn > 0).length
  const lead = `On each stretch the best combination of the bars before it was run on bars it had not seen. ${count(won)} of ${count(splits.length)} stretches gained; one after the other they made ${signed(`${decimal(grown * 100)} %`)}.`
  return section(
    "walk-forward",
    "Walk-forward",
    lead,
    html`<div class="wide" tabindex="0" role="region" aria-label="Walk-forward"><table class="trades plainly"><thead><tr><th class="text" scope="col">From</th><th class="text" scope="col">Until</th><th class="text" scope="col">Chosen</th><th scope="col">Sharpe, chosen on</th><th scope="col">Sharpe, unseen</th><th scope="col">Return, chosen on</th><th scope="col">Return, unseen</th><th scope="col">Drawdown, unseen</th><th scope="col">Trades, unseen</th></tr></thead><tbody>${splits.map(
      ({ chosen, fromMs, tested, untilMs }) =>
        html`<tr><td class="text">${dateOf(fromMs)}</td><td class="text">${dateOf(untilMs)}</td><td class="text">${paramsOf(axes, chosen)}</td><td>${text("sharpe", chosen)}</td><td>${text("sharpe", tested)}</td><td>${text("totalReturn", chosen)}</td><td class="${toneOf(tested.totalReturn) ?? ""}">${text("totalReturn", tested)}</td><td>${text("maxDrawdownFraction", tested)}</td><td>${text("trades", tested)}</td></tr>`
    )}</tbody></table></div>`
  )
}
