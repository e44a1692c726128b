import type { SeriesMarker, Time } from "lightweight-charts"
import { count } from "../src/report/format.ts"
import { marksOf, type Turn } from "../src/report/markers.ts"
import type { Stretch, View } from "../src/report/viewport.ts"
import { colours } from "./colours.ts"
import type { History } from "./history.ts"
import type { Panes } from "./panes.ts"

/** Pixels between two marks, and between two where they would be clutter: more than one in sixteen pixels. */
const [apart, wide, room] = [13, 40, 16]

const shapes = {
  long: { position: "belowBar", shape: "arrowUp", colour: "gain" },
  short: { position: "aboveBar", shape: "arrowDown", colour: "loss" },
  flat: { position: "aboveBar", shape: "circle", colour: "muted" }
} as const

/** Marks the turns in sight: an arrow each, or their number where they are too many to be told apart. */
export const drawMarks = (panes: Panes, history: History, turns: ReadonlyArray<Turn>, chosen: number | undefined) => {
  const { view, visible } = history
  const width = Math.max(1, panes.chart.timeScale().width())
  const size = 2 ** view.level
  const barsPerPixel = (visible.until - visible.from) / width
  const palette = colours()
  const [from, until] = [view.from * size, view.until * size]
  const times = history.levels.candles[view.level]?.time
  const gather = (pixels: number) => marksOf(turns, from, until, Math.max(size, pixels * barsPerPixel))
  const near = gather(apart)
  const marks = near.length > width / room || near.some((mark) => mark.turns.length > 9) ? gather(wide) : near
  const drawn = marks.map(({ bar, turns: [first, ...more] }): SeriesMarker<Time> => {
    const time = ((times?.[Math.floor(bar / size)] ?? 0) / 1000) as Time
    if (more.length > 0 || first === undefined)
      return {
        time,
        position: "aboveBar",
        shape: "circle",
        size: 0.4,
        color: palette.muted,
        text: count(more.length + 1),
        id: `zoom-${bar}`
      }
    const { colour, position, shape } = shapes[first.to]
    const isChosen = first.trade !== undefined && first.trade === chosen
    return {
      time,
      position,
      shape,
      color: isChosen ? palette.accent : palette[colour],
      size: isChosen ? 1.8 : 1,
      id: first.trade === undefined ? "open" : `trade-${first.trade}`
    }
  })
  panes.markers.setMarkers(drawn)
}

/** What a click on a mark means: a trade, a stretch to look into, or nothing. */
export const clicked = (
  id: unknown,
  view: View,
  visible: Stretch
): { trade: number } | { stretch: Stretch } | undefined => {
  if (typeof id !== "string") return undefined
  const number = Number(id.slice(id.indexOf("-") + 1))
  if (id.startsWith("trade-")) return { trade: number }
  if (!id.startsWith("zoom-")) return undefined
  const width = Math.max(16 * 2 ** view.level, (visible.until - visible.from) / 8)
  return { stretch: { from: number - width / 4, until: number + (width * 3) / 4 } }
}
