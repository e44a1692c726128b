// The job in backtest-kit: it is told the crosses, holds in memory, closes from its listener, and opens a bar later.
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import { makeStrategy } from "@backhand/backtest-adapter"
import { Result } from "effect"
import { cpuMs, randomWalk } from "../walk.mts"

const [folder = ".", count = "5000"] = process.argv.slice(2)
const length = Number(count)
const file = createRequire(`${folder}/package.json`).resolve("backtest-kit")
// oxlint-disable-next-line typescript/no-explicit-any -- a peer that need not be installed has no types
const kit: any = await import(pathToFileURL(file).href)

const bars = randomWalk(length + 2_000)
const signals = Result.getOrThrow(makeStrategy("sma-cross", [10, 30])).signals(bars)
const begin = Date.UTC(2020, 0, 1)
const price = (ticks = 0) => ticks / 10
const candles = Array.from(bars.close, (close, i) => ({
  timestamp: begin + i * 60_000,
  open: price(bars.open[i]),
  high: price(bars.high[i]),
  low: price(bars.low[i]),
  close: price(close),
  volume: 1
}))
const sides = new Int8Array(bars.length)
for (const [k, bar] of signals.bars.entries()) sides.fill(signals.sides[k] ?? 0, bar)
/** The position to hold after the last bar that has closed by then. */
const wished = (at: number): "long" | "short" | undefined => {
  const now = sides[Math.round((at - begin) / 60_000) - 1] ?? 0
  return now === 0 ? undefined : now > 0 ? "long" : "short"
}

for (const name of Object.keys(kit)) if (/^Persist.*Adapter$/.test(name)) kit[name].useDummy?.()
const quiet = () => {}
kit.setLogger({ log: quiet, debug: quiet, info: quiet, warn: quiet })
kit.addExchangeSchema({
  exchangeName: "memory",
  getCandles: async (_: string, __: string, since: Date, limit: number) => {
    const from = (since.getTime() - begin) / 60_000
    return candles.slice(from, from + limit)
  },
  formatPrice: async (_: string, it: number) => String(it),
  formatQuantity: async (_: string, it: number) => String(it)
})
kit.addFrameSchema({
  frameName: "walk",
  interval: "1m",
  startDate: new Date(begin + 40 * 60_000),
  endDate: new Date(begin + (length - 1) * 60_000)
})
kit.addStrategySchema({
  strategyName: "cross",
  interval: "1m",
  getSignal: async (_: string, when: Date, currentPrice: number) => {
    const position = wished(when.getTime())
    if (position === undefined) return null
    const bracket = kit.Position.bracket({ position, currentPrice, percentTakeProfit: 19, percentStopLoss: 19 })
    return { position, ...bracket, minuteEstimatedTime: 1440, cost: 100 }
  }
})
kit.listenActivePing(async (event: { symbol: string; timestamp: number; data: { position: string } }) => {
  if (event.data.position !== wished(event.timestamp))
    await kit.commitClosePending(event.symbol, { id: "flip", note: "flip" })
})

let closed = 0
const started = cpuMs()
const run = kit.Backtest.run("X", { strategyName: "cross", exchangeName: "memory", frameName: "walk" })
for await (const event of run) if (event.action === "closed") closed++
process.stdout.write(JSON.stringify([cpuMs() - started, `${closed} trades`, null]))
process.exit(0)
