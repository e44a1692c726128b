// The job in PineTS, as a strategy of Pine v6. Its equity is that of float averages.
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import { cpuMs, randomWalk } from "../walk.mts"

const [folder = ".", count = "5000"] = process.argv.slice(2)
const file = createRequire(`${folder}/package.json`).resolve("pinets")
// oxlint-disable-next-line typescript/no-explicit-any -- a peer that need not be installed has no types
const pine: any = await import(pathToFileURL(file).href)
const PineTS = pine.PineTS ?? pine.default.PineTS

const walked = randomWalk(Number(count))
const bars = Array.from(walked.close, (close, i) => ({
  openTime: walked.time[i],
  closeTime: (walked.time[i] ?? 0) + 59_999,
  volume: 1,
  open: (walked.open[i] ?? 0) / 10,
  high: (walked.high[i] ?? 0) / 10,
  low: (walked.low[i] ?? 0) / 10,
  close: close / 10
}))
const script = `//@version=6
strategy("cross", initial_capital=1000000, commission_type=strategy.commission.percent, commission_value=0.06, default_qty_type=strategy.fixed, default_qty_value=1)
fast = ta.sma(close, 10)
slow = ta.sma(close, 30)
if ta.crossover(fast, slow)
    strategy.entry("L", strategy.long)
if ta.crossunder(fast, slow)
    strategy.entry("S", strategy.short)
plot(strategy.equity, "equity")
`
const started = cpuMs()
const { plots } = await new PineTS(bars, "X", "1", bars.length).run(script)
process.stdout.write(JSON.stringify([cpuMs() - started, "–", plots.equity.data.at(-1).value]))
process.exit(0)
