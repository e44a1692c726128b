/** The rate budget: a slot for each request that a second may hold, and what arrived in every second of the last minute. */
import { el, panel, setAttribute, setText, svg } from "../dom.ts"
import type { Status } from "../../live/protocol.ts"
import type { View } from "./View.ts"

const looks = 600
const height = 60

/** The line of arrivals; its newest point stands at the right edge. */
const points = (pulse: ReadonlyArray<number>, top: number): string =>
  pulse.map((value, k) => `${looks - pulse.length + k},${(height - (value / top) * height).toFixed(1)}`).join(" ")

const slotElements = (count: number): ReadonlyArray<HTMLElement> =>
  Array.from({ length: count }, () => el("span", { class: "slot" }, el("span", { class: "fill" })))

const drawSlots = (box: HTMLElement, { budget: { slots, windowMs } }: Status): void => {
  if (box.childElementCount !== slots.length) box.replaceChildren(...slotElements(slots.length))
  slots.forEach(({ freeInMs }, k) => {
    const slot = box.children[k] as HTMLElement
    const share = freeInMs === null ? 0 : Math.min(1, freeInMs / windowMs)
    setAttribute(slot, "data-state", freeInMs === null ? "free" : freeInMs > windowMs + 50 ? "open" : "closing")
    ;(slot.firstElementChild as HTMLElement).style.setProperty("--share", share.toFixed(3))
  })
}

export const budget = (): View => {
  const slots = el("div", { class: "slots", role: "img" })
  const words = el("p", { class: "words", id: "budget-words" })
  const line = svg("polyline", { class: "pulse", points: "" })
  const limit = svg("line", { class: "limit", x1: "0", x2: String(looks), y1: "0", y2: "0" })
  const drawing = svg(
    "svg",
    { viewBox: `0 -4 ${looks} ${height + 8}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    limit,
    line
  )
  const scale = el("p", { class: "scale" })
  const element = panel(
    "budget",
    "Rate budget",
    "A request holds a slot until a second after its arrival is proved. Amber: on its way. Green: proved, running out.",
    slots,
    words,
    el("div", { class: "drawing" }, drawing),
    scale
  )
  return {
    element,
    update: ({ pulse, status }) => {
      if (status === null) return
      drawSlots(slots, status)
      const { limit: most } = status.budget
      const taken = status.budget.slots.filter(({ freeInMs }) => freeInMs !== null).length
      const text = `${taken} of ${most} ${most === 1 ? "slot" : "slots"} taken`
      setText(words, text)
      setAttribute(slots, "aria-label", text)
      const top = Math.max(10, most, ...pulse)
      line.setAttribute("points", points(pulse, top))
      const at = String(height - (most / top) * height)
      limit.setAttribute("y1", at)
      limit.setAttribute("y2", at)
      setText(scale, `Arrivals in the rolling second, last minute. The line is the limit: ${most} a second.`)
    }
  }
}
