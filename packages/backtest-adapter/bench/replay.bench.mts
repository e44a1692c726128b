import { spawnSync } from "node:child_process"
import { loadavg } from "node:os"
import { Answer, Contract, Engine, EngineOptions, Lots, type Position, Rational, type Side } from "@backhand/core"
import { Result } from "effect"
import { filter, from, map, type OperatorFunction, scan } from "rxjs"
import type { MarketEvent } from "../src/MarketEvent.ts"
import { drive } from "../src/replay/drive.ts"
import { barEvent, type Market } from "../src/replay/Market.ts"
import { replay, type Wish } from "../src/replay/replay.ts"
import type { ReplayOptions } from "../src/replay/ReplayOptions.ts"
import type { ReplayResult } from "../src/replay/ReplayResult.ts"
import { makeStrategy } from "../src/strategies/builtIn.ts"
import { cpuMs, median, randomWalk } from "./walk.mts"

const length = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 5)
const symbol = "BTCUSDT"
const raw = { symbol, quoteCoin: "USDT", pricePlace: "1", sizeMultiplier: "0.001", takerFeeRate: "0.0006" }
const instrument = Result.getOrThrow(Contract.decode(raw))
const market: Market = { instrument, bars: randomWalk(length) }
/** An order is twenty times the work of a bar: the runs that do little else are shorter. */
const short: Market = { instrument, bars: randomWalk(Math.ceil(length / 10)) }
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

type Read = (result: ReplayResult) => unknown

const run =
  (strategy: OperatorFunction<MarketEvent, Wish>, more: Partial<ReplayOptions> = {}, on = market, read?: Read) =>
  (): string => {
    const result = replay([on], strategy, { ...options, ...more })
    read?.(result)
    const { orders, trades } = result.summary
    return `${orders} orders, ${trades} trades`
  }

const table: Read = ({ symbols: [own] }) => [own?.trades, own?.profit]
const everything: Read = (result) => [table(result), result.decisions, result.orders, result.events, result.delays]

const accept = Answer.read(200, JSON.stringify({ code: "00000", msg: "", requestTime: 0, data: null }))
const held = (side: Side.Side): Position.Position => ({
  mode: "one-way",
  net: { side, lots: Lots.makeUnsafe(1000), entry: Rational.make(100n) }
})
const positions = { long: held("long"), short: held("short") }

/** What a flip costs the engine alone: told at once of an order's answer and of the position that it leaves. */
const engineAlone = (): string => {
  const timing = { answerMs: 1e14, readMs: 1e14, settleMs: 1e14, lagMs: 0 }
  const engine = Engine.make(EngineOptions.make({ session: "replay", instruments: { [symbol]: instrument }, timing }))
  const tell = (position: Position.Position, at: number) =>
    Engine.step(engine, { fact: "position", symbol, position, askedAtMs: null, venueAtMs: at }, at)
  Engine.step(engine, { fact: "clock", askedAtMs: 0, venueAtMs: 0 }, 0)
  tell(positions.long, 0)
  let orders = 0
  for (let k = 0; k < short.bars.length; k++) {
    const at = 60_000 * (k + 1)
    const side = k % 2 === 0 ? "short" : "long"
    const commands = Engine.step(engine, { fact: "signal", signal: { symbol, side, at } }, at)
    const sent = commands.find(({ command }) => command === "send")
    if (sent?.command !== "send") throw new Error("every signal is sent")
    const { clientOid } = sent.unsettled
    Engine.step(engine, { fact: "answer", clientOid, answer: { ...accept, venueAtMs: at }, remaining: null }, at)
    tell(positions[side], at)
    orders++
  }
  return `${orders} orders`
}

/** The peak of a process of its own that replays a flip on every bar, in megabytes. */
const peakOf = (bars: number): number => {
  const args = [...process.execArgv, process.argv[1] as string, String(bars), "peak"]
  return Number(spawnSync(process.execPath, args, { encoding: "utf8" }).stdout)
}

if (process.argv[3] === "peak") {
  run(flips(1))()
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024))
  process.exit()
}

const jobs: Readonly<Record<string, () => string>> = {
  "RxJS alone: from, scan, map, filter": bare,
  "history into a strategy: SMA 10/30": pipeline(cross),
  "replay, no signal ever": run(silent),
  "replay, SMA 10/30": run(cross),
  "replay, SMA 10/30, trades and equity": run(cross, {}, market, table),
  "replay, SMA 10/30, 40 ms latency": run(cross, { latencyMs: 40 }),
  "replay, SMA 10/30, margin": run(cross, { margin: { leverage: 2, maintenanceRate: "0.005" }, capital: 1e9 }),
  "replay, a flip on every tenth bar": run(flips(10), {}, short),
  "core's engine, a flip on every bar": engineAlone,
  "replay, a flip on every bar": run(flips(1), {}, short),
  "replay, every bar, trades and equity": run(flips(1), {}, short, table),
  "replay, every bar, all that can be read": run(flips(1), {}, short, everything)
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
console.log(
  `peak of a process that replays ${length} flips: ${peakOf(length).toFixed(0)} MB, none: ${peakOf(1).toFixed(0)} MB`
)
