/** The promises, as the exchange measured them. */
import { el, inProfit, inWhole, setAttribute, setText } from "../dom.ts"
import type { Status } from "../../live/protocol.ts"
import type { View } from "./View.ts"

interface Tile {
  readonly id: string
  readonly title: string
  readonly figure: (status: Status) => string
  readonly note: (status: Status) => string
  readonly holds: (status: Status) => boolean | null
}

const tiles: ReadonlyArray<Tile> = [
  {
    id: "most",
    title: "Most orders in any second",
    figure: ({ exchange }) => inWhole(exchange.mostSince),
    note: ({ exchange: { inLastSecond, limit, requests } }) =>
      `${limit} allowed; ${inLastSecond} in the last one, ${inWhole(requests)} in all`,
    holds: ({ exchange: { limit, mostSince } }) => mostSince <= limit
  },
  {
    id: "doubled",
    title: "Doubled reversals",
    figure: ({ exchange }) => inWhole(exchange.doubled),
    note: ({ exchange }) => `${inWhole(exchange.reversals)} executed, each order and each signal once`,
    holds: ({ exchange }) => exchange.doubled === 0
  },
  {
    id: "repeated",
    title: "Decisions that differ",
    figure: ({ repeated }) => inWhole(repeated.different),
    note: ({ repeated }) => `${inWhole(repeated.steps)} made again by a second engine, byte for byte`,
    holds: ({ repeated }) => repeated.different === 0
  },
  {
    id: "net",
    title: "Profit after fees",
    figure: ({ net }) => inProfit(net),
    note: ({ bar }) => `USDT, all symbols, after ${inWhole(bar)} bars; play money`,
    holds: () => null
  }
]

export const invariants = (): View => {
  const made = tiles.map((tile) => {
    const figure = el("dd", { class: "figure", id: `figure-${tile.id}` }, "–")
    const note = el("dd", { class: "note" })
    const element = el("div", { class: "tile" }, el("dt", {}, tile.title), figure, note)
    return { tile, figure, note, element }
  })
  const list = el("dl", { class: "tiles" }, ...made.map(({ element }) => element))
  const element = el("section", { id: "invariants", "aria-label": "What holds, measured at the exchange" }, list)
  return {
    element,
    update: ({ status }) => {
      if (status === null) return
      for (const { element: box, figure, note, tile } of made) {
        setText(figure, tile.figure(status))
        setText(note, tile.note(status))
        setAttribute(box, "data-holds", String(tile.holds(status)))
      }
    }
  }
}
