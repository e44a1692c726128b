/** What a visitor can do, and what the engine does about it. */
import { el, panel, setAttribute, setText } from "../dom.ts"
import type { SwitchText } from "../../live/protocol.ts"
import type { View } from "./View.ts"

const post = (name: string, isOn: boolean): void => {
  fetch("switch", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, on: isOn })
  }).catch(() => undefined)
}

const make = ({ engine, exchange, isMomentary, name, title }: SwitchText) => {
  const button = el("button", { type: "button", id: `switch-${name}`, "aria-describedby": `about-${name}` }, title)
  if (!isMomentary) button.setAttribute("role", "switch")
  button.addEventListener("click", () => post(name, isMomentary || button.getAttribute("aria-checked") !== "true"))
  const told = el("p", { class: "told", id: `told-${name}` })
  const about = el(
    "div",
    { id: `about-${name}` },
    el("p", { class: "exchange" }, exchange),
    el("p", { class: "engine" }, engine)
  )
  return { name, button, told, isMomentary, element: el("li", { class: "switch" }, button, about, told) }
}

export const switches = (): View => {
  const list = el("ul", { class: "switches" })
  const element = panel(
    "switches",
    "What can go wrong",
    "Touch one. First comes what happens, then what the engine does about it, then what it has done.",
    list
  )
  let made: ReadonlyArray<ReturnType<typeof make>> = []
  return {
    element,
    update: ({ status, texts }) => {
      if (status === null) return
      if (made.length === 0) {
        made = texts.map(make)
        list.replaceChildren(...made.map(({ element }) => element))
      }
      for (const { button, element: item, isMomentary, name, told } of made) {
        const view = status.switches.find((each) => each.name === name)
        if (view === undefined) continue
        if (!isMomentary) setAttribute(button, "aria-checked", String(view.isOn))
        setAttribute(item, "data-on", String(view.isOn))
        setText(told, view.told)
      }
    }
  }
}
