import { decimalsOf } from "../src/report/decimals.ts"
import { barTime, decimal, money, percent } from "../src/report/format.ts"
import type { PageRun } from "../src/report/PageRun.ts"
import type { Written } from "./panes.ts"

/** How the numbers of a run are written, those of the symbol that is shown with its own decimals. */
export const writtenBy = ({ capital, coin, moneyDigits, symbols }: PageRun, shown: () => number): Written => {
  const digits = symbols.map(({ priceStep }) => decimalsOf([Number(priceStep)]))
  return {
    capital,
    coin,
    priceStep: Math.min(...symbols.map(({ priceStep }) => Number(priceStep))),
    moneyStep: 10 ** -moneyDigits,
    price: (value) => decimal(value, digits[shown()] ?? 2),
    money: (value) => money(value, moneyDigits),
    percent: (value) => percent(value),
    time: (ms) => barTime(ms, symbols[shown()]?.intervalMs ?? 0)
  }
}
