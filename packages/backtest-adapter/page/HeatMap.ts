import { type Heat, heat, type HeatFigure, heatFigures } from "../src/report/heat.ts"
import { figureText } from "../src/report/PageSweep.ts"
import type { Row } from "../src/sweep/Row.ts"
import { byId, element } from "./element.ts"

/** More columns than this leave no room for numbers in the cells. */
const mostNumbers = 24

const arrows: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1]
}

const chosen = (id: string, usual: number): number => {
  const select = document.querySelector<HTMLSelectElement>(`#${id}`)
  return select === null ? usual : Number(select.value)
}

const toneOf = ({ isBetterMore, key, kind }: HeatFigure, row: Row): string => {
  if (kind === "count" || kind === "money") return "plain"
  return isBetterMore && row[key] >= 0 ? "good" : "bad"
}

const cellOf = (figure: HeatFigure, map: Heat, row: Row | undefined): HTMLElement => {
  if (row === undefined) return element("td", "", { class: "none", tabindex: "-1", "aria-label": "not run" })
  const text = figureText(figure, row, true)
  const share = map.largest === 0 ? 0 : Math.min(1, Math.abs(row[figure.key]) / map.largest)
  const cell = element("td", map.xs.length > mostNumbers ? "" : text.replace(" %", ""), {
    class: `${toneOf(figure, row)}${row === map.best ? " best" : ""}`,
    tabindex: "-1",
    "aria-label": text
  })
  cell.style.setProperty("--share", `${Math.round(share * 62)}%`)
  return cell
}

const pair = (name: string, value: string): HTMLElement => {
  const shown = element("span", `${name} `)
  shown.append(element("b", value))
  return shown
}

/** The heat map: pointed at, or gone through with the arrow keys, each cell tells all of its combination. */
export class HeatMap {
  readonly #axes: ReadonlyArray<string>
  readonly #rows: ReadonlyArray<Row>
  #map: Heat | undefined
  #cells: ReadonlyArray<ReadonlyArray<HTMLElement>> = []

  constructor(axes: ReadonlyArray<string>, rows: ReadonlyArray<Row>) {
    this.#axes = axes
    this.#rows = rows
    for (const id of ["figure", "x-axis", "y-axis"])
      document.querySelector(`#${id}`)?.addEventListener("change", () => this.draw())
  }

  /** Draws the map of the figure and the axes that are chosen. */
  draw(): void {
    const figure = heatFigures[chosen("figure", 0)]
    const [x, y] = [chosen("x-axis", 0), chosen("y-axis", 1)]
    if (figure === undefined) return
    const map = heat(this.#rows, figure, x, y)
    this.#map = map
    this.#cells = map.cells.map((line) => line.map((row) => cellOf(figure, map, row)))
    const [across = "", down = ""] = [this.#axes[x], this.#axes[y]]
    const name = `${figure.name} by ${across}${down === "" ? "" : ` across and ${down} down`}`
    const table = element("table", "", { class: "heat", role: "grid", "aria-label": name })
    const head = element("tr", "")
    head.append(element("th", `${down} ↓  ${across} →`, { class: "corner" }))
    for (const value of map.xs) head.append(element("th", String(value), { scope: "col" }))
    table.append(head, ...this.#cells.map((line, at) => this.#line(String(map.ys[at] ?? ""), line)))
    this.#listen(table)
    const first = table.querySelector<HTMLElement>(".best") ?? this.#cells[0]?.[0]
    first?.setAttribute("tabindex", "0")
    byId("map").replaceChildren(table)
    this.#tell(map.best)
  }

  #line(name: string, cells: ReadonlyArray<HTMLElement>): HTMLElement {
    const line = element("tr", "")
    line.append(element("th", name, { scope: "row" }), ...cells)
    return line
  }

  #listen(table: HTMLElement): void {
    table.addEventListener("pointerover", (event) => this.#tell(this.#rowAt(event.target) ?? this.#map?.best))
    table.addEventListener("pointerleave", () => this.#tell(this.#map?.best))
    table.addEventListener("focusin", (event) => this.#tell(this.#rowAt(event.target)))
    table.addEventListener("keydown", (event) => {
      const [line, column] = this.#placeOf(event.target)
      const step = arrows[event.key]
      const next = step === undefined ? undefined : this.#cells[line + step[0]]?.[column + step[1]]
      if (next === undefined) return
      event.preventDefault()
      next.focus()
    })
  }

  #placeOf(target: EventTarget | null): readonly [line: number, column: number] {
    const isTarget = (cell: HTMLElement) => cell === target
    const line = this.#cells.findIndex((cells) => cells.some(isTarget))
    return [line, this.#cells[line]?.findIndex(isTarget) ?? -1]
  }

  #rowAt(target: EventTarget | null): Row | undefined {
    const [line, column] = this.#placeOf(target)
    return this.#map?.cells[line]?.[column]
  }

  /** Everything about one combination, in one line. */
  #tell(row: Row | undefined): void {
    const parts =
      row === undefined
        ? [element("span", "This combination was not run.")]
        : [
            ...this.#axes.map((axis, index) => pair(axis, String(row.params[index]))),
            ...heatFigures.map((figure) => pair(figure.name, figureText(figure, row)))
          ]
    byId("cell").replaceChildren(...parts)
  }
}
