/**
 * What each symbol of an account came to.
 *
 * @module
 * @since 0.1.0
 */
import { count, money, moneyDigits, percent, signed } from "./format.ts"
import { type Html, html } from "./html.ts"
import { section, toneOf } from "./parts.ts"
import type { ReportInput, ReportSymbol } from "./ReportInput.ts"

const sumOf = (symbol: ReportSymbol, of: "commission" | "funding"): number =>
  [...symbol.trades, ...symbol.open].reduce((sum, trade) => sum + trade[of], 0)

const net = ({ net: value = 0 }: ReportSymbol): number => value

const won = ({ trades }: ReportSymbol): number => trades.filter(({ pnl }) => pnl > 0).length / trades.length

interface Column {
  readonly name: string
  readonly cell: (symbol: ReportSymbol) => Html
}

const columnsOf = ({ capital, symbols }: ReportInput): ReadonlyArray<Column> => {
  const digits = moneyDigits(capital)
  const gained = (value: number): Html => html`<td class="${toneOf(value) ?? ""}">${signed(money(value, digits))}</td>`
  const columns: ReadonlyArray<Column | undefined> = [
    { name: "Net profit", cell: ({ net: value = Number.NaN }) => gained(value) },
    symbols.every(({ limitCost }) => limitCost === undefined)
      ? undefined
      : { name: "Limit did", cell: ({ limitCost = Number.NaN }) => gained(-limitCost) },
    { name: "Trades", cell: ({ trades }) => html`<td>${count(trades.length)}</td>` },
    { name: "Won", cell: (symbol) => html`<td>${percent(won(symbol), 1)}</td>` },
    { name: "Commission", cell: (symbol) => html`<td>${money(sumOf(symbol, "commission"), digits)}</td>` },
    symbols.every((symbol) => sumOf(symbol, "funding") === 0)
      ? undefined
      : { name: "Funding", cell: (symbol) => html`<td>${signed(money(sumOf(symbol, "funding"), digits))}</td>` }
  ]
  return columns.filter((column) => column !== undefined)
}

/** A row for each symbol, the best first, where there are several. */
export const symbolsSection = (input: ReportInput): Html | undefined => {
  const { coin, symbols } = input
  if (symbols.length < 2) return undefined
  const columns = columnsOf(input)
  const ranked = symbols.map((symbol, index) => ({ symbol, index })).toSorted((a, b) => net(b.symbol) - net(a.symbol))
  const gained = symbols.filter((symbol) => net(symbol) > 0).length
  return section(
    "symbols",
    "Symbols",
    `${count(gained)} of ${count(symbols.length)} gained, open positions included. Money in ${coin}.`,
    html`<div class="scroll" tabindex="0" role="region" aria-label="Symbols"><table class="trades plainly"><thead><tr><th class="text" scope="col">Symbol</th>${columns.map(
      ({ name }) => html`<th scope="col">${name}</th>`
    )}</tr></thead><tbody>${ranked.map(
      ({ index, symbol }) =>
        html`<tr><td class="text"><button type="button" class="link" data-symbol="${index}">${symbol.symbol}</button></td>${columns.map(({ cell }) => cell(symbol))}</tr>`
    )}</tbody></table></div>`
  )
}
