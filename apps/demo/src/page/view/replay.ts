/** "Replay this": the live line, and the same signals through the backtest adapter laid over it. */
import { createChart, LineSeries, LineStyle, type UTCTimestamp } from "lightweight-charts"
import { el, inWhole, panel, setText } from "../dom.ts"
import type { ReplayView } from "../../live/protocol.ts"
import { chartOptions, colours, onTheme } from "./theme.ts"
import type { Dispatch, View } from "./View.ts"

/** What the replay found, in words. */
const wordsOf = (replay: ReplayView): string => {
  if (replay.live.length === 0) return "Nothing has been traded yet. Wait for the first order, then try again."
  const { differences, executions, liveNet, offlineNet, signals, symbols } = replay
  const what = `${inWhole(signals)} signals of ${inWhole(symbols)} symbols.`
  const profit = `Live ${liveNet}, offline ${offlineNet} USDT.`
  return differences.length === 0
    ? `${what} All ${inWhole(executions)} executions are the same: bar, size, price, fee and profit. ${profit}`
    : `${what} ${inWhole(differences.length)} executions differ. ${profit} First: ${differences[0]}`
}

const pointsOf = (values: ReadonlyArray<number>) => values.map((value, bar) => ({ time: bar as UTCTimestamp, value }))

/** Bars are counted from the session's start, whatever day they stand for. */
const options = () => ({
  ...chartOptions(),
  localization: { timeFormatter: (bar: unknown) => `bar ${String(bar)}` },
  timeScale: { borderVisible: false, tickMarkFormatter: (bar: unknown) => String(bar) }
})

const makeChart = (box: HTMLElement) => {
  const chart = createChart(box, options())
  const quiet = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false }
  const live = chart.addSeries(LineSeries, { ...quiet, color: colours().live, lineWidth: 4 })
  const offline = chart.addSeries(LineSeries, {
    ...quiet,
    color: colours().offline,
    lineWidth: 2,
    lineStyle: LineStyle.Dashed
  })
  onTheme(() => {
    chart.applyOptions(options())
    live.applyOptions({ color: colours().live })
    offline.applyOptions({ color: colours().offline })
  })
  return (replay: ReplayView): void => {
    live.setData(pointsOf(replay.live))
    offline.setData(pointsOf(replay.offline))
    chart.timeScale().fitContent()
  }
}

const ask = async (dispatch: Dispatch): Promise<void> => {
  dispatch({ act: "replay", replay: "running" })
  try {
    const reply = await fetch("replay", { method: "POST", headers: { "content-type": "application/json" } })
    dispatch({ act: "replay", replay: reply.ok ? ((await reply.json()) as ReplayView) : null })
  } catch {
    dispatch({ act: "replay", replay: null })
  }
}

export const replay = (dispatch: Dispatch): View => {
  const button = el("button", { type: "button", id: "replay-button", class: "primary" }, "Replay this")
  button.addEventListener("click", () => void ask(dispatch))
  const words = el("p", { class: "words", id: "replay-words", role: "status" })
  const box = el("div", {
    class: "chart small",
    role: "img",
    "aria-label": "Profit after fees, live and offline",
    hidden: true
  })
  const legend = el(
    "p",
    { class: "legend", hidden: true },
    el("span", { class: "key live" }),
    "live ",
    el("span", { class: "key offline" }),
    "offline"
  )
  const about =
    "The signals recorded so far, through the backtest adapter: the same engine decides again in virtual time."
  const element = panel("replay", "Live is offline", about, button, words, box, legend)
  let draw: ReturnType<typeof makeChart> | undefined
  let drawn: unknown
  return {
    element,
    update: ({ replay: found }) => {
      if (found === drawn) return
      drawn = found
      button.disabled = found === "running"
      if (found === "running") return setText(words, "Replaying …")
      if (found === null) return setText(words, "")
      const isEmpty = found.live.length === 0
      box.hidden = isEmpty
      legend.hidden = isEmpty
      setText(words, wordsOf(found))
      if (isEmpty) return
      draw ??= makeChart(box)
      draw(found)
    }
  }
}
