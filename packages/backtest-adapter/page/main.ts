import { type PageRun, readRun } from "../src/report/PageRun.ts"
import { type PageSweep, sweepRows } from "../src/report/PageSweep.ts"
import { onColours } from "./colours.ts"
import { byId } from "./element.ts"
import { hideOnEscape, offerCopy, switchTheme } from "./head.ts"
import { HeatMap } from "./HeatMap.ts"
import { inflate } from "./inflate.ts"
import { pressKeys, rangeButtons } from "./ranges.ts"
import { RunPage } from "./RunPage.ts"

const startRun = async (data: PageRun): Promise<void> => {
  const page = new RunPage(data, readRun(data, await inflate(data.bytes)))
  rangeButtons(page.history)
  pressKeys(byId("chart"), page.history, (by) => page.step(by))
  onColours(() => page.paint())
}

const start = async (): Promise<void> => {
  switchTheme()
  offerCopy()
  hideOnEscape()
  const data: PageRun | PageSweep = JSON.parse(byId("data").textContent)
  if (data.kind === "run") await startRun(data)
  else new HeatMap(data.axes, sweepRows(data)).draw()
  document.documentElement.dataset["ready"] = ""
}

void start()
