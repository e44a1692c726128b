/** Position and profit of every symbol, in the exchange's own books. */
import { el, inMoney, inProfit, inWhole, panel, setAttribute, setText } from "../dom.ts"
import type { Row } from "../../live/protocol.ts"
import type { View } from "./View.ts"

const columns = ["Symbol", "Position", "Entry", "Price", "Profit", "Orders", "Now"]

const cells = (row: Row): ReadonlyArray<string> => [
  row.symbol.replace("USDT", ""),
  row.side === null ? "flat" : `${row.side} ${row.size}`,
  row.side === null ? "" : inMoney(row.entry),
  inMoney(row.price),
  inProfit(row.profit),
  inWhole(row.orders),
  row.stage
]

const make = (row: Row) => {
  const parts = columns.map((_, k) => (k === 0 ? el("th", { scope: "row" }) : el("td")))
  return { parts, element: el("tr", { "data-symbol": row.symbol }, ...parts) }
}

const fill = ({ element, parts }: ReturnType<typeof make>, row: Row): void => {
  cells(row).forEach((text, k) => setText(parts[k] as HTMLElement, text))
  setAttribute(element, "data-side", row.side ?? "flat")
  setAttribute(element, "data-stage", row.stage)
  setAttribute(element, "data-profit", row.profit < 0 ? "loss" : "gain")
}

export const positions = (): View => {
  const body = el("tbody")
  const table = el(
    "table",
    {},
    el("thead", {}, el("tr", {}, ...columns.map((name) => el("th", { scope: "col" }, name)))),
    body
  )
  const scroll = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Positions" }, table)
  const element = panel(
    "positions",
    "Positions",
    "Profit is after fees, open positions marked at the last price.",
    scroll
  )
  const made = new Map<string, ReturnType<typeof make>>()
  const drawn = new Map<string, Row>()
  return {
    element,
    update: ({ rows }) => {
      for (const row of rows.values()) {
        if (drawn.get(row.symbol) === row) continue
        const known = made.get(row.symbol)
        const line = known ?? make(row)
        if (known === undefined) {
          made.set(row.symbol, line)
          body.append(line.element)
        }
        fill(line, row)
        drawn.set(row.symbol, row)
      }
    }
  }
}
