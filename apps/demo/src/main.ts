/** The guided demo: one strategy, live on a simulated exchange and replayed on history, compared to the last digit. */
import { parseArgs } from "node:util"
import { Progress } from "./Progress.ts"
import { differences } from "./differences.ts"
import { runLive } from "./live.ts"
import { runOffline } from "./offline.ts"
import { cut, loadSeries } from "./series.ts"
import { smaCross } from "./smaCross.ts"
import { tableOf } from "./table.ts"
import { usualReport, writeReport } from "./writeReport.ts"

const usage = `usage: demo [--candles FILE] [--fast 20] [--slow 100] [--size 1] [--orders 100] [--report FILE]

  --candles FILE   CSV of candles (time, open, high, low, close); default: a packaged series
  --fast, --slow   lengths of the two averages
  --size           base units to enter with
  --orders         stop after about so many orders: the exchange takes 10 a second
  --report FILE    where the report goes; default: the folder for temporary files
`

const options = {
  candles: { type: "string" },
  fast: { type: "string", default: "20" },
  slow: { type: "string", default: "100" },
  size: { type: "string", default: "1" },
  orders: { type: "string", default: "100" },
  report: { type: "string", default: usualReport },
  help: { type: "boolean", default: false }
} as const

const count = (name: string, text: string): number => {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new Error(`--${name}: expected a whole number above zero, got ${JSON.stringify(text)}`)
}

const run = async (values: ReturnType<typeof parseArgs<{ options: typeof options }>>["values"]): Promise<number> => {
  const [fast, slow, orders] = (["fast", "slow", "orders"] as const).map((name) => count(name, values[name]))
  if (fast === undefined || slow === undefined || orders === undefined || fast >= slow)
    throw new Error(`--fast must be less than --slow, got ${fast} and ${slow}`)
  const strategy = smaCross(fast, slow)
  const whole = loadSeries(values.candles)
  const series = cut(whole, runOffline(whole, strategy, values.size).fills, orders)
  const progress = new Progress(series.bars.length)
  const live = await runLive(series, strategy, values.size, (bar, reversals) => progress.show(bar, reversals))
  progress.end()
  const offline = runOffline(series, strategy, values.size)
  const found = differences(live.fills, offline.fills)
  if (live.position !== offline.position) found.push(`live ends ${live.position}; offline ends ${offline.position}`)
  if (!live.repeated.isSame) found.push("a second engine, fed with the recording, decides otherwise")
  if (live.journal.open > 0) found.push(`the journal does not know the end of ${live.journal.open} orders`)
  const settings = { fast, slow, size: values.size }
  const report = writeReport(values.report, series, offline, settings)
  process.stdout.write(tableOf({ series, whole, live, offline, differences: found, report, ...settings }))
  return found.length === 0 ? 0 : 1
}

const main = async (): Promise<number> => {
  try {
    const { values } = parseArgs({ options })
    if (values.help) {
      process.stdout.write(usage)
      return 0
    }
    return await run(values)
  } catch (error) {
    process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return 2
  }
}

process.exitCode = await main()
