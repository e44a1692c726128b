/** The colours of the style sheet, for what is drawn on a canvas. */
import { ColorType, type DeepPartial, type ChartOptions } from "lightweight-charts"

const dark = matchMedia("(prefers-color-scheme: dark)")

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

export const colours = () => ({
  long: colour("long"),
  short: colour("short"),
  up: colour("up"),
  down: colour("down"),
  live: colour("live"),
  offline: colour("offline")
})

export const chartOptions = (): DeepPartial<ChartOptions> => ({
  autoSize: true,
  layout: {
    attributionLogo: false,
    background: { type: ColorType.Solid, color: colour("panel") },
    textColor: colour("quiet"),
    fontFamily: getComputedStyle(document.body).fontFamily
  },
  grid: { vertLines: { visible: false }, horzLines: { color: colour("line") } },
  rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.1 } },
  timeScale: { borderVisible: false, rightOffset: 3 },
  handleScroll: { vertTouchDrag: false }
})

/** Calls back when the visitor's theme changes. */
export const onTheme = (then: () => void): void => dark.addEventListener("change", then)
