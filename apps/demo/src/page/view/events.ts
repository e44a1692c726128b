/** Everything that happened, newest first, with filters. */
import { el, inWhole, panel, setText } from "../dom.ts"
import type { EventLine } from "../../live/protocol.ts"
import { type Model, shownEvents } from "../model/Model.ts"
import type { Dispatch, View } from "./View.ts"

const kinds = [
  "sent",
  "accepted",
  "settled",
  "held",
  "superseded",
  "unknown",
  "throttled",
  "recovered",
  "refused",
  "mismatch",
  "halted"
]

const time = (at: number): string => new Date(at).toISOString().slice(11, 23)

const lineOf = ({ at, event, n, symbol, text }: EventLine): HTMLElement =>
  el(
    "li",
    { "data-event": event, "data-n": String(n) },
    el("time", {}, time(at)),
    el("b", {}, event),
    el("span", { class: "symbol" }, symbol.replace("USDT", "")),
    el("span", { class: "text" }, text)
  )

const makeFilters = (dispatch: Dispatch) => {
  const counts = new Map(kinds.map((kind) => [kind, el("span", { class: "count", id: `count-${kind}` }, "0")]))
  const boxes = kinds.map((kind) => {
    const box = el("input", { type: "checkbox", checked: kind !== "accepted" })
    box.addEventListener("change", () => dispatch({ act: "hide", event: kind, isHidden: !box.checked }))
    return el("label", {}, box, ` ${kind} `, counts.get(kind) as HTMLElement)
  })
  const search = el("input", { type: "search", placeholder: "symbol", "aria-label": "Only symbols that contain" })
  search.addEventListener("input", () => dispatch({ act: "search", search: search.value }))
  const element = el("fieldset", { class: "filters" }, el("legend", {}, "Show"), ...boxes, search)
  const update = ({ status }: Model): void => {
    for (const [kind, count] of counts) setText(count, inWhole(status?.counts[kind] ?? 0))
  }
  return { element, update }
}

/** Adds the new lines at the top where only new ones have come; otherwise draws all of them. */
const draw = (list: HTMLElement, before: ReadonlyArray<EventLine>, lines: ReadonlyArray<EventLine>): void => {
  const [newest] = before
  const known = newest === undefined ? -1 : lines.findIndex(({ n }) => n === newest.n)
  if (known < 0) return list.replaceChildren(...lines.map(lineOf))
  list.prepend(...lines.slice(0, known).map(lineOf))
  while (list.childElementCount > lines.length) list.lastElementChild?.remove()
}

export const events = (dispatch: Dispatch): View => {
  const filters = makeFilters(dispatch)
  const list = el("ol", { class: "log", tabindex: "0", "aria-label": "Events, newest first" })
  const element = panel(
    "events",
    "Events",
    "Nothing disappears silently: whatever happens to a signal is one of these.",
    filters.element,
    list
  )
  let before: ReadonlyArray<EventLine> = []
  let from: Pick<Model, "events" | "hidden" | "search"> | undefined
  return {
    element,
    update: (model) => {
      filters.update(model)
      const isRefiltered = from?.hidden !== model.hidden || from.search !== model.search
      if (from?.events === model.events && !isRefiltered) return
      const lines = shownEvents(model)
      draw(list, isRefiltered ? [] : before, lines)
      before = lines
      from = model
    }
  }
}
