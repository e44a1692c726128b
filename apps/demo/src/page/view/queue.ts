/** The symbols that wait for a slot, in the order in which they are served. */
import { el, inWhole, panel, setText } from "../dom.ts"
import type { View } from "./View.ts"

const shown = 32

export const queue = (): View => {
  const count = el("p", { class: "words", id: "queue-words" })
  const list = el("ol", { class: "queue", "aria-label": "Waiting symbols, next first" })
  const element = panel(
    "queue",
    "Waiting",
    "First come, first served; the newest wish of a symbol counts.",
    count,
    list
  )
  let before = ""
  return {
    element,
    update: ({ status }) => {
      if (status === null) return
      const { waiting } = status
      const more = waiting.length - shown
      setText(count, waiting.length === 0 ? "Nobody waits." : `${inWhole(waiting.length)} waiting`)
      const names = waiting.slice(0, shown).map((symbol) => symbol.replace("USDT", ""))
      const text = names.join(" ")
      if (text === before) return
      before = text
      const rest = more > 0 ? [el("li", { class: "more" }, `and ${inWhole(more)} more`)] : []
      list.replaceChildren(...names.map((name) => el("li", {}, name)), ...rest)
    }
  }
}
