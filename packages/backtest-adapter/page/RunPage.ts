import type { Time } from "lightweight-charts"
import { count, money, signed } from "../src/report/format.ts"
import { type Turn, turnsOf } from "../src/report/markers.ts"
import type { PageRun, ReadRun } from "../src/report/PageRun.ts"
import { byId } from "./element.ts"
import { History, levelsOf } from "./history.ts"
import { legend } from "./legend.ts"
import { clicked, drawMarks } from "./marks.ts"
import { makePanes, type Panes } from "./panes.ts"
import { columnsOf, rowsOf, type TradeRow } from "./tradeColumns.ts"
import { TradeTable } from "./TradeTable.ts"
import { writtenBy } from "./written.ts"

const sampling = (bars: number): string =>
  bars === 1
    ? "Each candle is one bar."
    : `Each candle stands for ${count(bars)} bars; the first, highest, lowest and last value of each is kept, in all three panes. Zoom in for more.`

/** The chart and the table of a run, which follow each other. */
export class RunPage {
  readonly #data: PageRun
  readonly #run: ReadRun
  readonly #rows: ReadonlyArray<TradeRow>
  readonly #turns: ReadonlyArray<ReadonlyArray<Turn>>
  readonly #panes: Panes
  readonly #table: TradeTable | undefined
  readonly #describe: ReturnType<typeof legend>
  readonly #select = document.querySelector<HTMLSelectElement>("#symbol")
  readonly history: History
  #symbol = 0
  #chosen: TradeRow | undefined

  constructor(data: PageRun, run: ReadRun) {
    this.#data = data
    this.#run = run
    this.#rows = rowsOf(run)
    this.#turns = run.symbols.map(({ about, trades }) => turnsOf(trades, about.open))
    const written = writtenBy(data, () => this.#symbol)
    this.#panes = makePanes(byId("chart"), written)
    this.#describe = legend(byId("legend"), written)
    this.history = new History(byId("chart"), this.#panes, this.#levels(), () => this.#changed())
    const columns = columnsOf(run, this.#rows, data.moneyDigits)
    this.#table =
      this.#rows.length === 0
        ? undefined
        : new TradeTable(byId("table"), this.#rows, columns, (row) => this.choose(row))
    this.#select?.addEventListener("change", () => this.#exchange(Number(this.#select?.value)))
    for (const button of document.querySelectorAll<HTMLElement>("[data-symbol]"))
      button.addEventListener("click", () => {
        this.#exchange(Number(button.dataset["symbol"]))
        byId("history").scrollIntoView({ block: "start" })
      })
    this.#panes.chart.subscribeCrosshairMove(({ logical }) => this.#describe(this.history, logical))
    this.#panes.chart.subscribeClick(({ hoveredInfo }) => this.#click(hoveredInfo?.objectId))
  }

  /** Shows a trade: in the chart, in the table, and in words. */
  choose(row: TradeRow): void {
    this.#chosen = row
    if (row.symbol !== this.#symbol) this.#exchange(row.symbol)
    const { entryBar, exitBar, pnl, side } = row.trade
    const width = Math.max(80, (exitBar - entryBar) * 2.5)
    const middle = (entryBar + exitBar + 1) / 2
    this.history.show({ from: middle - width / 2, until: middle + width / 2 })
    this.#table?.show(row)
    const { coin, moneyDigits } = this.#data
    byId("told").textContent = `Trade ${row.number}, ${side}, ${signed(money(pnl, moneyDigits))} ${coin}`
  }

  /** Shows the trade that many trades further on. */
  step(by: number): void {
    const last = this.#rows.length - 1
    const at = this.#chosen === undefined ? (by > 0 ? 0 : last) : this.#chosen.number - 1 + by
    const row = this.#rows[Math.min(last, Math.max(0, at))]
    if (row !== undefined) this.choose(row)
  }

  /** Paints everything anew. */
  paint(): void {
    this.#panes.paint()
    this.#changed()
  }

  #levels() {
    return levelsOf(this.#run.symbols[this.#symbol]?.candles ?? this.#run.equity, this.#run.equity, this.#data.capital)
  }

  #exchange(symbol: number): void {
    this.#symbol = symbol
    if (this.#select !== null) this.#select.value = String(symbol)
    this.history.exchange(this.#levels())
  }

  #click(id: unknown): void {
    const meant = clicked(id, this.history.view, this.history.visible)
    if (meant === undefined) return
    if ("stretch" in meant) return this.history.show(meant.stretch)
    const row = this.#rows.find(({ index, symbol }) => symbol === this.#symbol && index === meant.trade)
    if (row !== undefined) this.choose(row)
  }

  #changed(): void {
    const chosen = this.#chosen?.symbol === this.#symbol ? this.#chosen : undefined
    byId("sampling").textContent = sampling(2 ** this.history.view.level)
    drawMarks(this.#panes, this.history, this.#turns[this.#symbol] ?? [], chosen?.index)
    this.#drawPath(chosen)
    this.#describe(this.history, undefined)
  }

  /** A line from the entry to the exit of the chosen trade. */
  #drawPath(chosen: TradeRow | undefined): void {
    if (chosen === undefined) return this.#panes.path.setData([])
    const { level } = this.history.view
    const time = this.history.levels.candles[level]?.time
    const at = (bar: number) => ((time?.[Math.floor(bar / 2 ** level)] ?? 0) / 1000) as Time
    const { entryBar, entryPrice, exitBar, exitPrice } = chosen.trade
    const ends = [
      { time: at(entryBar), value: entryPrice },
      { time: at(exitBar), value: exitPrice }
    ]
    this.#panes.path.setData(ends.slice(at(entryBar) === at(exitBar) ? 1 : 0))
  }
}
