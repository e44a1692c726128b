/**
 * How trades and months turned out.
 *
 * @module
 * @since 0.1.0
 */
import { count, decimal, percent, signed } from "./format.ts"
import { type Bin, histogram, median } from "./histogram.ts"
import { type Html, html } from "./html.ts"
import { section } from "./parts.ts"
import { periods } from "./periods.ts"
import type { ReportInput } from "./ReportInput.ts"
import { tradeReturn } from "./tradeReturn.ts"

const [width, height, base] = [460, 220, 192]

const edge = (value: number): string => signed(percent(value, 1))

const bar = (bin: Bin, index: number, bins: ReadonlyArray<Bin>, most: number): Html => {
  const room = width / bins.length
  const tall = (bin.count / most) * (base - 8)
  const words = `${edge(bin.from)} to ${edge(bin.until)}${bin.isOpen ? " and beyond" : ""}: ${count(bin.count)} trades`
  const tone = bin.from < 0 ? "loss" : "gain"
  return html`<g><title>${words}</title><rect class="hit" x="${decimal(index * room)}" y="0" width="${decimal(room)}" height="${base}"/><rect class="${tone}" x="${decimal(index * room + 1)}" y="${decimal(base - tall)}" width="${decimal(Math.max(1, room - 2))}" height="${decimal(tall)}"/></g>`
}

const ticks = (bins: ReadonlyArray<Bin>): ReadonlyArray<Html> => {
  const every = Math.max(1, Math.ceil(bins.length / 6))
  const room = width / bins.length
  return bins.flatMap((bin, index) => {
    const isRound = Math.round(bin.from / (bin.until - bin.from)) % every === 0
    const isInside = index * room > 24 && index * room < width - 24
    return isRound && isInside
      ? [
          html`<text x="${decimal(index * room)}" y="${base + 18}">${signed(percent(bin.from, bin.until - bin.from < 0.01 ? 1 : 0))}</text>`
        ]
      : []
  })
}

const tradeReturns = ({ symbols }: ReportInput): Float64Array =>
  Float64Array.from(symbols.flatMap(({ kind, trades }) => trades.map((trade) => tradeReturn(trade, kind))))

/** How many trades returned how much. */
const distribution = (input: ReportInput): Html | undefined => {
  const returns = tradeReturns(input)
  const bins = histogram(returns)
  if (bins.length === 0) return undefined
  const most = Math.max(...bins.map((bin) => bin.count))
  const mean = returns.reduce((sum, it) => sum + it, 0) / returns.length
  const words = `Half of all trades returned more than ${signed(percent(median(returns)))}, the mean is ${signed(percent(mean))}, the best ${signed(percent(Math.max(...returns)))}, the worst ${signed(percent(Math.min(...returns)))}, each after commission and as a share of its value at entry.`
  return html`<figure><figcaption>Returns of trades</figcaption><p class="muted small">${words}</p>
<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="Histogram of trade returns. ${words}">${bins.map(
    (bin, index) => bar(bin, index, bins, most)
  )}<line x1="0" x2="${width}" y1="${base}" y2="${base}"/>${ticks(bins)}</svg></figure>`
}

/** The shade of a cell: nine steps, the outermost for what is at least as large as `most`. */
const shade = (value: number, most: number): string => {
  const step = Math.min(4, Math.ceil((Math.abs(value) / most) * 4))
  return step === 0 ? "" : `${value > 0 ? "up" : "down"}${step}`
}

const calendar = ({ account: { equity, time }, capital }: ReportInput): Html => {
  const { heads, kind, rows } = periods(time, equity, capital)
  const sizes = rows
    .flatMap(({ cells }) => cells.slice(0, -1).map((cell) => Math.abs(cell ?? 0)))
    .toSorted((a, b) => a - b)
  // One extraordinary month must not make all others pale.
  const most = Math.max(1e-9, sizes[Math.floor(sizes.length * 0.95)] ?? 0)
  const digits = most < 0.02 ? 2 : 1
  const cellOf = (cell: number | undefined, index: number): Html => {
    const isTotal = index === heads.length - 1
    const classes = isTotal ? "total" : shade(cell ?? 0, most)
    return html`<td class="${classes}">${cell === undefined ? undefined : signed(percent(cell, digits).replace(" %", ""))}</td>`
  }
  return html`<figure><figcaption>${kind === "months" ? "Monthly" : "Daily"} returns, percent</figcaption><div class="wide" tabindex="0" role="region" aria-label="Table of returns"><table class="calendar">
<thead><tr><th></th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(({ cells, name }) => html`<tr><th scope="row">${name}</th>${cells.map(cellOf)}</tr>`)}</tbody></table></div></figure>`
}

/** The distribution of trade results, and returns by calendar. */
export const resultsSection = (input: ReportInput): Html =>
  section("results", "Results", undefined, html`<div class="pair">${distribution(input)}${calendar(input)}</div>`)
