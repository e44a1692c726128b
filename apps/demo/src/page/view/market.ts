/** The candles of one symbol, with every turn as it happens. */
import { CandlestickSeries, createChart, createSeriesMarkers, type SeriesMarker, type Time } from "lightweight-charts"
import { el, inMoney, panel, setAttribute, setText } from "../dom.ts"
import type { Candle, Mark } from "../../live/protocol.ts"
import type { Model } from "../model/Model.ts"
import { chartOptions, colours, onTheme } from "./theme.ts"
import type { Dispatch, View } from "./View.ts"

const markerOf = ({ side, time, what }: Mark): SeriesMarker<Time> => ({
  time,
  position: side === "long" ? "belowBar" : "aboveBar",
  shape: side === "long" ? "arrowUp" : "arrowDown",
  color: colours()[side],
  size: 1.4,
  text: what === "enter" ? `enter ${side}` : side
})

/** Candles are quiet, turns are not. */
const candleColours = () => {
  const { down, up } = colours()
  return {
    upColor: up,
    wickUpColor: up,
    borderUpColor: up,
    downColor: down,
    wickDownColor: down,
    borderDownColor: down
  }
}

const describe = ({ candles, rows, symbol }: Model): string => {
  const close = candles[symbol]?.at(-1)?.close
  const row = rows.get(symbol)
  const held = row === undefined || row.side === null ? "flat" : `${row.side} ${row.size}`
  return `Candles of ${symbol}, now at ${close === undefined ? "no price" : inMoney(close)}; the position is ${held}`
}

const makeChart = (box: HTMLElement) => {
  const chart = createChart(box, chartOptions())
  const series = chart.addSeries(CandlestickSeries, { ...candleColours(), priceLineVisible: false })
  const markers = createSeriesMarkers(series, [])
  chart.timeScale().applyOptions({ barSpacing: 9 })
  let symbol = ""
  let drawn: ReadonlyArray<Candle> = []
  let marked: ReadonlyArray<Mark> = []
  onTheme(() => {
    chart.applyOptions(chartOptions())
    series.applyOptions(candleColours())
    markers.setMarkers(marked.map(markerOf))
  })
  return {
    draw: (model: Model): void => {
      const candles = model.candles[model.symbol] ?? []
      const last = candles.at(-1)
      const isSame = symbol === model.symbol && candles[0] === drawn[0] && candles.length - drawn.length <= 1
      if (candles !== drawn) {
        if (isSame && last !== undefined) {
          const before = candles.at(-2)
          if (candles.length > drawn.length && before !== undefined && drawn.length > 0) series.update(before)
          series.update(last)
        } else series.setData([...candles])
        if (symbol !== model.symbol) chart.timeScale().scrollToRealTime()
      }
      const marks = model.marks.filter((mark) => mark.symbol === model.symbol)
      if (symbol !== model.symbol || marks.length !== marked.length) markers.setMarkers(marks.map(markerOf))
      symbol = model.symbol
      drawn = candles
      marked = marks
    }
  }
}

export const market = (dispatch: Dispatch): View => {
  const picker = el("div", { class: "picker", role: "group", "aria-label": "Symbol" })
  const box = el("div", { class: "chart", role: "img" })
  const label = el("p", { class: "source" })
  const element = panel("market", "Market", "", picker, box, label)
  let chart: ReturnType<typeof makeChart> | undefined
  const buttons = new Map<string, HTMLButtonElement>()
  const offer = ({ listed }: Model): void => {
    if (buttons.size > 0) return
    for (const { isCharted, symbol } of listed) {
      if (!isCharted) continue
      const button = el("button", { type: "button" }, symbol.replace("USDT", ""))
      button.addEventListener("click", () => dispatch({ act: "select", symbol }))
      buttons.set(symbol, button)
      picker.append(button)
    }
  }
  return {
    element,
    update: (model) => {
      if (model.status === null) return
      offer(model)
      chart ??= makeChart(box)
      for (const [symbol, button] of buttons) setAttribute(button, "aria-pressed", String(symbol === model.symbol))
      setText(label, model.listed.find(({ symbol }) => symbol === model.symbol)?.label ?? "")
      setAttribute(box, "aria-label", describe(model))
      chart.draw(model)
    }
  }
}
