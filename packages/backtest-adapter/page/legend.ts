import { element } from "./element.ts"
import type { History } from "./history.ts"
import type { Written } from "./panes.ts"

/** The line above the chart: what is under the crosshair, or the last bar in sight. */
export const legend = (host: HTMLElement, written: Written) => {
  const place = (name: string) => {
    const value = element("b", "")
    const pair = element("span", `${name} `)
    pair.append(value)
    host.append(pair)
    return value
  }
  const when = element("span", "", { class: "when" })
  host.append(when)
  const [open, high, low, close] = [place("O"), place("H"), place("L"), place("C")]
  const [equity, drawdown] = [place("Equity"), place("Drawdown")]
  return ({ levels, view, visible }: History, logical: number | undefined): void => {
    const last = Math.min(Math.ceil(visible.until / 2 ** view.level), view.until) - 1
    const at = logical === undefined ? last : view.from + Math.round(logical)
    const candles = levels.candles[view.level]
    const time = candles?.time[at]
    if (candles === undefined || time === undefined) return
    const price = (column: Float64Array) => written.price(column[at] ?? Number.NaN)
    when.textContent = written.time(time)
    open.textContent = price(candles.first)
    high.textContent = price(candles.high)
    low.textContent = price(candles.low)
    close.textContent = price(candles.last)
    equity.textContent = `${written.money(levels.equity[view.level]?.last[at] ?? Number.NaN)} ${written.coin}`
    drawdown.textContent = written.percent(levels.drawdown[view.level]?.low[at] ?? Number.NaN)
  }
}
