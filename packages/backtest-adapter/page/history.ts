import type { LogicalRange, Time } from "lightweight-charts"
import * as Series from "../src/report/Series.ts"
import { barsOf, logicalOf, serves, type Stretch, type View, viewOf } from "../src/report/viewport.ts"
import type { Panes } from "./panes.ts"

/** One symbol's history in halves and halves of halves; all three have the same buckets. */
export interface Levels {
  readonly length: number
  readonly candles: ReadonlyArray<Series.Series>
  readonly equity: ReadonlyArray<Series.Series>
  readonly drawdown: ReadonlyArray<Series.Series>
}

/** Makes the levels of a symbol from the account's curves. */
export const levelsOf = (candles: Series.Series, equity: Series.Series, capital: number): Levels => {
  const falls = Series.ofValues(equity.time, Series.drawdown(equity.last, capital))
  return {
    length: candles.length,
    candles: Series.pyramid(candles),
    equity: Series.pyramid(Series.aligned(equity, candles.time, capital)),
    drawdown: Series.pyramid(Series.aligned(falls, candles.time, 0))
  }
}

const rows = <T>(
  { from, level, until }: View,
  levels: ReadonlyArray<Series.Series>,
  row: (series: Series.Series, k: number) => T
) => {
  const series = levels[level]
  return series === undefined ? [] : Array.from({ length: until - from }, (_, k) => row(series, from + k))
}

const secondsOf = ({ time }: Series.Series, k: number): Time => ((time[k] ?? 0) / 1000) as Time

const candle = (series: Series.Series, k: number) => ({
  time: secondsOf(series, k),
  open: series.first[k] ?? 0,
  high: series.high[k] ?? 0,
  low: series.low[k] ?? 0,
  close: series.last[k] ?? 0
})

const bucket = (series: Series.Series, k: number) => ({
  time: secondsOf(series, k),
  first: series.first[k] ?? 0,
  high: series.high[k] ?? 0,
  low: series.low[k] ?? 0,
  last: series.last[k] ?? 0
})

/** The part of history that the chart holds, exchanged for a finer or coarser one as the reader zooms. */
export class History {
  readonly #panes: Panes
  readonly #changed: (view: View, visible: Stretch) => void
  levels: Levels
  view: View = { level: 0, from: 0, until: 0 }
  visible: Stretch = { from: 0, until: 1 }
  #isHeld = false
  /** The chart tells of every series that is exchanged; only all of them together make sense. */
  #isChanging = false

  constructor(frame: HTMLElement, panes: Panes, levels: Levels, changed: (view: View, visible: Stretch) => void) {
    this.#panes = panes
    this.levels = levels
    this.#changed = changed
    const host = panes.chart.chartElement()
    // While it paints, the chart tells of every range on its way to the one that was asked for; the last one counts.
    let seen: LogicalRange | undefined
    panes.chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range === null || this.#isChanging) return
      if (seen === undefined) queueMicrotask(() => settle())
      seen = range
    })
    const settle = () => {
      if (seen !== undefined) this.visible = barsOf(this.view, seen)
      seen = undefined
      this.#refresh()
    }
    // The first call comes before the first painting: only then does the chart know how wide it is.
    new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { height, width } = entry.contentRect
      const before = this.visible
      panes.chart.resize(width, height, true)
      if (this.view.until === 0) this.exchange(this.levels)
      else this.show(before)
    }).observe(frame)
    // While a finger or a button holds the chart, exchanging what it holds would make it jump.
    host.addEventListener("pointerdown", () => (this.#isHeld = true))
    for (const end of ["pointerup", "pointercancel"])
      addEventListener(end, () => {
        this.#isHeld = false
        this.#refresh()
      })
  }

  /** Buckets of two pixels at least. */
  get #most(): number {
    return Math.max(50, Math.floor(this.#panes.chart.timeScale().width() / 2))
  }

  #refresh(): void {
    const isServed = serves(this.view, this.visible, this.levels.length, this.#most)
    if (!isServed && !this.#isHeld) this.show(this.visible)
    else this.#changed(this.view, this.visible)
  }

  /** Shows a stretch of bars, kept inside the history and at least eight bars wide. */
  show({ from, until }: Stretch): void {
    const { length } = this.levels
    const width = Math.min(length, Math.max(8, until - from))
    const begins = Math.min(Math.max(0, from), length - width)
    this.visible = { from: begins, until: begins + width }
    const view = viewOf(this.visible, length, this.#most)
    const { candles, chart, drawdown, equity } = this.#panes
    const { from: held, level, until: end } = this.view
    if (view.level !== level || view.from !== held || view.until !== end) {
      this.view = view
      this.#isChanging = true
      this.#panes.markers.setMarkers([])
      this.#panes.path.setData([])
      candles.setData(rows(view, this.levels.candles, candle))
      equity.setData(rows(view, this.levels.equity, bucket))
      drawdown.setData(rows(view, this.levels.drawdown, bucket))
    }
    chart.timeScale().setVisibleLogicalRange(logicalOf(view, this.visible))
    this.#isChanging = false
    this.#changed(view, this.visible)
  }

  /** Shows another symbol, all of it. */
  exchange(levels: Levels): void {
    this.levels = levels
    this.view = { level: 0, from: 0, until: 0 }
    this.show({ from: 0, until: levels.length })
  }
}
