import { element } from "./element.ts"
import type { TradeColumn, TradeRow } from "./tradeColumns.ts"

/** The height of a row in the style sheet, pixels. */
const rowHeight = 29

const byKey =
  (column: TradeColumn, direction: number) =>
  (a: TradeRow, b: TradeRow): number => {
    const [one, other] = [column.key(a), column.key(b)]
    return (one < other ? -1 : one > other ? 1 : a.number - b.number) * direction
  }

const spacer = (): HTMLElement => {
  const row = element("tr", "", { "aria-hidden": "true" })
  row.append(element("td", ""))
  return row
}

/** A table of any length: only the rows in sight exist. Arrow keys go from trade to trade. */
export class TradeTable {
  readonly #host: HTMLElement
  readonly #columns: ReadonlyArray<TradeColumn>
  readonly #choose: (row: TradeRow) => void
  readonly #body = element("tbody", "")
  readonly #heads: ReadonlyArray<HTMLElement>
  #rows: ReadonlyArray<TradeRow>
  #chosen: TradeRow | undefined
  #sorted = { column: 0, direction: 1 }

  constructor(
    host: HTMLElement,
    rows: ReadonlyArray<TradeRow>,
    columns: ReadonlyArray<TradeColumn>,
    choose: (row: TradeRow) => void
  ) {
    this.#host = host
    this.#rows = rows
    this.#columns = columns
    this.#choose = choose
    this.#heads = columns.map((column, index) => this.#head(column, index))
    const table = element("table", "", {
      class: "trades",
      role: "grid",
      "aria-rowcount": String(rows.length + 1),
      "aria-label": "Trades"
    })
    const head = element("thead", "")
    const line = element("tr", "", { "aria-rowindex": "1" })
    line.append(...this.#heads)
    head.append(line)
    table.append(head, this.#body)
    host.append(table)
    host.addEventListener("scroll", () => requestAnimationFrame(() => this.#draw()), { passive: true })
    this.#body.addEventListener("keydown", (event) => this.#press(event))
    new ResizeObserver(() => this.#draw()).observe(host)
    this.#draw()
  }

  /** Marks a trade as chosen and brings it into sight. */
  show(row: TradeRow): void {
    this.#chosen = row
    const top = this.#rows.indexOf(row) * rowHeight
    const room = this.#host.clientHeight - 2 * rowHeight
    if (top < this.#host.scrollTop || top > this.#host.scrollTop + room - rowHeight)
      this.#host.scrollTop = Math.max(0, top - room / 2)
    this.#draw()
  }

  #head({ isText = false, name }: TradeColumn, index: number): HTMLElement {
    const head = element("th", "", {
      scope: "col",
      ...(isText ? { class: "text" } : {}),
      "aria-sort": index === 0 ? "ascending" : "none"
    })
    const button = element("button", name, { type: "button" })
    button.addEventListener("click", () => this.#sort(index))
    head.append(button)
    return head
  }

  #sort(column: number): void {
    const isSame = this.#sorted.column === column
    this.#sorted = { column, direction: isSame ? -this.#sorted.direction : 1 }
    const by = this.#columns[column]
    if (by === undefined) return
    this.#rows = this.#rows.toSorted(byKey(by, this.#sorted.direction))
    this.#heads.forEach((head, index) =>
      head.setAttribute(
        "aria-sort",
        index !== column ? "none" : this.#sorted.direction > 0 ? "ascending" : "descending"
      )
    )
    this.#host.scrollTop = 0
    this.#draw()
  }

  #line(row: TradeRow, at: number, isReachable: boolean): HTMLElement {
    const line = element("tr", "", {
      "aria-rowindex": String(at + 2),
      "aria-selected": String(row === this.#chosen),
      tabindex: isReachable ? "0" : "-1",
      "data-trade": String(row.number)
    })
    for (const { isText = false, text, tone } of this.#columns) {
      const value = tone?.(row) ?? 0
      const classes = [isText ? "text" : "", value > 0 ? "gain" : value < 0 ? "loss" : ""].join(" ").trim()
      line.append(element("td", text(row), classes === "" ? {} : { class: classes }))
    }
    line.addEventListener("click", () => this.#choose(row))
    return line
  }

  #draw(): void {
    const from = Math.max(0, Math.floor(this.#host.scrollTop / rowHeight) - 10)
    const until = Math.min(this.#rows.length, from + Math.ceil(this.#host.clientHeight / rowHeight) + 20)
    const chosen = this.#chosen === undefined ? -1 : this.#rows.indexOf(this.#chosen)
    const reachable =
      chosen >= from && chosen < until ? chosen : Math.min(until - 1, Math.floor(this.#host.scrollTop / rowHeight))
    const [above, below] = [spacer(), spacer()]
    above.style.height = `${from * rowHeight}px`
    below.style.height = `${(this.#rows.length - until) * rowHeight}px`
    const lines = this.#rows.slice(from, until).map((row, k) => this.#line(row, from + k, from + k === reachable))
    const hadFocus = this.#body.contains(document.activeElement)
    this.#body.replaceChildren(...(from > 0 ? [above] : []), ...lines, ...(until < this.#rows.length ? [below] : []))
    if (hadFocus) lines[reachable - from]?.focus({ preventScroll: true })
  }

  #press(event: KeyboardEvent): void {
    const screen = Math.max(1, Math.floor(this.#host.clientHeight / rowHeight) - 2)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: screen,
      PageUp: -screen,
      Home: -Infinity,
      End: Infinity,
      Enter: 0,
      " ": 0
    }
    const step = steps[event.key]
    const line = event.target instanceof HTMLElement ? event.target.closest("tr") : null
    if (step === undefined || line === null) return
    event.preventDefault()
    const at = this.#rows.findIndex(({ number }) => String(number) === line.dataset["trade"])
    const row = this.#rows[Math.min(this.#rows.length - 1, Math.max(0, at + step))]
    if (row !== undefined) this.#choose(row)
  }
}
