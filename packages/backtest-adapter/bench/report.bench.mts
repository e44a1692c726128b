/**
 * A report of a million candles, made and opened in Chromium: our page against the same chart fed with all candles as
 * JSON, as one would write it first. Opening is counted from the navigation to the chart being painted; the two take
 * turns; medians. The plain page is opened once: it takes long.
 *
 *     node --conditions=@backhand/source bench/report.bench.mts [bars] [rounds]
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { Kernel, makeStrategy, type ReportInput, renderReport, reportOfKernel } from "@backhand/backtest-adapter"
import { Result } from "effect"
import { setup } from "../scripts/bundlePage.mts"
import { hasBrowser, launch } from "../test/report/browser.ts"
import { median, randomWalk } from "./walk.mts"

const length = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 3)

/** Candles, equity and drawdown as JSON, handed to the same library in whole. */
const plainPage = ({ account: { equity }, symbols: [symbol] }: ReportInput): string => {
  const charts = dirname(createRequire(import.meta.url).resolve("lightweight-charts/package.json"))
  const library = readFileSync(join(charts, "dist/lightweight-charts.standalone.production.js"), "utf8")
  const bars = symbol?.bars
  const candles = Array.from(equity, (_, k) =>
    [bars?.time, bars?.open, bars?.high, bars?.low, bars?.close].map((it) => it?.[k])
  )
  let peak = 0
  const falls = Array.from(equity, (value) => value / (peak = Math.max(peak, value)) - 1)
  return `<!doctype html><meta charset="utf-8"><div id="chart" style="height:560px"></div>
<script type="application/json" id="data">${JSON.stringify({ candles, equity: [...equity], falls })}</script>
<script>${library}</script><script>
const data = JSON.parse(document.querySelector("#data").textContent)
const { createChart, CandlestickSeries, LineSeries } = LightweightCharts
const chart = createChart(document.querySelector("#chart"), { timeScale: { minBarSpacing: 0.0001 } })
const add = (type, pane, rows) => chart.addSeries(type, {}, pane).setData(rows)
add(CandlestickSeries, 0, data.candles.map(([time, open, high, low, close]) => ({ time: time / 1000, open, high, low, close })))
add(LineSeries, 1, data.equity.map((value, k) => ({ time: data.candles[k][0] / 1000, value })))
add(LineSeries, 2, data.falls.map((value, k) => ({ time: data.candles[k][0] / 1000, value })))
chart.timeScale().fitContent()
document.documentElement.dataset.ready = ""
</script>`
}

const timed = <T,>(work: () => T): readonly [ms: number, result: T] => {
  const start = performance.now()
  const result = work()
  return [performance.now() - start, result]
}

/** Two frames after the script has done its work, everything has been painted. */
const painted = `new Promise((done) => {
  const look = () => document.documentElement.dataset.ready === undefined
    ? setTimeout(look, 2)
    : requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
  look()
})`

await setup()
const bars = randomWalk(length)
const { signals } = Result.getOrThrow(
  Result.map(makeStrategy("sma-cross", [100, 300]), (it) => ({ signals: it.signals(bars) }))
)
const run = Result.getOrThrow(Kernel.run(bars, signals, { size: "0.1", feeRate: "0.0001", capital: "1000000" }))
const about = { title: "A million candles", coin: "USDT", parameters: [] }
const folder = mkdtempSync(join(tmpdir(), "backhand-bench-"))
const pages = {
  renderReport: () => renderReport(reportOfKernel("WALK", bars, run, about)),
  "JSON, all candles in the chart": () => plainPage(reportOfKernel("WALK", bars, run, about))
}
const made: Record<string, Array<number>> = {}
const opened: Record<string, Array<number>> = {}
const browser = hasBrowser ? await launch() : undefined
for (let round = 0; round < rounds; round++)
  for (const [name, make] of Object.entries(pages).slice(0, round === 0 ? 2 : 1)) {
    const [ms, html] = timed(make)
    const file = join(folder, `${Object.keys(pages).indexOf(name)}.html`)
    writeFileSync(file, html)
    ;(made[name] ??= []).push(ms)
    if (browser === undefined) continue
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(pathToFileURL(file).href, { waitUntil: "commit" })
    ;(opened[name] ??= []).push(await page.evaluate(painted))
    await page.close()
  }
await browser?.close()

const [ours = "", peer = ""] = Object.keys(pages)
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
process.stdout.write(`${length} candles, ${run.trades.length} trades, medians of ${rounds}\n`)
for (const [index, name] of Object.keys(pages).entries()) {
  const size = statSync(join(folder, `${index}.html`)).size / 1e6
  process.stdout.write(
    `${name.padEnd(32)} made in ${seconds(median(made[name] ?? []))}, ${size.toFixed(1)} MB, opened in ${seconds(median(opened[name] ?? []))}\n`
  )
}
const ratio = (of: Record<string, Array<number>>) => (median(of[peer] ?? []) / median(of[ours] ?? [])).toFixed(1)
process.stdout.write(
  `the report is made ${ratio(made)} times as fast and opens ${ratio(opened)} times as fast (goal: opened within 1.5 s)\n`
)
rmSync(folder, { recursive: true })
