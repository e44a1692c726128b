import { byId, element } from "./element.ts"
import type { History } from "./history.ts"

const day = 86_400_000

const lengths = [
  ["1 h", day / 24],
  ["1 d", day],
  ["1 w", 7 * day],
  ["1 mo", 30.5 * day],
  ["3 mo", 91.3 * day],
  ["1 y", 365.25 * day]
] as const

const zoom = (history: History, factor: number): void => {
  const { from, until } = history.visible
  const [middle, half] = [(from + until) / 2, ((until - from) * factor) / 2]
  history.show({ from: middle - half, until: middle + half })
}

const shift = (history: History, share: number): void => {
  const { from, until } = history.visible
  const by = (until - from) * share
  history.show({ from: from + by, until: until + by })
}

const all = (history: History): void => history.show({ from: 0, until: history.levels.length })

const offer = (name: string, show: () => void): void => {
  const button = element("button", name, { type: "button" })
  button.addEventListener("click", show)
  byId("ranges").append(button)
}

/** Offers the stretches of time that this history is long enough for, all of it, and zooming. */
export const rangeButtons = (history: History): void => {
  const { length } = history.levels
  const time = history.levels.candles[0]?.time
  const whole = (time?.[length - 1] ?? 0) - (time?.[0] ?? 0)
  for (const [name, ms] of lengths) {
    const bars = (ms / whole) * length
    if (bars < 20 || bars >= length) continue
    offer(name, () => history.show({ from: history.visible.until - bars, until: history.visible.until }))
  }
  offer("All", () => all(history))
  for (const button of document.querySelectorAll<HTMLElement>("[data-zoom]"))
    button.addEventListener("click", () => zoom(history, button.dataset["zoom"] === "in" ? 0.5 : 2))
}

/** Lets the keyboard move and zoom the chart, and step from trade to trade. */
export const pressKeys = (host: HTMLElement, history: History, step: (by: number) => void): void => {
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => shift(history, -0.2),
    ArrowRight: () => shift(history, 0.2),
    PageUp: () => shift(history, -1),
    PageDown: () => shift(history, 1),
    "+": () => zoom(history, 0.5),
    "=": () => zoom(history, 0.5),
    "-": () => zoom(history, 2),
    Home: () => all(history),
    n: () => step(1),
    p: () => step(-1)
  }
  host.addEventListener("keydown", (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
}
