import { loadavg } from "node:os"
import { Contract } from "@backhand/core"
import { Result } from "effect"
import { filter, from, map, type OperatorFunction, scan } from "rxjs"
import type { MarketEvent } from "../src/MarketEvent.ts"
import { drive } from "../src/replay/drive.ts"
import { barEvent, type Market } from "../src/replay/Market.ts"
import { replay, type Wish } from "../src/replay/replay.ts"
import type { ReplayOptions } from "../src/replay/ReplayOptions.ts"
import { makeStrategy } from "../src/strategies/builtIn.ts"
import { cpuMs, median, randomWalk } from "./walk.mts"

const length = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 5)
const symbol = "BTCUSDT"
const raw = { symbol, quoteCoin: "USDT", pricePlace: "1", sizeMultiplier: "0.001", takerFeeRate: "0.0006" }
const market: Market = { instrument: Result.getOrThrow(Contract.decode(raw)), bars: randomWalk(length) }
/** Every order is kept with all that became of it: the runs that do little else are shorter. */
const short: Market = { ...market, bars: randomWalk(Math.ceil(length / 10)) }
const options: ReplayOptions = { size: "1", feeRate: "0.0006" }

const cross = Result.getOrThrow(makeStrategy("sma-cross", [10, 30])).operator()
const silent: OperatorFunction<MarketEvent, Wish> = (events) =>
  events.pipe(
    filter((event) => event.kind === "bar" && event.close < 0),
    map((): Wish => ({ symbol, side: "long" }))
  )
/** Alternates on every `nth` bar. */
const flips =
  (nth: number): OperatorFunction<MarketEvent, Wish> =>
  (events) =>
    events.pipe(
      filter((_, k) => k % nth === 0),
      map((_, k): Wish => ({ symbol, side: k % 2 === 0 ? "long" : "short" }))
    )

/** The bare pipeline that any backtest on RxJS pays for: bars as objects into a window of two sums. */
const bare = (): string => {
  let crossings = 0
  from(bars())
    .pipe(
      scan((last, { close }) => (last * 29 + close) / 30, 0),
      map((mean, k) => mean > (market.bars.close[k] as number)),
      filter((isAbove) => isAbove)
    )
    .subscribe(() => crossings++)
  return `${crossings} crossings`
}

function* bars() {
  for (let i = 0; i < length; i++) yield barEvent(market, i)
}

const pipeline = (strategy: OperatorFunction<MarketEvent, Wish>) => (): string => {
  let signals = 0
  drive([market], strategy, { before: () => undefined, wish: () => signals++ })
  return `${signals} signals`
}

const engine =
  (strategy: OperatorFunction<MarketEvent, Wish>, more: Partial<ReplayOptions> = {}, on = market) =>
  (): string => {
    const { orders, summary } = replay([on], strategy, { ...options, ...more })
    return `${orders.length} orders, ${summary.trades} trades`
  }

const jobs: Readonly<Record<string, () => string>> = {
  "RxJS alone: from, scan, map, filter": bare,
  "history into a strategy: SMA 10/30": pipeline(cross),
  "replay, no signal ever": engine(silent),
  "replay, SMA 10/30": engine(cross),
  "replay, SMA 10/30, 40 ms latency": engine(cross, { latencyMs: 40 }),
  "replay, SMA 10/30, margin": engine(cross, { margin: { leverage: 2, maintenanceRate: "0.005" }, capital: 1e9 }),
  "replay, a flip on every tenth bar": engine(flips(10), {}, short),
  "replay, a flip on every bar": engine(flips(1), {}, short)
}

const times = new Map(Object.keys(jobs).map((name) => [name, [] as Array<number>]))
const results = new Map<string, string>()
for (let round = 0; round < rounds; round++)
  for (const [name, job] of Object.entries(jobs)) {
    const start = cpuMs()
    results.set(name, job())
    times.get(name)?.push(cpuMs() - start)
  }

const cold = (name: string) => times.get(name)?.[0] ?? Number.NaN
const warm = (name: string) => median(times.get(name)?.slice(1) ?? [])
const yardstick = warm("RxJS alone: from, scan, map, filter")
const barsOf = (name: string) => (name.includes("every") ? short.bars.length : length)
const million = (name: string, ms: number) => (barsOf(name) / ms / 1000).toFixed(2).padStart(6)
const ratio = (name: string) => ((yardstick / warm(name)) * (barsOf(name) / length)).toFixed(2).padStart(6)
console.log(
  `${length} bars, load ${loadavg()[0]?.toFixed(1)}; million bars a second of processor time, cold and warm; RxJS alone is 1`
)
for (const name of Object.keys(jobs))
  console.log(
    `${name.padEnd(38)} ${million(name, cold(name))} ${million(name, warm(name))} ${ratio(name)}  ${results.get(name)}`
  )
