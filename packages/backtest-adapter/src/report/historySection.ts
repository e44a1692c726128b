/**
 * The places of the chart and of the table of trades, which the page's script fills.
 *
 * @module
 * @since 0.1.0
 */
import { decimalsOf } from "./decimals.ts"
import { count, decimal, money, moneyDigits, signed } from "./format.ts"
import { type Html, html } from "./html.ts"
import { section } from "./parts.ts"
import type { ReportInput } from "./ReportInput.ts"

const symbolChoice = ({ symbols }: ReportInput): Html | undefined =>
  symbols.length < 2
    ? undefined
    : html`<label>Symbol <select id="symbol">${symbols.map(
        ({ symbol }, index) => html`<option value="${index}">${symbol}</option>`
      )}</select></label>`

const keys =
  "Arrow keys move, plus and minus zoom, Home shows everything, n and p go to the next and the previous trade."

/** The chart: candles, equity and drawdown on one axis of time. */
export const chartSection = (input: ReportInput): Html =>
  section(
    "history",
    "Price, equity and drawdown",
    undefined,
    html`<div class="bar">${symbolChoice(input)}<div class="ranges" role="group" aria-label="Range" id="ranges"></div><div class="ranges" role="group" aria-label="Zoom"><button type="button" data-zoom="out" aria-label="Zoom out">−</button><button type="button" data-zoom="in" aria-label="Zoom in">+</button></div></div>
<div class="legend" id="legend"></div>
<div id="chart" tabindex="0" role="application" aria-label="Chart of price, equity and drawdown. ${keys}" aria-describedby="sampling"></div>
<p class="muted small" id="sampling"></p>
<p class="away" id="told" role="status"></p>
<noscript><p class="notes">The chart and the table of trades need JavaScript; everything else is here without it.</p></noscript>`
  )

/** What is still held: a line for one or two positions, a list to open for more. */
const openPositions = (input: ReportInput): Html | undefined => {
  const open = input.symbols.flatMap(({ open: list, symbol }) =>
    list.map(
      ({ entryPrice, side, size }) => `${symbol} ${side} ${size} from ${decimal(entryPrice, decimalsOf([entryPrice]))}`
    )
  )
  if (open.length === 0) return undefined
  if (open.length < 3)
    return html`<p class="muted small">Open at the end, and not in the table: ${open.join("; ")}.</p>`
  return html`<details class="muted small"><summary>${count(open.length)} positions are open at the end, and not in the table</summary>${open.join("; ")}.</details>`
}

/** The table of trades. */
export const tradesSection = (input: ReportInput): Html => {
  const trades = input.symbols.flatMap((symbol) => symbol.trades)
  const digits = moneyDigits(input.capital)
  const sum = trades.reduce((total, { pnl }) => total + pnl, 0)
  const lead = `${count(trades.length)} closed trades, ${signed(money(sum, digits))} ${input.coin} together, after commission. Choose one to see it in the chart.`
  return section(
    "trades",
    "Trades",
    trades.length === 0 ? "No trade was closed." : lead,
    html`${trades.length === 0 ? undefined : html`<div class="scroll" id="table" role="region" aria-label="Table of trades" tabindex="-1"></div>`}
${openPositions(input)}`
  )
}
