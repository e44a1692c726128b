import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  createTextWatermark,
  CrosshairMode,
  type IChartApi,
  LineSeries,
  LineStyle
} from "lightweight-charts"
import { BucketLine } from "./BucketLine.ts"
import { colours, faint } from "./colours.ts"

/** How a chart writes its numbers, and the capital that its equity begins at. */
export interface Written {
  readonly price: (value: number) => string
  readonly money: (value: number) => string
  readonly percent: (value: number) => string
  readonly time: (ms: number) => string
  /** The smallest step of any price. */
  readonly priceStep: number
  readonly moneyStep: number
  readonly coin: string
  readonly capital: number
}

const chartOptions = ({ time: timeText }: Written) => {
  const { ink, muted, rule } = colours()
  return {
    layout: {
      attributionLogo: false,
      background: { color: "transparent" },
      textColor: muted,
      fontSize: 11,
      panes: { separatorColor: rule, separatorHoverColor: faint(rule, 0.6) }
    },
    grid: { vertLines: { visible: false }, horzLines: { color: faint(rule, 0.55) } },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: faint(muted, 0.7), labelBackgroundColor: ink },
      horzLine: { color: faint(muted, 0.7), labelBackgroundColor: ink }
    },
    // A number that is half behind the next pane is left out.
    rightPriceScale: { borderVisible: false, minimumWidth: 74, entireTextOnly: true },
    timeScale: { borderColor: rule, timeVisible: true, minBarSpacing: 0.1, fixLeftEdge: true, fixRightEdge: true },
    // A new view in the middle of a glide would make it jump.
    kineticScroll: { touch: false, mouse: false },
    localization: { timeFormatter: (time: unknown) => timeText(Number(time) * 1000) }
  }
}

/** Decimals that no mark of an axis needs are left out of all of them. */
const onAxis = (formatter: (value: number) => string) => (values: ReadonlyArray<number>) => {
  const texts = values.map(formatter)
  return texts.every((text) => /\.0+\b/.test(text)) ? texts.map((text) => text.replace(/\.0+\b/, "")) : texts
}

const optionsOf = (formatter: (value: number) => string, minMove: number) => ({
  priceLineVisible: false,
  lastValueVisible: false,
  priceFormat: { type: "custom" as const, formatter, tickmarksFormatter: onAxis(formatter), minMove }
})

const addSeries = (chart: IChartApi, { capital, money, moneyStep, percent, price, priceStep }: Written) => {
  const candles = chart.addSeries(CandlestickSeries, optionsOf(price, priceStep))
  const path = chart.addSeries(LineSeries, {
    ...optionsOf(price, priceStep),
    crosshairMarkerVisible: false,
    lineWidth: 2,
    lineStyle: LineStyle.Dashed
  })
  const equity = chart.addCustomSeries(new BucketLine(), optionsOf(money, moneyStep), 1)
  const drawdown = chart.addCustomSeries(new BucketLine(), optionsOf(percent, 0.0001), 2)
  const start = {
    price: capital,
    lineStyle: LineStyle.Dotted,
    lineWidth: 1,
    axisLabelVisible: false,
    title: ""
  } as const
  const markers = createSeriesMarkers(candles, [], { autoScale: true })
  return { candles, path, equity, drawdown, markers, start: equity.createPriceLine(start) }
}

/** The chart's three panes on one axis of time, their series, and a way to paint them in the colours of the moment. */
export const makePanes = (host: HTMLElement, written: Written) => {
  const chart = createChart(host, chartOptions(written))
  const series = addSeries(chart, written)
  const heights = [6, 2.4, 1.6]
  const titles = ["Price", `Equity, ${written.coin}`, "Drawdown"]
  const watermarks = chart.panes().map((pane, index) => {
    pane.setStretchFactor(heights[index] ?? 1)
    return createTextWatermark(pane, { horzAlign: "left", vertAlign: "top" })
  })
  const paint = () => {
    const { accent, gain, loss, muted } = colours()
    const body = { upColor: gain, downColor: loss, wickUpColor: gain, wickDownColor: loss, borderVisible: false }
    chart.applyOptions(chartOptions(written))
    series.candles.applyOptions(body)
    series.equity.applyOptions({ color: accent })
    series.drawdown.applyOptions({ color: loss, fill: faint(loss, 0.16) })
    series.path.applyOptions({ color: accent })
    series.start.applyOptions({ color: muted })
    watermarks.forEach((watermark, index) =>
      watermark.applyOptions({ lines: [{ text: titles[index] ?? "", color: muted, fontSize: 11 }] })
    )
  }
  paint()
  return { chart, ...series, paint }
}

export type Panes = ReturnType<typeof makePanes>
