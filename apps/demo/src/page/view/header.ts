/** The name, what is happening now, and whether the page hears of it. */
import { el, setAttribute, setText } from "../dom.ts"
import type { Model } from "../model/Model.ts"
import { narrate } from "../model/narrate.ts"
import type { View } from "./View.ts"

const connectionWords = { connecting: "connecting …", live: "live", lost: "connection lost, trying again …" }

const processWords = ({ status }: Model): string => {
  if (status === null) return ""
  const { pid, state } = status.process
  return `trading process ${state}${pid === null ? "" : ` (${pid})`}, socket ${status.socket}`
}

const kindOf = (sentence: string): string => sentence.replaceAll(/[\d.]+/g, "")

export const header = (): View => {
  const connection = el("span", { class: "pill", id: "connection" })
  const trading = el("span", { class: "pill", id: "process" })
  const now = el("p", { class: "now", id: "now" })
  const spoken = el("p", { class: "spoken", role: "status" })
  const element = el(
    "header",
    {},
    el(
      "div",
      { class: "title" },
      el("h1", {}, "Backhand"),
      el("p", {}, "live on a simulated exchange, on this machine")
    ),
    el("div", { class: "pills" }, connection, trading),
    now,
    spoken
  )
  return {
    element,
    update: (model) => {
      setText(connection, connectionWords[model.connection])
      setAttribute(connection, "data-state", model.connection)
      setText(trading, processWords(model))
      setAttribute(trading, "data-state", model.status?.process.state ?? "starting")
      if (model.status === null) return
      const sentence = narrate(model.status)
      setText(now, sentence)
      // A count that runs is read out once, not ten times a second.
      if (kindOf(sentence) !== kindOf(spoken.textContent ?? "")) setText(spoken, sentence)
    }
  }
}
