/** The page: hears what the server tells, keeps the model, and brings the views up to it. */
import type { Message } from "../live/protocol.ts"
import { el } from "./dom.ts"
import { type Action, initial, type Model, reduce } from "./model/Model.ts"
import { budget } from "./view/budget.ts"
import { events } from "./view/events.ts"
import { header } from "./view/header.ts"
import { invariants } from "./view/invariants.ts"
import { market } from "./view/market.ts"
import { positions } from "./view/positions.ts"
import { queue } from "./view/queue.ts"
import { replay } from "./view/replay.ts"
import { switches } from "./view/switches.ts"

let model: Model = initial
let isDue = false

/** Views are brought up to date once a frame, however much has come. */
const dispatch = (action: Action): void => {
  model = reduce(model, action)
  if (isDue) return
  isDue = true
  requestAnimationFrame(() => {
    isDue = false
    for (const { update } of views) update(model)
  })
}

const parts = {
  header: header(),
  invariants: invariants(),
  market: market(dispatch),
  replay: replay(dispatch),
  budget: budget(),
  queue: queue(),
  switches: switches(),
  positions: positions(),
  events: events(dispatch)
}
const views = Object.values(parts)

const main = el(
  "main",
  { id: "main" },
  parts.invariants.element,
  parts.market.element,
  el("div", { class: "side" }, parts.budget.element, parts.queue.element),
  parts.switches.element,
  parts.replay.element,
  parts.positions.element,
  parts.events.element
)
document.querySelector("#app")?.replaceChildren(parts.header.element, main)

/** The browser connects anew by itself; every connection begins with a snapshot. */
const source = new EventSource("events")
source.addEventListener("message", ({ data }) => {
  dispatch({ act: "message", message: JSON.parse(String(data)) as Message })
})
source.addEventListener("error", () => {
  dispatch({ act: "connection", connection: "lost" })
})
